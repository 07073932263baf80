/** Hash tables of Map, Set, WeakMap and WeakSet: V8's OrderedHashTable and EphemeronHashTable. */
import { hashCapacity } from './capacity.ts';
import type { Layout } from './layout.ts';

/** Bytes of an OrderedHashMap (3 words an entry) or OrderedHashSet (2), and a bucket for two entries. */
export function orderedTableBytes(layout: Layout, capacity: number, entryWords: 2 | 3): number {
  return layout.orderedTableHeader + layout.taggedSize * (capacity / 2 + entryWords * capacity);
}

/** Bytes of the table of a WeakMap or WeakSet with `count` entries: two words each. */
export function ephemeronTableBytes(layout: Layout, count: number): number {
  return layout.ephemeronTableHeader + 2 * layout.taggedSize * hashCapacity(count);
}
