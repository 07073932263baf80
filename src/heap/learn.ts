/**
 * Compares each object and string of a walk with V8's own count of it. The walk is the second over the same values: the
 * first listed them in the same order, so that a heap snapshot could be taken that has them all.
 */
import { KeyTable } from '../calibration/key-table.ts';
import { PlaceTracker } from '../calibration/place-tracker.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import { Kind } from '../inspect/kinds.ts';
import { Held } from '../inspect/object-facts.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { doubleElementsBytes, taggedElementsBytes } from '../layout/elements.ts';
import { kindSize, smiShift } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { nameDictionaryBytes } from '../layout/properties.ts';
import { stringBytes } from '../layout/strings.ts';
import { getOwnPropertyDescriptor, isReadOnlyRootString, isSmi } from '../platform/intrinsics.ts';
import { isTwoByteScanned, scanned, scanString } from '../platform/scan-string.ts';
import type { Visitor } from '../walk/visitor.ts';
import { isDoubleArray } from '../weigh/array-size.ts';
import { Seen, StringTable } from '../weigh/strings/string-table.ts';
import { Weigher } from '../weigh/weigher.ts';
import { StringWeigher } from '../weigh/strings/string-weigher.ts';
import { LONGEST_SHORT } from '../calibration/learned-book.ts';
import type { Capture } from './capture.ts';
import { ArraysSeen, newStrings, ObjectsSeen, TypesSeen } from './learned-sums.ts';
import type { PlaceSeen, ShapeSeen, Store, TypeSeen } from './learned-sums.ts';
import { LearningBook } from './learning-book.ts';
import { StoreReader } from './object-stores.ts';
import type { ObjectStores } from './object-stores.ts';
import { ARRAY_NAMES } from '../layout/properties.ts';

/** The estimate of the last object, which the weigher otherwise keeps to itself. */
class OpenWeigher extends Weigher {
  get lastOwn(): number {
    return this.own.bytes;
  }
}

/** Learns from one walk. */
export class Learner implements Visitor {
  readonly book = new LearningBook();
  readonly tracker = new PlaceTracker(this.book);
  objects = 0;
  readonly #weigher = new OpenWeigher(new StringWeigher());
  readonly #reader: StoreReader;
  readonly #layout: Layout;
  readonly #held: readonly unknown[];
  readonly #nodes: readonly number[];
  readonly #strings = new StringTable();
  readonly #keys = new KeyTable();
  readonly types = new TypesSeen();
  /** Slices by place: bytes that they would take as flat strings; and bytes of their parents. */
  readonly #slices = new Map<PlaceSeen, number>();
  #sliced = 0;
  #parents = 0;
  /** The objects of the walk but arrays: their nodes, bytes and the sums that count them. */
  readonly #owners: number[] = [];
  readonly #ownerBytes: number[] = [];
  readonly #ownerSums: (readonly (ShapeSeen | TypeSeen)[])[] = [];
  readonly #ownerIsDictionary: boolean[] = [];
  #at = 0;
  #placeOf: Map<unknown, number> | undefined = undefined;
  /** False if the walk has met what the snapshot does not have. */
  #isComplete = true;

  constructor(reader: StoreReader, { nodes, values }: Capture, layout: Layout) {
    this.#reader = reader;
    this.#layout = layout;
    this.#held = values;
    this.#nodes = nodes;
    this.#weigher.begin({ layout, strings: 'auto', readStrings: true, maxBytes: Infinity });
  }

  /** The node of what the walk has just met; -1 if it was not there when the snapshot was taken. */
  #next(value: unknown): number {
    if (this.#held[this.#at] !== value) {
      // The values have changed since the first walk: it continues behind the object where they are the same again.
      const at = typeof value === 'object' || typeof value === 'function' ? this.#places().get(value) : undefined;
      if (at === undefined) {
        this.#isComplete = false;
        return -1;
      }
      this.#at = at;
    }
    return this.#nodes[this.#at++];
  }

  /** Where each object is in the list of the first walk. */
  #places(): Map<unknown, number> {
    return (this.#placeOf ??= new Map(this.#held.map((value, at) => [value, at])));
  }

  string(string: string): void {
    const node = this.#next(string);
    if (isReadOnlyRootString(string)) return;
    const { length } = string;
    scanString(string);
    const isNew = this.#strings.add(string, scanned.hash) !== Seen.yes;
    if (node < 0) return;
    const reader = this.#reader;
    if (reader.isReadOnly(node)) return;
    const flat = stringBytes(this.#layout, length, isTwoByteScanned(string));
    const isKnown = reader.isSeen(node);
    let bytes = reader.string(node);
    const isSlice = !isKnown && reader.isSlice(node);
    if (isSlice) {
      // The parent belongs to all of its slices.
      const self = reader.selfSize(node);
      this.#parents += bytes - self;
      bytes = self;
      this.#sliced += flat;
    }
    for (const place of this.book.at(this.tracker.place)) {
      const sums = length > LONGEST_SHORT ? (place.long ??= newStrings()) : (place.short ??= newStrings());
      sums.bytes += bytes;
      if (isSlice) this.#slices.set(place, (this.#slices.get(place) ?? 0) + flat);
      if (isNew) {
        sums.first++;
        sums.firstBytes += flat;
      } else {
        sums.again++;
        sums.againBytes += flat;
        if (!isKnown) sums.separate++;
      }
      if (!isKnown && reader.isView(node)) sums.views++;
    }
  }

  fieldNumber(): void {}

  object(value: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void {
    this.#weigher.object(value, kind, info, facts);
    const node = this.#next(value);
    if (node < 0 || this.#reader.isSeen(node)) return;
    this.objects++;
    const stores = this.#reader.object(node);
    if (kind === Kind.array) {
      this.#array(facts, stores);
      return;
    }
    const bytes = stores.self + stores.properties + stores.others;
    if (kind === Kind.ordinary) {
      const shape = this.#ordinary(value, info, facts, stores, bytes);
      if (shape !== undefined) this.#own(node, bytes, [shape], stores.isDictionary);
    } else {
      // V8 11 and 12 keep the time of a Date as a heap number, which the walk weighs with the Date.
      const time = kind === Kind.date ? Math.min(1, stores.boxed) * this.#layout.heapNumber : 0;
      const all = bytes + stores.elements + time;
      const sums = this.#other(all);
      // The walk cannot meet the ArrayBuffer of a small typed array, and weighs it all the same.
      if (kind !== Kind.typedArray) this.#own(node, all, sums);
    }
  }

  #own(node: number, bytes: number, sums: readonly (ShapeSeen | TypeSeen)[], isDictionary = false): void {
    this.#owners.push(node);
    this.#ownerBytes.push(bytes);
    this.#ownerSums.push(sums);
    this.#ownerIsDictionary.push(isDictionary);
  }

  /**
   * Distributes the parents of slices to all slices, and adds what no walk reaches to the objects that lead to it. Call
   * it once, after the walk.
   */
  finish(): void {
    for (const [place, flat] of this.#slices) place.parents = (this.#parents * flat) / this.#sliced;
    for (let i = 0; i < this.#owners.length; i++) {
      // What the walk does not find in the snapshot has its own row, so nothing else can be known to be unreached.
      const unreached = this.#isComplete ? this.#reader.unreached(this.#owners[i]) : 0;
      for (const sums of this.#ownerSums[i]) {
        sums.bytes += unreached;
        if (!('least' in sums)) continue;
        if (this.#ownerIsDictionary[i]) sums.dictionaryBytes += unreached;
        const bytes = this.#ownerBytes[i] + unreached;
        sums.least = Math.min(sums.least, bytes);
        sums.most = Math.max(sums.most, bytes);
      }
    }
    for (const place of this.book.places) place.types.compare(this.types);
  }

  #ordinary(
    value: object,
    info: ClassInfo,
    facts: ObjectFacts,
    stores: ObjectStores,
    bytes: number,
  ): ShapeSeen | undefined {
    const seen = this.book.classOf(info.name);
    const store = this.#store(facts, stores, this.#layout.objectHeader);
    seen.objects.add(store);
    for (const place of this.book.at(this.tracker.objectPlace)) (place.objects ??= new ObjectsSeen()).add(store);
    const shape = this.book.shapeOf(facts.shape!, this.tracker.objectPlace);
    if (shape === undefined) return undefined;
    shape.count++;
    shape.bytes += bytes;
    if (stores.isDictionary) {
      shape.dictionaries++;
      shape.dictionaryBytes += bytes;
    } else if (facts.smis + facts.doubles > 0) this.#numbers(facts, shape, stores);
    shape.nameBytes += stores.nameBytes;
    shape.smis += facts.smis;
    shape.doubles += facts.doubles;
    const underSymbols = facts.symbols.length === 0 ? 0 : this.#underSymbols(value, facts, stores.boxed, shape);
    shape.boxed += stores.boxed - underSymbols;
    if (facts.indices > 0) {
      shape.elementBytes += this.#weigher.lastOwn;
      shape.elements += stores.elements;
    }
    return shape;
  }

  /**
   * How V8 stores the named properties of an object that has so many bytes without them; a dictionary has `defined`
   * more, which V8 defines.
   */
  #store({ names, indices, symbols }: ObjectFacts, stores: ObjectStores, header: number, defined = 0): Store {
    const layout = this.#layout;
    const count = names.length - indices + symbols.length;
    const { isDictionary } = stores;
    return {
      slots: Math.max(0, (stores.self - header) / layout.taggedSize),
      names: count,
      isDictionary,
      grownTableBytes: nameDictionaryBytes(layout, count + defined),
      tableBytes: stores.properties,
      keyBytes: isDictionary ? this.#keys.newBytes(layout, names, indices, symbols) : 0,
      nameBytes: stores.nameBytes,
    };
  }

  /**
   * How many of an object's heap numbers are under its symbols. The walk counts those of them that are not small
   * integers, as it does all that is under symbols; of the others what is more than the fields need.
   */
  #underSymbols(value: object, { symbols, doubles }: ObjectFacts, boxed: number, shape: ShapeSeen): number {
    const shift = smiShift(this.#layout);
    let counted = 0;
    let smis = 0;
    for (const symbol of symbols) {
      const held: unknown = getOwnPropertyDescriptor(value, symbol)?.value;
      if (typeof held !== 'number') continue;
      if (isSmi(held, shift)) smis++;
      else counted++;
    }
    const others = Math.min(smis, Math.max(0, boxed - counted - doubles));
    shape.boxedUnderSymbols += others;
    return counted + others;
  }

  /** Counts the numbers of an object by field. */
  #numbers({ names, indices, held }: ObjectFacts, shape: ShapeSeen, stores: ObjectStores): void {
    const named = new Set(stores.numbers.map((edge) => this.#reader.nameOf(edge)));
    for (let i = 0; i < shape.places.length; i++) {
      const field = this.book.places[shape.places[i]];
      if (held[i] === Held.smi) field.smis++;
      else if (held[i] === Held.double) {
        field.doubles++;
        if (named.has(names[indices + i])) field.named++;
      }
    }
  }

  #array(facts: ObjectFacts, stores: ObjectStores): void {
    const layout = this.#layout;
    const { length, sparse, names, indices, symbols } = facts;
    const places = this.book.at(this.tracker.objectPlace);
    if (names.length > indices || symbols.length > 0) {
      const store = this.#store(facts, stores, kindSize(layout, 'array'), ARRAY_NAMES);
      for (const place of places) (place.arrayNames ??= new ObjectsSeen()).add(store);
    }
    if (sparse) return;
    const isDouble = isDoubleArray(facts);
    const array = {
      length,
      exact: isDouble ? doubleElementsBytes(layout, length) : taggedElementsBytes(layout, length),
      slotBytes: isDouble ? 8 : layout.taggedSize,
      bytes: stores.elements,
      isShared: stores.sharesElements && stores.elements === 0,
      isDouble,
      doubles: facts.elementDoubles,
      boxed: stores.boxed,
    };
    for (const place of places) (place.arrays ??= new ArraysSeen()).add(array);
  }

  /** Counts an object of a built-in type; returns all sums that have it. */
  #other(bytes: number): readonly TypeSeen[] {
    const type = this.#weigher.lastType;
    const all = [this.types.of(type)];
    for (const place of this.book.at(this.tracker.objectPlace)) all.push(place.types.of(type));
    for (const seen of all) {
      seen.count++;
      seen.estimated += this.#weigher.lastOwn;
      seen.bytes += bytes;
    }
    return all;
  }

  number(): void {}
  bigint(): void {}
  symbol(): void {}
  hidden(_kind: HiddenKind, _typeName: string): void {}
  isEnough(): boolean {
    return false;
  }
}
