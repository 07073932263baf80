/**
 * Where named properties live. Fast mode: in-object slots first, then a property array that grows by three
 * (JSObject::kFieldsAdded). Dictionary mode: a NameDictionary of three words an entry, two thirds full at most.
 */
import { ceil } from '../platform/math.ts';
import { hashCapacity } from './capacity.ts';
import type { Layout } from './layout.ts';

/** Growth step of an out-of-object property array: JSObject::kFieldsAdded. */
const FIELDS_ADDED = 3;

/** Slots that `{}` and `Object.create(p)` come with: JSObject::kInitialGlobalObjectUnusedPropertiesCount. */
export const EMPTY_LITERAL_SLOTS = 4;

/** Above this many descriptors an object is in dictionary mode whatever made it: kMaxNumberOfDescriptors. */
export const MAX_FAST_PROPERTIES = 1020;

/** JSON.parse makes a dictionary from this many names on, for its map cache ends here: kMapCacheSize. */
export const JSON_DICTIONARY_FROM = 128;

/**
 * Keyed stores to `{}` turn it into a dictionary at this many names: 4 slots, max_fast out-of-object 12, growth by 3.
 */
export const KEYED_DICTIONARY_FROM = 20;

/**
 * Properties outside an object that computed keys may add before it turns into a dictionary:
 * JSObject::kFastPropertiesSoftLimit.
 */
export const SOFT_LIMIT = 12;

/** Slots a class instance may have at most: JSObject::kMaxInObjectProperties. */
export const MAX_IN_OBJECT = 252;

/**
 * Slots added to the estimate of a constructor until seven instances were made
 * (JSFunction::CalculateExpectedNofProperties).
 */
export const CONSTRUCTION_SLACK = 8;

/** Constructions after which unused slots of a class's instances are cut off: Map::kSlackTrackingCounterStart. */
export const SLACK_TRACKING_INSTANCES = 7;

/** Bytes of fast named properties beyond the object's header: in-object slots, and a property array for the rest. */
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
