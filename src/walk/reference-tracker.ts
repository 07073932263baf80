/**
 * Records the references of a walk and numbers its objects: replaces the set of visited objects in a walk with paths.
 */
import type { ObjectFacts } from '../inspect/object-facts.ts';
import type { ReadTarget } from '../inspect/read-target.ts';
import type { ReferenceSink } from '../inspect/references.ts';

/**
 * The walk reports to it which object the announced references belong to. Its own stack parallels that of the walk and
 * holds the numbers of the objects there: {@link ReferenceSink.meet} pushes on both.
 */
export interface ReferenceTracker extends ReferenceSink {
  /** The owner of the next references; {@link NO_OWNER} for the roots of the walk. */
  readonly owner: number;
  /** The object at this index of the stack is popped and read. */
  visit(place: number): void;
  /** Continues with an object that was begun before. */
  resume(owner: number): void;
  /**
   * Reads the properties of an object that `readPlain` reads in other walks, and passes on what they hold
   * (read-recorded.ts); here, so that a bundle without paths has no code for it.
   */
  read(target: ReadTarget, value: object, isPlainObject: boolean, facts: ObjectFacts): void;
  /** Swaps two objects of the stack. */
  swapWaiting(one: number, other: number): void;
}

/** The owner of a reference that no object holds. */
export const NO_OWNER = -(2 ** 31);
