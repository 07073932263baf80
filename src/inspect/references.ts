/**
 * How one object refers to another value. The readers announce each reference where they meet it, if a walk keeps
 * references; in a walk that keeps none they find no sink and announce nothing.
 */
import type { ObjectFacts } from './object-facts.ts';

/**
 * How a reference is held. The key that goes with it is a property's, an index, an entry's position, or a slot's name.
 */
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
 * Takes the references of the object that is being read. A reader sets `step` and `key`, then passes on the value as in
 * every other walk: an object by {@link meet}, strings and other primitives to the visitor.
 */
export interface ReferenceSink {
  /** How the next value is held. */
  step: Step;
  /** An element's index, an entry's position, or the number of a name, symbol or slot. */
  key: number;
  /** False for objects of which numbers under array indices are not weighed. */
  weighsIndexedNumbers: boolean;
  /** The numbers of an object's names that are no array indices, in their order. Valid until the next call. */
  keysOf(facts: ObjectFacts): ArrayLike<number>;
  /** The number of a name, a symbol or a slot. */
  keyOf(name: string | symbol): number;
  /** The references that follow come last first (`isReversed`), or in the order in which the object has them. */
  startRun(isReversed: boolean): void;
  /** The last two runs change places: what the last one has comes first. */
  swapRuns(): void;
  /** An object or function; true if it is met for the first time. */
  meet(object: object): boolean;
  /** A heap number: a number that the slot refers to instead of holding it. */
  heapNumber(): void;
  /** How many references were taken so far. */
  readonly count: number;
  /** Takes back the references from a count on, all of which are heap numbers. */
  takeBackNumbers(from: number): void;
}
