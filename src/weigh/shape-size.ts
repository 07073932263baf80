/**
 * Bytes of objects by their shapes: header, in-object slots, property array or dictionary. Each rule names what in
 * V8 makes it so; where JavaScript cannot tell, the interval holds every possibility that is not far-fetched.
 */
import { max, min } from '../platform/math.ts';
import type { Layout } from '../layout/layout.ts';
import {
  CONSTRUCTION_SLACK,
  EMPTY_LITERAL_SLOTS,
  fastPropertiesBytes,
  JSON_DICTIONARY_FROM,
  KEYED_DICTIONARY_FROM,
  MAX_FAST_PROPERTIES,
  MAX_IN_OBJECT,
  nameDictionaryBytes,
  SLACK_TRACKING_INSTANCES,
  SOFT_LIMIT,
} from '../layout/properties.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { SizeEstimate } from './size-estimate.ts';
import { keyBytes } from './strings/key-bytes.ts';
import { siblingsOf } from './shape-stats.ts';
import type { ClassStats, ShapeStats } from './shape-stats.ts';

/** A shape seen on fewer objects than this may be one object's own history: a deleted property makes it a dictionary. */
const RARE = 2;

/** Deleting a property normalises the object with room for two more than it had; this allows for two deletions. */
const NORMALIZED_ROOM = 4;

/** Slots that V8 expects of a constructor it has not compiled yet: UpdateAndFinalizeExpectedNofPropertiesFromEstimate. */
const UNCOMPILED_SLOTS = 2;

/** What one object of a shape weighs beside the elements and values, and how many objects of a class there are. */
export function shapeEstimate(layout: Layout, shapes: ClassStats, shape: ShapeStats, base: number): SizeEstimate {
  const { info } = shapes;
  const extent = new SizeEstimate();
  if (info.isNullPrototype) nullPrototypeEstimate(layout, shape, extent);
  else if (info.isPlainObject) plainObjectEstimate(layout, shapes, shape, extent);
  else if (isMadeByCreate(info)) createdEstimate(layout, shape, extent);
  else instanceEstimate(layout, shapes, shape, base, extent);
  return extent;
}

/** `Object.create(prototype)` with a prototype that no class made: instances come with the slots of `{}`. */
function isMadeByCreate(info: ClassInfo): boolean {
  return (
    info.constructorFunction === undefined || (info.name === 'Object' && info.expectedProperties === 0) || info.isHost
  );
}

function dictionary(layout: Layout, names: number): number {
  return layout.objectHeader + nameDictionaryBytes(layout, names);
}

/** What an object's keys weigh in a dictionary: once for all that have them. */
function keyShare(layout: Layout, shape: ShapeStats): number {
  return keyBytes(layout, shape.names, shape.firstName, shape.keySymbols) / max(1, shape.count);
}

/** Null prototype: `Object.create(null)` and `{ __proto__: null }` are dictionaries from the start. */
function nullPrototypeEstimate(layout: Layout, shape: ShapeStats, extent: SizeEstimate): void {
  const n = shape.size;
  const keys = keyShare(layout, shape);
  extent.between(
    layout.objectHeader + n * layout.taggedSize,
    dictionary(layout, n) + keys,
    dictionary(layout, n + NORMALIZED_ROOM) + keys,
  );
}

/** Literals and JSON: exactly as many slots as names, unless the object began as `{}`, or with fewer names, and grew. */
function plainObjectEstimate(layout: Layout, shapes: ClassStats, shape: ShapeStats, extent: SizeEstimate): void {
  const n = shape.size;
  const header = layout.objectHeader;
  const perObject = shape.count === 0 ? 0 : shape.accessors / shape.count;
  if (n === 0) {
    extent.exact(header + EMPTY_LITERAL_SLOTS * layout.taggedSize);
    return;
  }
  const exact = header + n * layout.taggedSize;
  // A property put on a literal, a copy or a parsed record that had no slot to spare costs most: a property array for itself.
  const grown = max(
    header + fastPropertiesBytes(layout, n, EMPTY_LITERAL_SLOTS),
    n > 1 ? header + fastPropertiesBytes(layout, n, n - 1) : 0,
  );
  const mayBeDictionary = n >= KEYED_DICTIONARY_FROM || shape.count < RARE || perObject > 0;
  const asDictionary = dictionary(layout, n + NORMALIZED_ROOM) + keyShare(layout, shape);
  const most = max(grown, exact + spareSlots(layout, shapes, shape), mayBeDictionary ? asDictionary : 0);
  if (n > MAX_FAST_PROPERTIES) {
    const bytes = dictionary(layout, n) + keyShare(layout, shape);
    extent.between(bytes, bytes, asDictionary);
  } else if (perObject > 0) {
    // A literal with a getter becomes a dictionary with room for two more; defineProperty leaves it fast.
    const pairs = perObject * layout.accessorPair;
    // Objects that were given the same accessor share the pair with their hidden class.
    extent.between(
      exact - perObject * layout.taggedSize,
      dictionary(layout, n + 2) + keyShare(layout, shape) + pairs,
      most + pairs,
    );
  } else if (n >= JSON_DICTIONARY_FROM) {
    extent.between(
      header + fastPropertiesBytes(layout, n, 0),
      dictionary(layout, n) + keyShare(layout, shape),
      asDictionary,
    );
  } else {
    extent.between(exact, exact, most);
  }
}

/**
 * From V8 12 on JSON.parse gives an element of an array the slots of the element before it, if its names begin alike:
 * a record with fewer names than its wide sibling has slots to spare.
 */
function spareSlots(layout: Layout, shapes: ClassStats, shape: ShapeStats): number {
  if (shapes.shapes === 1) return 0;
  const first = shape.names[shape.firstName];
  let widest = shape.size;
  // A walk with very many shapes has dictionaries among them; looking at the first few hundred keeps this linear.
  let left = 256;
  for (let other = shapes.first; other !== undefined && left > 0; other = other.next, left--) {
    if (other.size > widest && other.size < JSON_DICTIONARY_FROM && other.names[other.firstName] === first)
      widest = other.size;
  }
  return (widest - shape.size) * layout.taggedSize;
}

function createdEstimate(layout: Layout, shape: ShapeStats, extent: SizeEstimate): void {
  const n = shape.size;
  const header = layout.objectHeader;
  const grown = header + fastPropertiesBytes(layout, n, EMPTY_LITERAL_SLOTS);
  const asDictionary =
    n > 0 && (shape.count < RARE || n >= KEYED_DICTIONARY_FROM)
      ? dictionary(layout, n + NORMALIZED_ROOM) + keyShare(layout, shape)
      : 0;
  extent.between(header + n * layout.taggedSize, grown, max(grown, asDictionary));
}

/**
 * Instances of a class. V8 gives the first ones eight slots more than the constructors' source promises, and after seven
 * it cuts all of them to the most that any has used; what is added later goes into a property array.
 */
function instanceEstimate(
  layout: Layout,
  shapes: ClassStats,
  shape: ShapeStats,
  base: number,
  extent: SizeEstimate,
): void {
  const { info } = shapes;
  // Private fields are properties as well, under keys that nobody sees.
  const n = shape.size + info.privateSlots;
  const { instances } = siblingsOf(shapes);
  const widest = siblingsOf(shapes).widest + info.privateSlots;
  const narrowest = siblingsOf(shapes).narrowest + info.privateSlots;
  const initial = min(MAX_IN_OBJECT, info.expectedProperties + CONSTRUCTION_SLACK);
  const slots = min(widest, initial);
  const sizeWith = (count: number): number => base + fastPropertiesBytes(layout, n, count);
  const pairs = shape.count === 0 ? 0 : (shape.accessors / shape.count) * layout.accessorPair;
  const bytes = sizeWith(slots);
  let least = bytes;
  let most = bytes;
  // What the source does not promise came by other ways: after the slots were cut to what the constructor fills, or before.
  const fromSource = info.expectedProperties >= widest;
  const last = fromSource ? slots : min(widest, initial + UNCOMPILED_SLOTS);
  for (
    let count = fromSource ? min(narrowest, slots) : min(narrowest, slots, info.expectedProperties);
    count <= last;
    count++
  ) {
    const size = sizeWith(count);
    if (size < least) least = size;
    if (size > most) most = size;
  }
  if (instances < SLACK_TRACKING_INSTANCES) most = max(most, sizeWith(initial), sizeWith(EMPTY_LITERAL_SLOTS));
  if (n > 0 && shape.count < RARE)
    most = max(most, base + nameDictionaryBytes(layout, n + NORMALIZED_ROOM) + keyShare(layout, shape));
  if (n > initial + SOFT_LIMIT) {
    // More than its constructors' source can have added: computed keys did, and made it a dictionary.
    const asDictionary = base + nameDictionaryBytes(layout, n) + keyShare(layout, shape);
    extent.between(
      n > MAX_FAST_PROPERTIES ? asDictionary : least,
      asDictionary + pairs,
      max(most, base + nameDictionaryBytes(layout, n + NORMALIZED_ROOM) + keyShare(layout, shape)) + pairs,
    );
    return;
  }
  extent.between(least, bytes + pairs, most + pairs);
}
