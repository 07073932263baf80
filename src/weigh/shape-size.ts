/**
 * Bytes of objects by their shapes: header, in-object slots, property array or dictionary. Each rule names its cause in
 * V8; where JavaScript cannot distinguish cases, the interval holds every plausible one.
 */
import { max, min, round } from '../platform/math.ts';
import type { Layout } from '../layout/layout.ts';
import {
  CONSTRUCTION_SLACK,
  EMPTY_LITERAL_SLOTS,
  fastPropertiesBytes,
  JSON_DICTIONARY_FROM,
  KEYED_DICTIONARY_FROM,
  largestDictionaryBytes,
  MAX_FAST_PROPERTIES,
  MAX_IN_OBJECT,
  nameDictionaryBytes,
  mostKeyedProperties,
  propertyArrayBytes,
  SLACK_TRACKING_INSTANCES,
} from '../layout/properties.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { Storage } from '../inspect/object-facts.ts';
import { summaryOf } from './class-summary.ts';
import type { ClassCounts, ShapeCounts } from './class-summary.ts';
import { addDictionary } from './known-storage.ts';
import type { PartSink } from './parts.ts';
import { keyBytes } from './strings/key-bytes.ts';

/**
 * A shape seen on fewer objects than this may result from one object's history: a deleted property makes it a
 * dictionary.
 */
const RARE = 2;

/**
 * Slots that V8 expects of a constructor it has not compiled yet: UpdateAndFinalizeExpectedNofPropertiesFromEstimate.
 */
const UNCOMPILED_SLOTS = 2;

/**
 * In a value of at least so many objects, a class of which few instances are met has few in the whole program. A
 * smaller value is usually one of many, such as an entry of a cache, and so are its instances.
 */
const SINGLE_FROM = 64;

/**
 * A fast object becomes a dictionary with room for two more names (JSObject::NormalizeProperties); where a deletion was
 * the cause, it had one name more.
 */
const NORMALIZED_FOR_ACCESSOR = 2;
const NORMALIZED_FOR_DELETION = 3;

/** Adds one object of a shape without its elements and values; `base` is the size of its header. */
export function addShapeParts(
  layout: Layout,
  shapes: ClassCounts,
  shape: ShapeCounts,
  base: number,
  sink: PartSink,
): void {
  const { info } = shapes;
  sink.exact(base, 'header');
  if (shape.storage === Storage.dictionary) addKnownDictionary(layout, shapes, shape, sink);
  else if (info.isNullPrototype && shape.storage === Storage.unknown) addNullPrototype(layout, shapes, shape, sink);
  else if (info.isPlainObject || info.isNullPrototype) addPlainObject(layout, shapes, shape, sink);
  else if (isMadeByCreate(info)) addCreated(layout, shape, sink);
  else addInstance(layout, shapes, shape, sink);
  if (info.isHost && !info.isMadeByHost) {
    // An instance of a subclass has the slots of the platform's class before its own.
    const slots = EMPTY_LITERAL_SLOTS * layout.taggedSize;
    sink.between(0, slots, slots, 'header');
  }
}

/** `Object.create(prototype)` with a prototype that no class made: instances start with the slots of `{}`. */
function isMadeByCreate(info: ClassInfo): boolean {
  return (
    info.constructorFunction === undefined ||
    (info.name === 'Object' && info.expectedProperties === 0) ||
    info.isMadeByHost
  );
}

/** The most that an object's keys take in a dictionary: they are counted once for all objects that have them. */
function keyShare(layout: Layout, shape: ShapeCounts): number {
  const from = shape.keysAreCounted ? shape.names.length : shape.firstName;
  const bytes = keyBytes(layout, shape.names, from, shape.keySymbols);
  return shape.isOverflow ? bytes : bytes / max(1, shape.count);
}

/** Adds the keys of an object that is most likely a dictionary. */
function addKeys(layout: Layout, shapes: ClassCounts, shape: ShapeCounts, isSure: boolean, sink: PartSink): void {
  const most = keyShare(layout, shape);
  const { names, firstName, keySymbols } = shape;
  const bytes = shape.isOverflow
    ? most
    : min(most, shapes.value.keys.add(layout, names, firstName, keySymbols) / max(1, shape.count));
  sink.between(isSure ? bytes : 0, bytes, most, 'property names');
}

/** An object that the engine reports to be in dictionary mode. */
function addKnownDictionary(layout: Layout, shapes: ClassCounts, shape: ShapeCounts, sink: PartSink): void {
  const { info } = shapes;
  // V8 gives it a hidden class of its own without in-object slots.
  const names = shape.size + info.privateSlots;
  const room = info.isNullPrototype ? 0 : shape.accessors > 0 ? NORMALIZED_FOR_ACCESSOR : NORMALIZED_FOR_DELETION;
  addDictionary(layout, names, room, sink);
  if (shape.keysAreCounted) sink.exact(keyShare(layout, shape), 'property names');
  else addKeys(layout, shapes, shape, false, sink);
  if (shape.accessors > 0) sink.exact((shape.accessors / shape.count) * layout.accessorPair, 'accessor pairs');
}

/** True for a shape that few objects have: it may come from one object's history. */
function isRareShape(shape: ShapeCounts): boolean {
  return shape.count < RARE || shape.isOverflow;
}

/** Null prototype: `Object.create(null)` and `{ __proto__: null }` are dictionaries from the start. */
function addNullPrototype(layout: Layout, shapes: ClassCounts, shape: ShapeCounts, sink: PartSink): void {
  const n = shape.size;
  sink.between(
    n * layout.taggedSize,
    nameDictionaryBytes(layout, n),
    largestDictionaryBytes(layout, n, isRareShape(shape)),
    'dictionary',
  );
  addKeys(layout, shapes, shape, false, sink);
}

/**
 * Literals and JSON: exactly as many slots as names, unless the object started as `{}`, or with fewer names, and grew.
 */
function addPlainObject(layout: Layout, shapes: ClassCounts, shape: ShapeCounts, sink: PartSink): void {
  const n = shape.size;
  const T = layout.taggedSize;
  const perObject = shape.count === 0 ? 0 : shape.accessors / shape.count;
  if (n === 0) {
    sink.exact(EMPTY_LITERAL_SLOTS * T, 'in-object properties');
    return;
  }
  // A literal whose first key is computed starts as `{}`, and symbols are computed keys.
  const slots = max(n, n === shape.keySymbols.length ? EMPTY_LITERAL_SLOTS : 0) * T;
  const isFast = shape.storage === Storage.fast;
  const keys = isFast ? 0 : keyShare(layout, shape);
  // Deleting a property makes a dictionary of any object.
  const largest = isFast ? 0 : largestDictionaryBytes(layout, n, isRareShape(shape));
  if (n > MAX_FAST_PROPERTIES && !isFast) {
    const bytes = nameDictionaryBytes(layout, n);
    sink.between(bytes, bytes, largest, 'dictionary');
    addKeys(layout, shapes, shape, true, sink);
    return;
  }
  if (n >= JSON_DICTIONARY_FROM && perObject === 0) {
    // Copies (fromEntries, spread, structuredClone) start as `{}` and stay fast; JSON.parse makes dictionaries.
    const least = leastFastBytes(layout, n);
    if (isFast || (shape.byCode && shape.count >= RARE)) {
      const bytes = fastPropertiesBytes(layout, n, EMPTY_LITERAL_SLOTS);
      sink.between(least, bytes, largest + keys, 'property array');
      return;
    }
    sink.between(least, nameDictionaryBytes(layout, n), largest, 'dictionary');
    addKeys(layout, shapes, shape, false, sink);
    return;
  }
  // A property added to a literal, a copy or parsed JSON without a spare slot costs most: a property array of its own.
  const grown = max(
    fastPropertiesBytes(layout, n, EMPTY_LITERAL_SLOTS),
    n > 1 ? fastPropertiesBytes(layout, n, n - 1) : 0,
  );
  const most = max(grown, slots + spareSlots(layout, shapes, shape), largest + keys);
  if (perObject > 0 && isFast) {
    sink.between(slots - perObject * T, slots, most, 'in-object properties');
    addPairs(layout, shape, perObject, sink);
  } else if (perObject > 0) {
    // A literal with a getter becomes a dictionary with room for two more; defineProperty keeps it fast.
    sink.between(slots - perObject * T, nameDictionaryBytes(layout, n + 2), most - keys, 'dictionary');
    addKeys(layout, shapes, shape, false, sink);
    addPairs(layout, shape, perObject, sink);
  } else if (!isFast && n >= KEYED_DICTIONARY_FROM && isRareShape(shape) && (shape.byCode || shapes.value.byCode)) {
    // So many names that no other object has were computed, in code that builds other objects than JSON.parse does.
    const bytes = nameDictionaryBytes(layout, n);
    sink.between(slots, bytes, max(most - keys, bytes), 'dictionary');
    addKeys(layout, shapes, shape, false, sink);
  } else {
    sink.between(slots, slots, most, 'in-object properties');
  }
}

/**
 * The fewest bytes that fast properties can take: a literal has all of them in-object, others a property array without
 * spare slots.
 */
function leastFastBytes(layout: Layout, names: number): number {
  return names * layout.taggedSize + (names > MAX_IN_OBJECT ? layout.propertyArrayHeader : 0);
}

/** Objects that were given the same accessor share the AccessorPair through their hidden class. */
function addPairs(layout: Layout, shape: ShapeCounts, perObject: number, sink: PartSink): void {
  const pairs = perObject * layout.accessorPair;
  sink.between(0, shape.accessorsDiffer ? pairs : pairs / shape.count, pairs, 'accessor pairs');
}

/**
 * From V8 12 on JSON.parse gives an element of an array the slots of the element before it, if its names begin with the
 * same ones: an object with fewer names than the wider element before it has spare slots.
 */
function spareSlots(layout: Layout, shapes: ClassCounts, shape: ShapeCounts): number {
  if (shapes.shapes === 1) return 0;
  const first = shape.names[shape.firstName];
  let widest = shape.size;
  // A walk with very many shapes has dictionaries among them; checking only the first few hundred keeps this linear.
  let left = 256;
  for (let other = shapes.first; other !== undefined && left > 0; other = other.next, left--) {
    if (other.size > widest && other.size < JSON_DICTIONARY_FROM && other.names[other.firstName] === first)
      widest = other.size;
  }
  return (widest - shape.size) * layout.taggedSize;
}

function addCreated(layout: Layout, shape: ShapeCounts, sink: PartSink): void {
  const n = shape.size;
  const T = layout.taggedSize;
  const slots = EMPTY_LITERAL_SLOTS * T;
  const outside = propertyArrayBytes(layout, n - EMPTY_LITERAL_SLOTS);
  const asDictionary =
    n > 0 && shape.storage === Storage.unknown
      ? largestDictionaryBytes(layout, n, isRareShape(shape)) + keyShare(layout, shape)
      : 0;
  sink.between(min(n * T, slots), slots, slots, 'in-object properties');
  sink.between(max(0, n * T - slots), outside, asDictionary - slots, 'property array');
}

/**
 * Instances of a class. V8 gives the first ones eight slots more than the constructors' source indicates, and after
 * seven it trims all of them to the most that any has used; later properties go into a property array. Only stores
 * under computed keys make a dictionary of an instance with many properties.
 */
function addInstance(layout: Layout, shapes: ClassCounts, shape: ShapeCounts, sink: PartSink): void {
  const { info } = shapes;
  // Private fields are properties as well, under private symbols.
  const perObject = shape.count === 0 ? 0 : round(shape.accessors / shape.count);
  const all = shape.size + info.privateSlots;
  // Accessors are in the hidden class.
  const n = all - perObject;
  const { instances } = summaryOf(shapes);
  const widest = max(n, summaryOf(shapes).widest + info.privateSlots - perObject);
  const narrowest = max(0, summaryOf(shapes).narrowest + info.privateSlots - perObject);
  const initial = min(MAX_IN_OBJECT, info.expectedProperties + CONSTRUCTION_SLACK);
  const largest = min(MAX_IN_OBJECT, info.mostExpected + CONSTRUCTION_SLACK);
  const isTrimmed = instances >= SLACK_TRACKING_INSTANCES;
  const slots = isTrimmed || shapes.value.objects < SINGLE_FROM ? min(widest, initial) : initial;
  const sizeWith = (count: number): number => fastPropertiesBytes(layout, n, count);
  let least = sizeWith(slots);
  let most = least;
  // Properties that the source does not show were added elsewhere: after the slots were trimmed to what the constructor
  // fills, or before.
  const fromSource = info.expectedProperties >= widest;
  const last = isTrimmed ? min(max(widest, info.expectedProperties), largest + UNCOMPILED_SLOTS) : largest;
  for (
    let count = fromSource ? min(narrowest, slots) : min(narrowest, slots, info.expectedProperties);
    count <= last;
    count++
  ) {
    const size = sizeWith(count);
    if (size < least) least = size;
    if (size > most) most = size;
  }
  // Object.create(C.prototype) gives an object the slots of `{}`, whatever constructors expect (GetObjectCreateMap).
  most = max(most, sizeWith(EMPTY_LITERAL_SLOTS));
  // A hidden class has room for one accessor of a name: the second object with another one becomes a dictionary
  // (Map::TransitionToAccessorProperty).
  const mayBeDictionary = shape.storage === Storage.unknown;
  const isDictionary =
    mayBeDictionary &&
    (all > MAX_FAST_PROPERTIES || shape.accessorsDiffer || (info.keyedStores && n > mostKeyedProperties(slots)));
  const keys = keyShare(layout, shape);
  const asDictionary = largestDictionaryBytes(layout, all, isRareShape(shape));
  if (all > 0 && mayBeDictionary) most = max(most, asDictionary + keys);
  if (isDictionary) {
    const isSure = all > MAX_FAST_PROPERTIES;
    const bytes = nameDictionaryBytes(layout, all);
    sink.between(isSure ? bytes : least, bytes, max(most - keys, asDictionary), 'dictionary');
    addKeys(layout, shapes, shape, isSure, sink);
  } else {
    const inObject = slots * layout.taggedSize;
    const outside = propertyArrayBytes(layout, n - slots);
    sink.exact(inObject, 'in-object properties');
    sink.between(least - inObject, outside, most - inObject, 'property array');
  }
  if (perObject > 0) addPairs(layout, shape, perObject, sink);
}
