/** Adds the sums of calibrations. */
import * as js from '../platform/intrinsics.ts';
import { max, min } from '../platform/math.ts';
import { nullPrototypeList, SafeMap, toArray } from '../platform/safe-collections.ts';
import type { CalibrationData, ClassData, ObjectSums, PlaceData, ShapeData, SlotData, TypeData } from './data.ts';

/** Names of figures that are not sums. */
function combined(name: string, one: number, other: number): number {
  if (name === 'start') return one;
  if (name === 'least' || name === 'leastDictionary') return min(one, other);
  if (name === 'most' || name === 'mostFast') return max(one, other);
  return one + other;
}

/** Adds two sets of sums, place by place. */
export function addPlaces(one: PlaceData | null | undefined, other: PlaceData | null | undefined): PlaceData {
  return addSums(one ?? {}, other ?? {});
}

/** Adds objects whose fields are numbers, such objects, or lists of slots. */
function addSums<Sums extends object>(one: Sums, other: Sums): Sums {
  const sums = { ...one } as Record<string, unknown>;
  const names = js.getOwnPropertyNames(other);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const value = (other as Record<string, unknown>)[name];
    const before = sums[name];
    if (before === undefined) sums[name] = value;
    else if (typeof value === 'number') sums[name] = combined(name, before as number, value);
    else if (name === 'slots') sums[name] = addSlots(before as SlotData[], value as SlotData[]);
    else if (name === 'types') sums[name] = addTypes(before as TypeData[], value as TypeData[]);
    else if (typeof value === 'object') sums[name] = addSums(before as object, value as object);
  }
  return sums as Sums;
}

const nameOfSlot = ([name]: SlotData): string => name;

function addSlot([name, one]: SlotData, [, other]: SlotData): SlotData {
  return [name, addPlaces(one, other)];
}

function addSlots(one: readonly SlotData[], other: readonly SlotData[]): readonly SlotData[] {
  return addLists<SlotData>([one, other], nameOfSlot, addSlot);
}

function keyOfShape({ names, symbols }: ShapeData): string {
  return JSON.stringify([names, symbols]);
}

function addShapes(one: ShapeData, other: ShapeData): ShapeData {
  const { names, symbols, fields, ...sums } = one;
  const { names: _names, symbols: _symbols, fields: others, ...more } = other;
  return {
    names,
    symbols,
    ...addSums(sums, more),
    fields: fields.map((field, i) => (field === null && others[i] === null ? null : addPlaces(field, others[i]))),
  };
}

/** Adds entries that have the same key. */
function addLists<Entry>(
  lists: readonly (readonly Entry[])[],
  keyOf: (entry: Entry) => string,
  add: (one: Entry, other: Entry) => Entry,
): Entry[] {
  const entries = new SafeMap<string, Entry>();
  for (let i = 0; i < lists.length; i++) {
    for (let k = 0; k < lists[i].length; k++) {
      const entry = lists[i][k];
      const key = keyOf(entry);
      const before = entries.get(key);
      entries.set(key, before === undefined ? entry : add(before, entry));
    }
  }
  const merged = nullPrototypeList<Entry>();
  entries.forEach((entry) => {
    merged[merged.length] = entry;
  });
  return toArray(merged);
}

function addClasses(one: ClassData, other: ClassData): ClassData {
  return {
    name: one.name,
    objects: addSums<ObjectSums>(one.objects, other.objects),
    shapes: addLists([one.shapes, other.shapes], keyOfShape, addShapes),
    slots: addSlots(one.slots ?? [], other.slots ?? []),
  };
}

function addType({ type, ...one }: TypeData, { type: _, ...other }: TypeData): TypeData {
  return { type, ...addSums(one, other) };
}

function addTypes(one: readonly TypeData[], other: readonly TypeData[]): readonly TypeData[] {
  return addLists([one, other], ({ type }) => type, addType);
}

/** Adds two calibrations of the same layout; engine and date are those of the later one. */
export function addCalibrations(one: CalibrationData, other: CalibrationData): CalibrationData {
  const { version, layout, engine, date } = one.date < other.date ? other : one;
  return {
    version,
    layout,
    engine,
    date,
    objects: one.objects + other.objects,
    bytes: one.bytes + other.bytes,
    classes: addLists([one.classes, other.classes], ({ name }) => name, addClasses),
    types: addTypes(one.types, other.types),
    root: addPlaces(one.root, other.root),
  };
}
