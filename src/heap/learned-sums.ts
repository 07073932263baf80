/** Sums of what V8 says about the objects of one place or shape, while a calibration is made. */
import type {
  ArraySums,
  ObjectSums,
  PlaceData,
  ShapeData,
  SlotData,
  StringSums,
  TypeData,
} from '../calibration/data.ts';
import { capacityAfterPushes } from '../layout/capacity.ts';
import { MAX_FAST_PROPERTIES } from '../layout/properties.ts';

type Writable<Sums> = { -readonly [Name in keyof Sums]: Sums[Name] };

/** Strings of one place and length. */
export type StringsSeen = Writable<StringSums>;

export function newStrings(): StringsSeen {
  return { first: 0, firstBytes: 0, again: 0, againBytes: 0, separate: 0, views: 0, bytes: 0 };
}

/** How V8 stores the named properties of one object. */
export interface Store {
  /** Slots in the object, and properties of its own. */
  readonly slots: number;
  readonly names: number;
  readonly isDictionary: boolean;
  /** Bytes of its table if the properties were added one by one, and by V8's count. */
  readonly grownTableBytes: number;
  readonly tableBytes: number;
  /** Bytes of its keys, and by V8's count those that no value before it has. */
  readonly keyBytes: number;
  readonly nameBytes: number;
}

/** Ordinary objects of one place or class. */
export class ObjectsSeen {
  readonly sums: Writable<ObjectSums> = {
    count: 0,
    literal: 0,
    slots: 0,
    dictionaries: 0,
    mostFast: 0,
    leastDictionary: MAX_FAST_PROPERTIES + 1,
    grownTableBytes: 0,
    tableBytes: 0,
    keyBytes: 0,
    nameBytes: 0,
  };

  add(store: Store): void {
    const { sums } = this;
    const { slots, names, isDictionary, keyBytes, nameBytes } = store;
    sums.count++;
    sums.slots += slots;
    if (isDictionary) {
      sums.dictionaries++;
      sums.grownTableBytes += store.grownTableBytes;
      sums.tableBytes += store.tableBytes;
      sums.keyBytes += keyBytes;
      sums.nameBytes += nameBytes;
      sums.leastDictionary = Math.min(sums.leastDictionary, names);
    } else {
      if (slots === names) sums.literal++;
      sums.mostFast = Math.max(sums.mostFast, names);
    }
  }
}

/** One array: what the estimate and V8 say about its elements. */
export interface ArraySeen {
  readonly length: number;
  /** Bytes without spare capacity, of an element (0 if the capacity does not follow from the length), by V8's count. */
  readonly exact: number;
  readonly slotBytes: number;
  readonly bytes: number;
  /** Its elements belong to another array, too, and were counted with that. */
  readonly isShared: boolean;
  readonly isDouble: boolean;
  readonly doubles: number;
  /** Heap numbers. */
  readonly boxed: number;
}

/** Arrays are rarely made with more elements than this before code pushes to them. */
const MOST_AT_START = 4;

/** The arrays of one place. */
export class ArraysSeen {
  readonly #all: ArraySeen[] = [];

  add(array: ArraySeen): void {
    this.#all.push(array);
  }

  finish(): ArraySums {
    const filled = this.#all.filter(({ length }) => length > 0);
    const own = filled.filter(({ isShared }) => !isShared);
    const start = this.#startOf(own);
    const shares = own.flatMap((array) => {
      const growth = growthOf(array, start);
      return growth === 0 ? (array.bytes === array.exact ? [] : [0]) : [(array.bytes - array.exact) / growth];
    });
    const empty = this.#all.filter(({ length }) => length === 0);
    const pure = filled.filter(({ isDouble }) => isDouble);
    const mixed = filled.filter(({ isDouble }) => !isDouble);
    return {
      count: own.length,
      exactBytes: sum(own, ({ exact }) => exact),
      start,
      grownBytes: sum(own, (array) => array.exact + growthOf(array, start)),
      bytes: sum(own, ({ bytes }) => bytes),
      least: shares.reduce((least, share) => Math.min(least, share), shares[0] ?? 0),
      most: shares.reduce((most, share) => Math.max(most, share), shares[0] ?? 0),
      sharedBytes: sum(
        filled.filter(({ isShared }) => isShared),
        ({ exact }) => exact,
      ),
      empty: empty.length,
      emptyBytes: sum(empty, ({ bytes }) => bytes),
      doubles: sum(pure, ({ doubles }) => doubles),
      boxed: sum(pure, ({ boxed }) => boxed),
      inBoxed: sum(pure, ({ doubles, boxed }) => (boxed > 0 ? doubles : 0)),
      mixedDoubles: sum(mixed, ({ doubles }) => doubles),
      mixedBoxed: sum(mixed, ({ boxed }) => boxed),
    };
  }

  /** The length at which the arrays were made that explains their capacities best. */
  #startOf(arrays: readonly ArraySeen[]): number {
    let best = 0;
    let least = Infinity;
    for (let start = 0; start <= MOST_AT_START; start++) {
      const errors = sum(arrays, (array) => Math.abs(array.exact + growthOf(array, start) - array.bytes));
      if (errors < least) {
        least = errors;
        best = start;
      }
    }
    return best;
  }
}

function growthOf({ length, slotBytes }: ArraySeen, start: number): number {
  return slotBytes === 0 ? 0 : (capacityAfterPushes(start, length) - length) * slotBytes;
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** Objects of one built-in type, all or those of one place. */
export type TypeSeen = Writable<TypeData>;

/** Objects of built-in types by type. */
export class TypesSeen {
  readonly #all = new Map<string, TypeSeen>();
  /** Those that weigh something else than all of their type do on average. */
  distinct: readonly TypeSeen[] = [];

  of(type: string): TypeSeen {
    let seen = this.#all.get(type);
    if (seen === undefined) this.#all.set(type, (seen = { type, count: 0, estimated: 0, bytes: 0 }));
    return seen;
  }

  all(): TypeSeen[] {
    return [...this.#all.values()];
  }

  /** Finds those that differ from all objects of their types. */
  compare(everywhere: TypesSeen): void {
    this.distinct = this.all().filter(({ type, estimated, bytes }) => {
      const all = everywhere.of(type);
      return Math.abs(bytes * all.estimated - all.bytes * estimated) > LEAST_DIFFERENCE * all.bytes * estimated;
    });
  }
}

/** Types that differ by less from place to place are not learned by place. */
const LEAST_DIFFERENCE = 0.001;

/** One place. */
export class PlaceSeen {
  short: StringsSeen | undefined = undefined;
  long: StringsSeen | undefined = undefined;
  parents = 0;
  /** Small integers, other numbers, and those of the latter that are heap numbers of their own. */
  smis = 0;
  doubles = 0;
  named = 0;
  arrays: ArraysSeen | undefined = undefined;
  /** The named properties of arrays. */
  arrayNames: ObjectsSeen | undefined = undefined;
  objects: ObjectsSeen | undefined = undefined;
  /** Objects of built-in types. */
  readonly types = new TypesSeen();
  /** Numbers of the places of elements, keys, values and fields of any name; 0 if there are none. */
  readonly inside: number[] = [0, 0, 0, 0];
  readonly slots = new Map<string, number>();
  /** The place where the same is learned for objects that are not found at this one; 0 if there is none. */
  mirror = 0;
}

/** The data of a place and those inside it; null if nothing was seen there. */
export function placeData(places: readonly PlaceSeen[], number: number): PlaceData | null {
  const place = places[number];
  const [elements, keys, values, fields] = place.inside.map((at) => (at === 0 ? null : placeData(places, at)));
  const data: Writable<PlaceData> = {};
  const { smis, doubles, named } = place;
  if (doubles > 0) data.numbers = { smis, doubles, named };
  if (place.short !== undefined) data.short = place.short;
  if (place.long !== undefined) data.long = place.long;
  if (place.parents > 0) data.parents = place.parents;
  if (place.arrays !== undefined) data.arrays = place.arrays.finish();
  if (place.arrayNames !== undefined) data.arrayNames = place.arrayNames.sums;
  if (place.objects !== undefined) data.objects = place.objects.sums;
  if (place.types.distinct.length > 0) data.types = place.types.distinct;
  if (elements !== null) data.elements = elements;
  if (keys !== null) data.keys = keys;
  if (values !== null) data.values = values;
  if (fields !== null) data.fields = fields;
  const slots = slotData(places, place.slots);
  if (slots.length > 0) data.slots = slots;
  return Object.keys(data).length === 0 ? null : data;
}

/** The data of the places of slots, by name. */
export function slotData(places: readonly PlaceSeen[], slots: ReadonlyMap<string, number>): SlotData[] {
  return [...slots].flatMap(([name, at]) => {
    const inSlot = at === 0 ? null : placeData(places, at);
    return inSlot === null ? [] : [[name, inSlot] as const];
  });
}

/** The objects of one shape. */
export type ShapeSeen = Omit<Writable<ShapeData>, 'fields' | 'boxedUnderSymbols'> & {
  readonly places: Uint32Array;
  boxedUnderSymbols: number;
};

export function newShape(names: readonly string[], symbols: number, places: Uint32Array): ShapeSeen {
  return {
    names,
    symbols,
    places,
    count: 0,
    bytes: 0,
    least: Infinity,
    most: 0,
    dictionaries: 0,
    dictionaryBytes: 0,
    nameBytes: 0,
    smis: 0,
    doubles: 0,
    boxed: 0,
    boxedUnderSymbols: 0,
    elementBytes: 0,
    elements: 0,
  };
}
