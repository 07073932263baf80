/**
 * What a calibration says about ordinary objects: the size of those of a known shape, and how objects of a class or
 * place store their properties if their shape was never seen.
 */
import type { ObjectFacts } from '../inspect/object-facts.ts';
import type { Layout } from '../layout/layout.ts';
import { fastPropertiesBytes, MAX_FAST_PROPERTIES, nameDictionaryBytes } from '../layout/properties.ts';
import { max, min, round } from '../platform/math.ts';
import type { SizeEstimate } from '../weigh/size-estimate.ts';
import type { ObjectSums, ShapeData } from './data.ts';
import { doubt } from './doubt.ts';
import type { KeyTable } from './key-table.ts';

/** What replaces the estimate of a shape. */
export interface KnownShape {
  /** Changes the estimate of one object of `count`; true if it is now known. */
  apply(estimate: SizeEstimate, count: number): boolean;
  /** The part of the numbers that may be stored in another way. */
  readonly numberDoubt: number;
  /** Heap numbers of so many small integers and other numbers. */
  heapNumbers(smis: number, doubles: number): number;
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
  readonly #boxedSmis: number;
  readonly #boxedDoubles: number;
  readonly numberDoubt: number;

  constructor(data: ShapeData, places: Uint32Array) {
    const { smis, doubles, boxed, elementBytes } = data;
    this.#data = data;
    this.names = data.names;
    this.symbols = data.symbols;
    this.places = places;
    this.elements = elementBytes === 0 ? 1 : data.elements / elementBytes;
    this.#boxedDoubles = doubles === 0 ? 1 : min(1, boxed / doubles);
    this.#boxedSmis = smis === 0 ? 0 : min(1, max(0, boxed - doubles) / smis);
    const isUniform = this.#boxedDoubles === 1 && (this.#boxedSmis === 0 || this.#boxedSmis === 1);
    this.numberDoubt = isUniform ? doubt(data.count) : 1;
  }

  apply(estimate: SizeEstimate, count: number): boolean {
    const { bytes, least, most, nameBytes } = this.#data;
    const names = nameBytes / max(1, count);
    const mean = bytes / this.#data.count;
    const part = doubt(this.#data.count);
    const below = least - part * max(0, least - estimate.min) + names;
    const above = most + part * max(0, estimate.max - most) + names;
    estimate.bytes = mean + names;
    estimate.min = below;
    estimate.max = above;
    return true;
  }

  heapNumbers(smis: number, doubles: number): number {
    return smis * this.#boxedSmis + doubles * this.#boxedDoubles;
  }
}

/** How the objects of a class or place store their properties. */
export class StoreRule {
  readonly #isLiteral: boolean;
  readonly #slots: number;
  readonly #dictionaryFrom: number;
  /** The part of the keys of dictionaries that V8 stores for them alone. */
  readonly #ownKeys: number;

  constructor(sums: ObjectSums) {
    const { count, literal, slots, dictionaries, mostFast, leastDictionary, keyBytes: ofKeys, nameBytes } = sums;
    const fast = count - dictionaries;
    this.#isLiteral = fast > 0 && 2 * literal > fast;
    this.#ownKeys = ofKeys === 0 ? 1 : nameBytes / ofKeys;
    this.#slots = round(slots / max(1, count));
    this.#dictionaryFrom =
      dictionaries === 0 ? MAX_FAST_PROPERTIES + 1 : fast === 0 ? 0 : max(mostFast + 1, leastDictionary);
  }

  /** Bytes of an object with the properties that the facts list, without its header; `keys` are those met before. */
  bytesOf(layout: Layout, { names, indices, symbols }: ObjectFacts, keys: KeyTable): number {
    const count = names.length - indices + symbols.length;
    const slots = this.#slots;
    if (count < this.#dictionaryFrom) return fastPropertiesBytes(layout, count, this.#isLiteral ? count : slots);
    return (
      slots * layout.taggedSize +
      nameDictionaryBytes(layout, count) +
      this.#ownKeys * keys.newBytes(layout, names, indices)
    );
  }
}

/** Objects of a shape that was never seen, at places or of a class that were. */
export class UnseenShape implements KnownShape {
  readonly numberDoubt = 1;
  #count = 0;
  #bytes = 0;

  add(bytes: number): void {
    this.#count++;
    this.#bytes += bytes;
  }

  apply(estimate: SizeEstimate, count: number): boolean {
    if (this.#count < count) return false;
    const bytes = this.#bytes / count;
    estimate.min = min(estimate.min, bytes);
    estimate.max = max(estimate.max, bytes);
    estimate.bytes = bytes;
    return true;
  }

  heapNumbers(_smis: number, doubles: number): number {
    return doubles;
  }
}
