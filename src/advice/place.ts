/** Alike objects that stand at one place of a value: what every rule is given. */
import type { ClassInfo } from '../inspect/class-info.ts';
import type { Kind } from '../inspect/kinds.ts';

/** Objects of one class at one place: `users[*].tags` are all arrays that users have as tags. */
export interface Place {
  /** Read like code, alike steps folded; the same place at any depth of a tree is one. */
  readonly path: string;
  readonly kind: Kind;
  readonly info: ClassInfo;
  /** Every object once, in the order of the walk; a list without a prototype. */
  readonly objects: readonly object[];
  /** For each object, how many references of the value lead to it. */
  readonly holders: readonly number[];
  /** For each object, its own bytes without what it refers to. */
  readonly bytes: readonly number[];
}
