/** A group of similar objects at one place of a value: the input of every rule. */
import type { ClassInfo } from '../inspect/class-info.ts';
import type { Kind } from '../inspect/kinds.ts';

/** Objects of one class at one place: `users[*].tags` are the arrays in the `tags` of all users. */
export interface Place {
  /** Written like code, with elements folded into `[*]`; a place that recurs at any depth of a tree is one place. */
  readonly path: string;
  readonly kind: Kind;
  readonly info: ClassInfo;
  /** Every object once, in the order of the walk; a list without a prototype. */
  readonly objects: readonly object[];
  /** For each object, how many references to it the value contains. */
  readonly holders: readonly number[];
  /** For each object, its shallow bytes. */
  readonly bytes: readonly number[];
}
