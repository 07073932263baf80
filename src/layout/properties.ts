/**
 * Where named properties are stored. Fast mode: in-object slots first, then a property array that grows by three
 * (JSObject::kFieldsAdded). Dictionary mode: a NameDictionary of three words an entry, at most two thirds full.
 */
import { ceil, floor, max } from '../platform/math.ts';
import { hashCapacity, largestHashCapacity, normalizedCapacity } from './capacity.ts';
import type { Layout } from './layout.ts';

/** Growth step of an out-of-object property array: JSObject::kFieldsAdded. */
const FIELDS_ADDED = 3;

/** Slots that `{}` and `Object.create(p)` start with: JSObject::kInitialGlobalObjectUnusedPropertiesCount. */
export const EMPTY_LITERAL_SLOTS = 4;

/** Above this many descriptors every object is in dictionary mode: kMaxNumberOfDescriptors. */
export const MAX_FAST_PROPERTIES = 1020;

/** JSON.parse makes a dictionary from this many names on, the limit of its map cache: kMapCacheSize. */
export const JSON_DICTIONARY_FROM = 128;

/**
 * Keyed stores to `{}` turn it into a dictionary at this many names: 4 slots, max_fast out-of-object 12, growth by 3.
 */
export const KEYED_DICTIONARY_FROM = 20;

/**
 * Out-of-object properties that computed keys may add before the object goes to dictionary mode:
 * JSObject::kFastPropertiesSoftLimit.
 */
export const SOFT_LIMIT = 12;

/** Names that V8 defines in the dictionary of an array: `length`. */
export const ARRAY_NAMES = 1;

/** Most slots of a class instance: JSObject::kMaxInObjectProperties. */
export const MAX_IN_OBJECT = 252;

/**
 * Slots added to the estimate of a constructor until seven instances were made
 * (JSFunction::CalculateExpectedNofProperties).
 */
export const CONSTRUCTION_SLACK = 8;

/**
 * Constructions after which unused in-object slots of a class's instances are trimmed: Map::kSlackTrackingCounterStart.
 */
export const SLACK_TRACKING_INSTANCES = 7;

/**
 * The most properties that keyed stores can add to an object with so many slots before it becomes a dictionary. V8
 * checks when no slot is left, so after each chunk of the property array (Map::TooManyFastProperties).
 */
export function mostKeyedProperties(slots: number): number {
  return slots + FIELDS_ADDED * (floor(max(SOFT_LIMIT, slots) / FIELDS_ADDED) + 1);
}

/** Bytes of fast named properties beyond the object's header: in-object slots, and a property array for the others. */
export function fastPropertiesBytes(layout: Layout, names: number, slots: number): number {
  return slots * layout.taggedSize + propertyArrayBytes(layout, names - slots);
}

/** Bytes of the property array for `outside` properties that did not fit into the object. */
export function propertyArrayBytes(layout: Layout, outside: number): number {
  if (outside <= 0) return 0;
  return layout.propertyArrayHeader + ceil(outside / FIELDS_ADDED) * FIELDS_ADDED * layout.taggedSize;
}

/** Bytes of a NameDictionary with room for `names`. */
export function nameDictionaryBytes(layout: Layout, names: number): number {
  return layout.nameDictionaryHeader + 3 * layout.taggedSize * hashCapacity(names);
}

/**
 * The most bytes of a NameDictionary of so many names, after a deletion or two; of an object `ofItsOwn`, which may be
 * used as a map, after any number of them.
 */
export function largestDictionaryBytes(layout: Layout, names: number, ofItsOwn: boolean): number {
  const capacity = ofItsOwn ? largestHashCapacity(names) : normalizedCapacity(names);
  return layout.nameDictionaryHeader + 3 * layout.taggedSize * capacity;
}
