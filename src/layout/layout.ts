/**
 * The data model: how wide V8's words are and how large each built-in object itself is. Everything else in this folder
 * computes from it, so that sizes can be estimated for an engine other than the running one.
 */

/** Self sizes in bytes of built-in objects without own properties, as measured by the calibration. */
export type KindSizes = Readonly<Record<string, number>>;

/** One engine's memory layout. All sizes are bytes. */
export interface Layout {
  /** Short name, as a key of `layouts`: `node20`, `chromium156`, ... */
  readonly id: string;
  /** For printed reports: the engine, V8's version, the width of its words. */
  readonly title: string;
  /**
   * What was assumed, if no table of the running engine exists: `the nearest known to V8 17.0`, `assumed: Bun 1.4.5 is
   * not V8`.
   */
  readonly assumption?: string;
  /** V8's version; only major and minor are used. */
  readonly v8: string;
  /** Width of a tagged field: 8, or 4 with pointer compression. */
  readonly taggedSize: 4 | 8;
  /** `map`, `properties`, `elements`: the start of every JSObject. */
  readonly objectHeader: number;
  /** `map` and `length` of a FixedArray. */
  readonly fixedArrayHeader: number;
  /** The same for a FixedDoubleArray. */
  readonly doubleArrayHeader: number;
  /** The same for a PropertyArray. */
  readonly propertyArrayHeader: number;
  /** `map`, hash and length of a sequential string. */
  readonly stringHeader: number;
  /** A number that is not a small integer, as an object of its own. */
  readonly heapNumber: number;
  /** A BigInt without its digits. */
  readonly bigintHeader: number;
  /** A symbol without its description. */
  readonly symbol: number;
  /** The getter and setter of one property. */
  readonly accessorPair: number;
  /** A NameDictionary without its entries. */
  readonly nameDictionaryHeader: number;
  /** A NumberDictionary without its entries. */
  readonly numberDictionaryHeader: number;
  /** An OrderedHashMap's or OrderedHashSet's header, before buckets and entries. */
  readonly orderedTableHeader: number;
  /** An EphemeronHashTable without its entries. */
  readonly ephemeronTableHeader: number;
  /** Typed arrays up to this many bytes keep their data on the heap. */
  readonly maxOnHeapBytes: number;
  /** The data of a compiled, non-atom regular expression, besides its source. */
  readonly regexpData: number;
  /** The same for one that is a plain string (an atom) and needs no compiling. */
  readonly atomData: number;
  /** True if a Date keeps its time value as a heap number of its own. */
  readonly boxedDateValue: boolean;
  /** JSON.parse shares equal string values up to this many characters. */
  readonly jsonInternalizedLength: number;
  /** The capacity that `new Set(iterable)` starts with. */
  readonly setFromIterableCapacity: number;
  /** An error keeps its message a second time, in a private property; it has the property even without a message. */
  readonly errorKeepsMessageTwice: boolean;
  /** The same as `jsonInternalizedLength` for a JSON text with some character above U+00FF. */
  readonly jsonWideInternalizedLength: number;
  /** Self sizes of built-in objects. */
  readonly kinds: KindSizes;
}

/** Bits by which a Smi is narrower than 32: pointer compression takes one. */
export function smiShift(layout: Layout): number {
  return layout.taggedSize === 4 ? 1 : 0;
}

/** The largest number that a tagged field holds without a heap number. */
export function largestSmi(layout: Layout): number {
  return layout.taggedSize === 4 ? 2 ** 30 - 1 : 2 ** 31 - 1;
}

/** Rounds a size up to V8's object alignment, which is the width of a tagged field. */
export function align(layout: Layout, bytes: number): number {
  const mask = layout.taggedSize - 1;
  return bytes + mask - ((bytes + mask) % layout.taggedSize);
}

/** The self size of a built-in kind; if the engine lacks the kind, that of an empty object. */
export function kindSize(layout: Layout, kind: string): number {
  return layout.kinds[kind] ?? layout.objectHeader;
}
