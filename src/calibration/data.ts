/**
 * What a calibration contains: sums over the objects that were compared with V8's own count. Sums and not averages, so
 * that two calibrations are merged by adding them.
 */

/** Strings of one place that are short (up to 10 characters, which JSON.parse shares) or longer. */
export interface StringSums {
  /** Occurrences of strings that the walk had not met before, and their bytes as flat strings. */
  readonly first: number;
  readonly firstBytes: number;
  /** Occurrences of equal strings that the walk had met before, and their bytes as flat strings. */
  readonly again: number;
  readonly againBytes: number;
  /** How many of the latter V8 stores as separate strings. */
  readonly separate: number;
  /** Ropes and slices among the strings that V8 stores. */
  readonly views: number;
  /** V8's count of all of them, with the parts of ropes and the parents of slices. */
  readonly bytes: number;
}

/** Arrays of one place. Bytes are those of their elements, without heap numbers. */
export interface ArraySums {
  /** Arrays with elements, and their bytes if none has spare capacity. */
  readonly count: number;
  readonly exactBytes: number;
  /** The capacity with which they were made if they grew by `push`, and their bytes if all of them grew so. */
  readonly start: number;
  readonly grownBytes: number;
  /** V8's count. */
  readonly bytes: number;
  /** The least and the greatest part of the growth that an array has: 0 for none of it, 1 for all. */
  readonly least: number;
  readonly most: number;
  /** Arrays that share their elements with another: bytes of elements that they would have of their own. */
  readonly sharedBytes: number;
  /** Arrays of length 0, and V8's count of their elements. */
  readonly empty: number;
  readonly emptyBytes: number;
  /** Numbers that are not small integers in arrays of nothing but numbers, and how many are heap numbers. */
  readonly doubles: number;
  readonly boxed: number;
  /** The same for arrays that also hold other values, where small integers may be heap numbers, too. */
  readonly mixedDoubles: number;
  readonly mixedBoxed: number;
}

/**
 * Ordinary objects of one place or class: how they store their properties, for those of a shape that was never seen.
 */
export interface ObjectSums {
  readonly count: number;
  /** Objects with exactly as many slots as properties, none of them in a property array. */
  readonly literal: number;
  /** Slots of all objects. */
  readonly slots: number;
  /** Objects in dictionary mode. */
  readonly dictionaries: number;
  /** Most properties of an object in fast mode, and fewest of one in dictionary mode (1021 if there is none). */
  readonly mostFast: number;
  readonly leastDictionary: number;
  /** Bytes of different keys of those in dictionary mode, and V8's count of the keys that it stores for them. */
  readonly keyBytes: number;
  readonly nameBytes: number;
}

/** What a field of a class, an array or a Map holds. */
export interface PlaceData {
  readonly short?: StringSums | undefined;
  readonly long?: StringSums | undefined;
  readonly arrays?: ArraySums | undefined;
  readonly objects?: ObjectSums | undefined;
  /** The elements of arrays and objects at this place. */
  readonly elements?: PlaceData | undefined;
  /** The keys of Maps at this place. */
  readonly keys?: PlaceData | undefined;
  /** The values of Maps, and the members of Sets, at this place. */
  readonly values?: PlaceData | undefined;
  /** The fields of ordinary objects at this place, whatever their names: for objects that are used as dictionaries. */
  readonly fields?: PlaceData | undefined;
  /** What objects at this place hold in slots and under symbols, such as the target of a Proxy, by name. */
  readonly slots?: readonly (readonly [name: string, data: PlaceData])[] | undefined;
}

/** The objects of one class that have the same property names in the same order. */
export interface ShapeData {
  readonly names: readonly string[];
  /** How many own symbols they have. */
  readonly symbols: number;
  readonly count: number;
  /** V8's count of the objects with their property stores, and the least and greatest of one object. */
  readonly bytes: number;
  readonly least: number;
  readonly most: number;
  /** Bytes of their keys in dictionaries, once for all of them. */
  readonly nameBytes: number;
  /** Small integers and other numbers among the values, and how many heap numbers V8 has for them. */
  readonly smis: number;
  readonly doubles: number;
  readonly boxed: number;
  /** Bytes of their integer-keyed properties, by the estimate and by V8's count. */
  readonly elementBytes: number;
  readonly elements: number;
  /** What their fields hold, in the order of the names; null for what has no size of its own. */
  readonly fields: readonly (PlaceData | null)[];
}

/** The objects of one class. */
export interface ClassData {
  readonly name: string;
  readonly objects: ObjectSums;
  readonly shapes: readonly ShapeData[];
}

/** Objects of a built-in type, such as `Map` or `Function`: bytes by the estimate and by V8's count. */
export interface TypeData {
  readonly type: string;
  readonly count: number;
  readonly estimated: number;
  readonly bytes: number;
}

/** The plain data of a calibration. */
export interface CalibrationData {
  /** The version of this format. */
  readonly version: 1;
  /** The layout that it is valid for, as in `layouts`. */
  readonly layout: string;
  /** The engine that was asked. */
  readonly engine: string;
  /** When it was made: an ISO date. */
  readonly date: string;
  /** How many objects were compared, and V8's count of them and their strings and numbers. */
  readonly objects: number;
  readonly bytes: number;
  readonly classes: readonly ClassData[];
  readonly types: readonly TypeData[];
  /** What the values themselves are. */
  readonly root: PlaceData;
}
