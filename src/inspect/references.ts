/**
 * How one object refers to another value. Readers announce each reference when they meet it if the walk records
 * references; otherwise there is no sink and they announce nothing.
 */
import type { ObjectFacts } from './object-facts.ts';

/** How a reference is held. Its key is that of a property, an index, an entry's position, or a slot's name. */
export const Step = {
  property: 0,
  getter: 1,
  setter: 2,
  element: 3,
  mapKey: 4,
  mapValue: 5,
  setMember: 6,
  slot: 7,
} as const;

/** One of the values of {@link Step}. */
export type Step = (typeof Step)[keyof typeof Step];

/**
 * Receives the references of the object that is being read. A reader sets `step` and `key`, then passes the value as in
 * every other walk: an object by {@link meet}, strings and other primitives to the visitor.
 */
export interface ReferenceSink {
  /** How the next value is held. */
  step: Step;
  /** An element's index, an entry's position, or the number of a name, symbol or slot. */
  key: number;
  /** False for objects of which numbers under array indices are not weighed. */
  weighsIndexedNumbers: boolean;
  /** The numbers of an object's non-index names, in their order. Valid until the next call. */
  keysOf(facts: ObjectFacts): ArrayLike<number>;
  /** The number of a name, a symbol or a slot. */
  keyOf(name: string | symbol): number;
  /** The references that follow come in reverse (`isReversed`), or in the object's own order. */
  startRun(isReversed: boolean): void;
  /** Swaps the last two runs. */
  swapRuns(): void;
  /** An object or function; true if it is met for the first time. */
  meet(object: object): boolean;
  /** A heap number. */
  heapNumber(): void;
  /** How many references were added so far. */
  readonly count: number;
  /** Removes the references from a count on, all of which are heap numbers. */
  takeBackNumbers(from: number): void;
}
