/** One place in a value, as the report of a walk with `paths: true` lists it. */

/**
 * A place in a value: the type of what it holds, its deep size, and its retained size.
 *
 * Rows are in the order of a tree that is read from its root: a row's parts follow it with a `depth` one greater,
 * heaviest (by `retainedBytes`) first. All figures are bytes unless they say otherwise.
 *
 * Two kinds of rows have a name in parentheses: `(3 more)` sums up parts too small for rows of their own, and
 * `(shared)` is what several parts of a row hold together, so that no single one of them retains it. With them a row
 * retains the sum of its parts, what it holds itself, and what was too little to be shown.
 */
export interface PathRow {
  /**
   * Formatted like code: `cache.entries[3].body`, `users.get("ann")`, `users[*].name` for many similar places. The
   * root's is its name.
   */
  readonly path: string;
  /** The last step of `path` alone: `.body`, `[3]`, `.get("ann")`, `[*]`; of the root its name. */
  readonly step: string;
  /** 0 for the root. */
  readonly depth: number;
  /** The type of what is at this place, as in `byType`; of folded places that hold several types, `A | B`. */
  readonly type: string;
  /**
   * Deep size: everything reachable from here, each object once, shared or not. In a tree of a heap snapshot, where
   * nearly everything reaches nearly everything, it is the retained size.
   */
  readonly bytes: number;
  /**
   * Retained size: what would be freed if nothing were at this place (at these places together) any more. The parts of
   * a row never retain more than the row itself; what two parts share is retained by neither, but by their nearest
   * common owner.
   */
  readonly retainedBytes: number;
  /** How many places this row is for: 1, or the elements that were folded into it. */
  readonly count: number;
  /** V8's id of the object, as after DevTools' `@`; only in a tree of a heap snapshot, for a row of one object. */
  readonly id?: number | undefined;
}

/** True for a row that sums up parts too small for rows of their own; how many they are differs from tree to tree. */
export function isSummary({ step }: PathRow): boolean {
  return /^\(\d+ more\)$/.test(step);
}
