/**
 * How much capacity V8 gives a store: backing stores of arrays, hash tables, ordered tables. All rules by which stores
 * grow and shrink are here.
 */
import { floor, max } from '../platform/math.ts';

/** Smallest growth of a backing store: JSObject::kMinAddedElementsCapacity. */
const MIN_ADDED_CAPACITY = 16;

/** Least capacity of a hash table, and OrderedHashTable::kInitialCapacity. */
const MIN_CAPACITY = 4;

/** The smallest power of two that is not below `n`, at least 1. */
function powerOfTwoFrom(n: number): number {
  let power = 1;
  while (power < n) power *= 2;
  return power;
}

/** The largest power of two that is not above `n`, at least 1: ten times as quick as by a logarithm. */
function powerOfTwoUpTo(n: number): number {
  let power = 1;
  while (2 * power <= n) power *= 2;
  return power;
}

/** V8's HashTable::ComputeCapacity: room for n entries at two thirds full, at least 4. */
export function hashCapacity(n: number): number {
  return max(MIN_CAPACITY, powerOfTwoFrom(n + floor(n / 2)));
}

/** A hash table that would become smaller than this does not shrink: HashTable::kMinShrinkCapacity. */
const MIN_SHRINK_CAPACITY = 16;

/** Deleting a property normalises the object with room for two more than it had; this allows for two deletions. */
const NORMALIZED_ROOM = 4;

/** The capacity of a hash table of n entries that was made of an object from which a property or two were deleted. */
export function normalizedCapacity(n: number): number {
  return hashCapacity(n + NORMALIZED_ROOM);
}

/**
 * The largest capacity that a hash table of n entries can still have after any number of deletions: it shrinks when a
 * quarter of it or less is in use (HashTable::ComputeCapacityWithShrink).
 */
export function largestHashCapacity(n: number): number {
  return max(2 * MIN_SHRINK_CAPACITY, hashCapacity(n + NORMALIZED_ROOM), powerOfTwoUpTo(4 * n - 1));
}

/** The capacity of a Map or Set from which nothing was deleted: a power of two. */
export function orderedCapacity(size: number): number {
  return max(MIN_CAPACITY, powerOfTwoFrom(size));
}

/**
 * The largest capacity that the table of a Map or Set of this size can still have. Deleted entries fill a table until
 * it doubles, and it halves only when less than a quarter of its capacity is used.
 */
export function largestOrderedCapacity(size: number): number {
  return max(MIN_CAPACITY, powerOfTwoUpTo(4 * size));
}

/** The capacity after a store or push that needs room for `length` elements: JSObject::NewElementsCapacity. */
export function grownCapacity(length: number): number {
  return length + floor(length / 2) + MIN_ADDED_CAPACITY;
}

/** The capacity of a backing store that began with `start` elements and grew one element at a time. */
export function capacityAfterPushes(start: number, length: number): number {
  let capacity = start;
  while (capacity < length) capacity = grownCapacity(capacity + 1);
  return capacity;
}

/**
 * The largest capacity an array of this length can have: one push past a full store, or pops down to where V8
 * would trim it (when twice the length and 16 are less than the capacity).
 */
export function largestCapacity(length: number): number {
  return max(grownCapacity(length), length === 0 ? 0 : 2 * length + MIN_ADDED_CAPACITY);
}

/**
 * True if V8 prefers a dictionary for `count` elements below `length`: when it takes less than a ninth of the slots
 * (NumberDictionary::kPreferFastElementsSizeFactor times the entry size).
 */
export function prefersDictionary(count: number, length: number): boolean {
  return 9 * hashCapacity(count) <= length;
}

/** Storing this far beyond the last slot makes a dictionary: JSObject::kMaxGap. */
export const MAX_GAP = 1024;

/**
 * A young object keeps a store of up to this capacity however few of its slots are in use:
 * JSObject::kMaxUncheckedFastElementsLength.
 */
const MAX_UNCHECKED = 5000;

/** True if a store that grows to this capacity for its next element becomes a dictionary instead. */
function becomesDictionary(inUse: number, capacity: number): boolean {
  return capacity > MAX_UNCHECKED && prefersDictionary(inUse, capacity);
}

/**
 * The capacity of the store of a young object that got elements at these indices, in ascending order; 0 if one of them
 * made a dictionary of it (ShouldConvertToSlowElements).
 */
export function capacityAfterStores(indices: readonly string[], count: number): number {
  let capacity = 0;
  for (let i = 0; i < count; i++) {
    const index = +indices[i];
    if (index < capacity) continue;
    if (index - capacity >= MAX_GAP) return 0;
    capacity = grownCapacity(index + 1);
    if (becomesDictionary(i, capacity)) return 0;
  }
  return capacity;
}

/** True if elements at these indices, in ascending order here, can be in a store of slots, whichever came first. */
export function mayBeInSlots(indices: readonly string[], count: number): boolean {
  let capacity = 0;
  for (let i = 0; i < count; i++) {
    const index = +indices[i];
    if (index - capacity >= MAX_GAP) return false;
    capacity = grownCapacity(index + 1);
  }
  return !becomesDictionary(count, capacity);
}

/**
 * True if a dictionary of `count` elements below `length` stays one: V8 converts it to a fast store only once that
 * takes at most twice the words (JSObject's ShouldConvertToFastElements).
 */
export function staysDictionary(count: number, length: number): boolean {
  return 6 * hashCapacity(count) < length;
}
