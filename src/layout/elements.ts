/** Backing stores of arrays and of integer-keyed objects: fixed arrays, their growth, number dictionaries. */
import { floor, max } from '../platform/math.ts';
import { hashCapacity } from './layout.ts';
import type { Layout } from './layout.ts';

/** Smallest growth of a backing store: JSObject::kMinAddedElementsCapacity. */
const MIN_ADDED_CAPACITY = 16;

/** Bytes of a FixedArray with `capacity` tagged slots; 0 for none, since the empty array is shared. */
export function taggedElementsBytes(layout: Layout, capacity: number): number {
  return capacity === 0 ? 0 : layout.fixedArrayHeader + capacity * layout.taggedSize;
}

/** Bytes of a FixedDoubleArray with `capacity` unboxed numbers. */
export function doubleElementsBytes(layout: Layout, capacity: number): number {
  return capacity === 0 ? 0 : layout.doubleArrayHeader + capacity * 8;
}

/** The capacity after a store or push that needs room for `length` elements: JSObject::NewElementsCapacity. */
export function grownCapacity(length: number): number {
  return length + floor(length / 2) + MIN_ADDED_CAPACITY;
}

/**
 * The largest capacity an array of this length can have: one push past a full store, or pops down to where V8
 * would trim it (when twice the length and 16 are less than the capacity).
 */
export function largestCapacity(length: number): number {
  return max(grownCapacity(length), length === 0 ? 0 : 2 * length + MIN_ADDED_CAPACITY);
}

/** Bytes of a NumberDictionary with room for `count` entries: index, value and details each. */
export function numberDictionaryBytes(layout: Layout, count: number): number {
  return layout.numberDictionaryHeader + 3 * layout.taggedSize * hashCapacity(count);
}

/**
 * True if V8 would rather keep `count` elements below `length` in a dictionary: when that takes less than a ninth
 * of the slots (NumberDictionary::kPreferFastElementsSizeFactor times the entry size).
 */
export function prefersDictionary(count: number, length: number): boolean {
  return 9 * hashCapacity(count) <= length;
}
