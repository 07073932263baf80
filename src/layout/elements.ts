/** Backing stores of arrays and of integer-keyed objects: fixed arrays, number dictionaries, data of typed arrays. */
import { hashCapacity } from './capacity.ts';
import type { Layout } from './layout.ts';

/** Bytes of a FixedArray with `capacity` tagged slots; 0 for none, since the empty array is shared. */
export function taggedElementsBytes(layout: Layout, capacity: number): number {
  return capacity === 0 ? 0 : layout.fixedArrayHeader + capacity * layout.taggedSize;
}

/** Bytes of a FixedDoubleArray with `capacity` unboxed doubles. */
export function doubleElementsBytes(layout: Layout, capacity: number): number {
  return capacity === 0 ? 0 : layout.doubleArrayHeader + capacity * 8;
}

/** Bytes of a NumberDictionary with room for `count` entries: index, value and details each. */
export function numberDictionaryBytes(layout: Layout, count: number): number {
  return layout.numberDictionaryHeader + 3 * layout.taggedSize * hashCapacity(count);
}

/**
 * True for a typed array that may keep its data on the heap: reading its `buffer` would move the data off it for good.
 * One with an offset was made from an existing buffer.
 */
export function mayBeOnHeap(maxOnHeapBytes: number, byteLength: number, byteOffset: number): boolean {
  return byteLength <= maxOnHeapBytes && byteOffset === 0;
}
