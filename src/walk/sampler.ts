/**
 * Chooses a few elements of a huge container instead of all. The walk only calls it; weighing them is done elsewhere.
 */

/** Called by the walk before it reads a wide container. */
export interface Sampler {
  /** Containers with more elements than this are sampled. */
  readonly above: number;
  /** Chooses from an array; `read` gives the element at an index without running code. */
  array(length: number, read: (index: number) => unknown): readonly unknown[];
  /** Chooses from a Map or Set; `next` returns one entry after the other: a key with its value, or a member alone. */
  entries(size: number, next: () => readonly unknown[] | undefined): void;
}
