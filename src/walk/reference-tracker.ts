/**
 * Keeps the references of a walk and numbers its objects: what a walk with paths has in place of its set of visited
 * objects.
 */
import type { ReferenceSink } from '../inspect/references.ts';

/**
 * Told by the walk whose references the readers announce. It has a stack of its own beside that of the walk, with the
 * numbers of the objects there: {@link ReferenceSink.meet} adds to both.
 */
export interface ReferenceTracker extends ReferenceSink {
  /** The object whose references come next; {@link NO_OWNER} for the roots of the walk. */
  readonly owner: number;
  /** The object at this place of the stack is taken from it and read. */
  visit(place: number): void;
  /** Goes on with an object that was begun before. */
  resume(owner: number): void;
  /** Two objects of the stack change places. */
  swapWaiting(one: number, other: number): void;
}

/** The owner of a reference that no object holds. */
export const NO_OWNER = -(2 ** 31);
