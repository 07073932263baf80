/** Hash tables of Map, Set, WeakMap and WeakSet: V8's OrderedHashTable and EphemeronHashTable. */
import { floor, log2, max } from '../platform/math.ts';
import { hashCapacity, powerOfTwoFrom } from './layout.ts';
import type { Layout } from './layout.ts';

/** OrderedHashTable::kInitialCapacity. */
const MIN_CAPACITY = 4;

/** The capacity of a Map or Set that was only ever added to: a power of two. */
export function orderedCapacity(size: number): number {
  return max(MIN_CAPACITY, powerOfTwoFrom(size));
}

/**
 * The largest capacity that a table of this size can still have. Deleted entries fill a table until it doubles, and
 * it halves only when fewer than a quarter of its capacity are left.
 */
export function largestOrderedCapacity(size: number): number {
  return max(MIN_CAPACITY, 2 ** floor(log2(max(1, 4 * size))));
}

/** Bytes of an OrderedHashMap (3 words an entry) or OrderedHashSet (2), and a bucket for two entries. */
export function orderedTableBytes(layout: Layout, capacity: number, entryWords: 2 | 3): number {
  return layout.orderedTableHeader + layout.taggedSize * (capacity / 2 + entryWords * capacity);
}

/** Bytes of the table of a WeakMap or WeakSet with `count` entries: two words each. */
export function ephemeronTableBytes(layout: Layout, count: number): number {
  return layout.ephemeronTableHeader + 2 * layout.taggedSize * hashCapacity(count);
}
