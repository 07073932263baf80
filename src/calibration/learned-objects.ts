/**
 * What a calibration says about ordinary objects: the size of those of a known shape, and how objects of a class or
 * place store their properties if their shape was never seen.
 */
import { Storage } from '../inspect/object-facts.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import type { Layout } from '../layout/layout.ts';
import {
  fastPropertiesBytes,
  MAX_FAST_PROPERTIES,
  mostKeyedProperties,
  nameDictionaryBytes,
  SLACK_TRACKING_INSTANCES,
} from '../layout/properties.ts';
import { max, min, round } from '../platform/math.ts';
import type { ShapeStats } from '../weigh/shape-stats.ts';
import type { SizeEstimate } from '../weigh/size-estimate.ts';
import type { NumberSums, ObjectSums, ShapeData } from './data.ts';
import { doubt } from './doubt.ts';
import type { KeyTable } from './key-table.ts';

/** What replaces the estimate of a shape. */
export interface KnownShape {
  /** The places of its fields, in the order of the names. */
  readonly places: ArrayLike<number>;
  /** Changes the estimate of one of the objects; true if it is now known. */
  apply(estimate: SizeEstimate, objects: ShapeStats): boolean;
  /** The part of the numbers that may be stored in another way. */
  readonly numberDoubt: number;
  /** Heap numbers of all objects of the shape but those that the walk counts: numbers under symbols. */
  heapNumbers(objects: ShapeStats): number;
}

/** True for a field that V8 keeps as a double, so that small integers in it are heap numbers, too. */
function isDoubleField({ doubles, named }: NumberSums): boolean {
  return 2 * named < doubles;
}

/** The objects of one shape. */
export class LearnedShape implements KnownShape {
  readonly names: readonly string[];
  readonly symbols: number;
  /** The places of its fields, in the order of the names. */
  readonly places: Uint32Array;
  /** What its integer-keyed properties take, as a factor to the estimate. */
  readonly elements: number;
  readonly #data: ShapeData;
  /** The part of the numbers in double fields, and of all that are not small integers, that are heap numbers. */
  readonly #boxed: number;
  /** The same of other small integers: fields may be doubles since values before these. */
  readonly #boxedSmis: number;
  /** Heap numbers of an object for small integers under symbols. */
  readonly #underSymbols: number;
  readonly numberDoubt: number;
  readonly #hasSlack: boolean;

  /** `hasSlack`: so few instances of the class were seen that V8 may not have trimmed their slots yet. */
  constructor(data: ShapeData, places: Uint32Array, hasSlack: boolean) {
    const { smis, doubles, boxed, elementBytes } = data;
    this.#data = data;
    this.#hasSlack = hasSlack;
    this.names = data.names;
    this.symbols = data.symbols;
    this.places = places;
    this.#underSymbols = (data.boxedUnderSymbols ?? 0) / max(1, data.count);
    this.elements = elementBytes === 0 ? 1 : data.elements / elementBytes;
    let inDoubles = 0;
    for (let i = 0; i < data.fields.length; i++) {
      const numbers = data.fields[i]?.numbers;
      if (numbers !== undefined && isDoubleField(numbers)) inDoubles += numbers.smis;
    }
    const expected = doubles + inDoubles;
    this.#boxed = expected === 0 ? 1 : min(1, boxed / expected);
    this.#boxedSmis = smis === inDoubles ? 0 : min(1, max(0, boxed - expected) / (smis - inDoubles));
    const isUniform = this.#boxed === 1 && (this.#boxedSmis === 0 || this.#boxedSmis === 1);
    this.numberDoubt = isUniform ? doubt(data.count) : 1;
  }

  apply(estimate: SizeEstimate, { count, storage, keysAreCounted }: ShapeStats): boolean {
    const { least, most, nameBytes } = this.#data;
    const seen = this.#seenAs(storage);
    // If the engine reports that they are stored in a way that was not seen, it is right. With the names it has settled
    // the keys of dictionaries, but for symbols, which the usual rules count.
    if (seen.count === 0 || (keysAreCounted && this.symbols > 0)) return false;
    const names = keysAreCounted ? 0 : nameBytes / max(1, count);
    let mean = seen.bytes / seen.count;
    let fewest = least;
    if (this.#hasSlack && count >= SLACK_TRACKING_INSTANCES) {
      // Of so many V8 has trimmed the slots, as the usual rule expects.
      mean = min(mean, estimate.bytes);
      fewest = min(least, mean);
    }
    if (seen.count < this.#data.count) {
      // Least and most are of all of them, but the usual interval is of those stored in this way.
      estimate.bytes = mean + names;
      estimate.min = min(estimate.min, mean) + names;
      estimate.max = max(estimate.max, mean) + names;
      return true;
    }
    const part = doubt(seen.count);
    const below = fewest - part * max(0, fewest - estimate.min) + names;
    const above = most + part * max(0, estimate.max - most) + names;
    estimate.bytes = mean + names;
    estimate.min = below;
    estimate.max = above;
    return true;
  }

  /** Those that are stored in this way, as far as the engine says. */
  #seenAs(storage: Storage): { readonly count: number; readonly bytes: number } {
    const { count, bytes, dictionaries, dictionaryBytes } = this.#data;
    if (storage === Storage.unknown) return { count, bytes };
    return storage === Storage.dictionary
      ? { count: dictionaries, bytes: dictionaryBytes }
      : { count: count - dictionaries, bytes: bytes - dictionaryBytes };
  }

  /** Marks for the objects of this shape which of the fields are doubles: small integers there are heap numbers. */
  expectNumbers(objects: ShapeStats): void {
    const { fields } = this.#data;
    for (let i = 0; i < fields.length; i++) {
      const numbers = fields[i]?.numbers;
      if (numbers !== undefined) objects.expect(i, isDoubleField(numbers));
    }
  }

  heapNumbers({ count, smis, doubles, heapNumbers, knowsNumbers }: ShapeStats): number {
    const underSymbols = count * this.#underSymbols;
    if (knowsNumbers) return doubles * this.#boxed + underSymbols;
    return (doubles + heapNumbers) * this.#boxed + (smis - heapNumbers) * this.#boxedSmis + underSymbols;
  }
}

/** How the objects of a class or place store their properties. */
export class StoreRule {
  readonly #isLiteral: boolean;
  readonly #slots: number;
  /** Objects with more properties than one and fewer than the other may be stored in either way. */
  readonly #mostFast: number;
  readonly #dictionaryFrom: number;
  /** The part of the keys of dictionaries that V8 stores for them alone. */
  readonly #ownKeys: number;
  /** How much larger their tables are than tables that grew: `delete` and `Object.create` make larger ones. */
  readonly #tableFactor: number;

  constructor(sums: ObjectSums) {
    const { count, literal, slots, dictionaries, mostFast, leastDictionary, keyBytes: ofKeys, nameBytes } = sums;
    const { grownTableBytes, tableBytes } = sums;
    const fast = count - dictionaries;
    this.#isLiteral = fast > 0 && 2 * literal > fast;
    this.#tableFactor = tableBytes === 0 ? 1 : tableBytes / max(1, grownTableBytes);
    this.#ownKeys = ofKeys === 0 ? 1 : nameBytes / ofKeys;
    this.#slots = round(slots / max(1, count));
    // Dictionaries were made by keyed stores, most likely: as many as V8 lets these add are still fast. An object that
    // has more of them and is fast was made in another way, which does not make dictionaries.
    const mostKeyed = mostKeyedProperties(this.#slots);
    const limit = mostFast > mostKeyed ? MAX_FAST_PROPERTIES : mostKeyed;
    this.#mostFast = dictionaries === 0 ? limit : max(mostFast, min(limit, leastDictionary - 1));
    this.#dictionaryFrom = dictionaries === 0 ? Infinity : fast === 0 ? 0 : this.#mostFast + 1;
  }

  /**
   * Bytes of an object with the properties that the facts list, without its header; `keys` are those met before, of
   * which the names from `from` on count; a dictionary has `defined` more, which V8 defines.
   * Undefined for one that is too large to be like those that were seen.
   */
  bytesOf(
    layout: Layout,
    { names, indices, symbols, storage }: ObjectFacts,
    keys: KeyTable,
    from: number,
    defined = 0,
  ): number | undefined {
    const count = names.length - indices + symbols.length;
    const slots = this.#slots;
    const isDictionary = storage === Storage.unknown ? count >= this.#dictionaryFrom : storage === Storage.dictionary;
    if (!isDictionary && count > this.#mostFast && storage === Storage.unknown) return undefined;
    if (!isDictionary) return fastPropertiesBytes(layout, count, this.#isLiteral ? count : slots);
    return (
      slots * layout.taggedSize +
      nameDictionaryBytes(layout, count + defined) * this.#tableFactor +
      this.#ownKeys * keys.newBytes(layout, names, from, symbols)
    );
  }
}

/** Objects of a shape that was never seen, at places or of a class that were. */
export class UnseenShape implements KnownShape {
  readonly numberDoubt = 1;
  readonly places: ArrayLike<number>;
  #count = 0;
  #bytes = 0;

  constructor(places: ArrayLike<number>) {
    this.places = places;
  }

  /** Adds an object; `stores` is undefined if nothing is known of it. */
  add(header: number, stores: number | undefined): void {
    if (stores === undefined) return;
    this.#count++;
    this.#bytes += header + stores;
  }

  apply(estimate: SizeEstimate, { count }: ShapeStats): boolean {
    if (this.#count < count) return false;
    const bytes = this.#bytes / count;
    estimate.min = min(estimate.min, bytes);
    estimate.max = max(estimate.max, bytes);
    estimate.bytes = bytes;
    return true;
  }

  heapNumbers({ doubles, heapNumbers }: ShapeStats): number {
    return doubles + heapNumbers;
  }
}
