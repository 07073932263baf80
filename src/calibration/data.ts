/**
 * What a calibration contains: sums over the objects that were compared with V8's own count. Sums and not averages, so
 * that two calibrations are merged by adding them.
 */

/** Strings of one place that are short (up to 10 characters, which JSON.parse shares) or longer. */
export interface StringSums {
  /** Occurrences of strings that the walk had not met before. */
  readonly first: number;
  /** Bytes of the strings that `first` counts, as flat strings. */
  readonly firstBytes: number;
  /** Occurrences of equal strings that the walk had met before. */
  readonly again: number;
  /** Bytes of the strings that `again` counts, as flat strings. */
  readonly againBytes: number;
  /** How many of the latter V8 stores as separate strings. */
  readonly separate: number;
  /** Ropes and slices among the strings that V8 stores. */
  readonly views: number;
  /** V8's count of all of them, with the parts of ropes and without the parents of slices. */
  readonly bytes: number;
}

/** Arrays of one place. Bytes are those of their elements, without heap numbers. */
export interface ArraySums {
  /** Arrays with elements. */
  readonly count: number;
  /** Bytes of their elements if none has spare capacity. */
  readonly exactBytes: number;
  /** The capacity with which they were made if they grew by `push`. */
  readonly start: number;
  /** Bytes of their elements if all of them grew by `push`. */
  readonly grownBytes: number;
  /** V8's count. */
  readonly bytes: number;
  /** The least part of the growth that an array has: 0 for none of it, 1 for all. */
  readonly least: number;
  /** The greatest part of the growth that an array has. */
  readonly most: number;
  /** Arrays that share their elements with another: bytes of elements that they would have of their own. */
  readonly sharedBytes: number;
  /** Arrays of length 0. */
  readonly empty: number;
  /** V8's count of the elements of arrays of length 0. */
  readonly emptyBytes: number;
  /** Numbers that are not small integers in arrays of nothing but numbers. */
  readonly doubles: number;
  /** How many of `doubles` are heap numbers. */
  readonly boxed: number;
  /** How many of `doubles` are in arrays that have heap numbers, some of them perhaps shared with other arrays. */
  readonly inBoxed: number;
  /** The same for arrays that also hold other values, where small integers may be heap numbers, too. */
  readonly mixedDoubles: number;
  /** How many of `mixedDoubles`, small integers included, are heap numbers. */
  readonly mixedBoxed: number;
}

/**
 * Ordinary objects of one place or class: how they store their properties, for those of a shape that was never seen.
 */
export interface ObjectSums {
  /** Objects that were compared. */
  readonly count: number;
  /** Objects with exactly as many slots as properties, none of them in a property array. */
  readonly literal: number;
  /** Slots of all objects. */
  readonly slots: number;
  /** Objects in dictionary mode. */
  readonly dictionaries: number;
  /** Most properties of an object in fast mode. */
  readonly mostFast: number;
  /** Fewest properties of an object in dictionary mode; 1021 if there is none. */
  readonly leastDictionary: number;
  /** Bytes of the tables of those in dictionary mode if their properties were added one by one. */
  readonly grownTableBytes: number;
  /** V8's count of these tables. */
  readonly tableBytes: number;
  /** Bytes of the different keys of those in dictionary mode. */
  readonly keyBytes: number;
  /** V8's count of the keys that it stores for those in dictionary mode. */
  readonly nameBytes: number;
}

/** The numbers of a field of which some are not small integers. */
export interface NumberSums {
  /** Small integers. */
  readonly smis: number;
  /** Other numbers. */
  readonly doubles: number;
  /** How many of `doubles` V8 refers to by the name of the field, as to any value: the field is then not a double. */
  readonly named: number;
}

/** What a field of a class, an array or a Map holds. */
export interface PlaceData {
  /** Numbers, if some of them are not small integers. */
  readonly numbers?: NumberSums | undefined;
  /** Strings of up to 10 characters. */
  readonly short?: StringSums | undefined;
  /** Longer strings. */
  readonly long?: StringSums | undefined;
  /** Bytes of the strings that slices among them refer to. */
  readonly parents?: number | undefined;
  /** Arrays at this place. */
  readonly arrays?: ArraySums | undefined;
  /** The named properties of arrays at this place that have some. */
  readonly arrayNames?: ObjectSums | undefined;
  /** Ordinary objects at this place. */
  readonly objects?: ObjectSums | undefined;
  /** Objects of built-in types that weigh something else here than in other places. */
  readonly types?: readonly TypeData[] | undefined;
  /** The elements of arrays and objects at this place. */
  readonly elements?: PlaceData | undefined;
  /** The keys of Maps at this place. */
  readonly keys?: PlaceData | undefined;
  /** The values of Maps, and the members of Sets, at this place. */
  readonly values?: PlaceData | undefined;
  /** The fields of ordinary objects at this place, whatever their names: for objects that are used as dictionaries. */
  readonly fields?: PlaceData | undefined;
  /** What objects at this place hold in slots and under symbols, such as the target of a Proxy, by name. */
  readonly slots?: readonly SlotData[] | undefined;
}

/** What a slot or a symbol holds: its name, and the data. */
export type SlotData = readonly [name: string, data: PlaceData];

/** The objects of one class that have the same property names in the same order. */
export interface ShapeData {
  /** Their property names, in order. */
  readonly names: readonly string[];
  /** How many own symbols they have. */
  readonly symbols: number;
  /** Objects that were compared. */
  readonly count: number;
  /** V8's count of the objects with their property stores. */
  readonly bytes: number;
  /** V8's least count of one object. */
  readonly least: number;
  /** V8's greatest count of one object. */
  readonly most: number;
  /** How many of them are in dictionary mode. */
  readonly dictionaries: number;
  /** V8's count of those in dictionary mode, with their tables. */
  readonly dictionaryBytes: number;
  /** Bytes of their keys in dictionaries, once for all of them. */
  readonly nameBytes: number;
  /** Small integers among the values. */
  readonly smis: number;
  /** Numbers among the values that are not small integers. */
  readonly doubles: number;
  /** How many heap numbers V8 has for the values. */
  readonly boxed: number;
  /** How many heap numbers V8 has for small integers under symbols, none of which the other figures have. */
  readonly boxedUnderSymbols?: number | undefined;
  /** Bytes of their integer-keyed properties by the estimate. */
  readonly elementBytes: number;
  /** The same by V8's count. */
  readonly elements: number;
  /** What their fields hold, in the order of the names; null for what has no size of its own. */
  readonly fields: readonly (PlaceData | null)[];
}

/** The objects of one class. */
export interface ClassData {
  /** The name of the class. */
  readonly name: string;
  /** All its objects together, for shapes that were never seen. */
  readonly objects: ObjectSums;
  /** Its objects by their property names. */
  readonly shapes: readonly ShapeData[];
  /** What its objects hold under symbols and in private fields, by name, wherever they are. */
  readonly slots?: readonly SlotData[] | undefined;
}

/** Objects of a built-in type, such as `Map` or `Function`. */
export interface TypeData {
  /** The type, as in `byType` of a report. */
  readonly type: string;
  /** Objects that were compared. */
  readonly count: number;
  /** Their bytes by the estimate. */
  readonly estimated: number;
  /** Their bytes by V8's count. */
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
  /** How many objects were compared. */
  readonly objects: number;
  /** V8's count of them with their strings and numbers. */
  readonly bytes: number;
  /** What was learned about ordinary objects, by class. */
  readonly classes: readonly ClassData[];
  /** What was learned about built-in objects, by type. */
  readonly types: readonly TypeData[];
  /** What the values themselves are. */
  readonly root: PlaceData;
}
