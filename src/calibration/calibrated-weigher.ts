/**
 * Weighs what a walk reports by a calibration, where it has seen similar objects, and everything else by the usual
 * rules.
 */
import { addOwnProperties } from '../weigh/built-in-size.ts';
import { addIndexedElements, hasOnlyHeapNumbers, isDoubleArray, isTakenForDictionary } from '../weigh/array-size.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { Kind } from '../inspect/kinds.ts';
import type { Shape } from '../inspect/shape.ts';
import { ElementsKind } from '../platform/engine-facts.ts';
import { ceil, floor, max, min, round } from '../platform/math.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { doubleElementsBytes, numberDictionaryBytes, taggedElementsBytes } from '../layout/elements.ts';
import type { Layout } from '../layout/layout.ts';
import { ARRAY_NAMES } from '../layout/properties.ts';
import type { ShapeSource } from '../weigh/class-totals.ts';
import type { ShapeStats } from '../weigh/shape-stats.ts';
import { SizeEstimate } from '../weigh/size-estimate.ts';
import { StringWeigher } from '../weigh/strings/string-weigher.ts';
import { Totals } from '../weigh/totals.ts';
import type { WeighOptions } from '../weigh/weigh-options.ts';
import { Weigher } from '../weigh/weigher.ts';
import { doubt } from './doubt.ts';
import { KeyTable } from './key-table.ts';
import type { LearnedBook } from './learned-book.ts';
import { LearnedShape, UnseenShape } from './learned-objects.ts';
import type { KnownShape } from './learned-objects.ts';
import { PlaceTracker } from './place-tracker.ts';

/**
 * Likely is this part of the range, and at least this part of the size: of a coarse grid of pairs, the narrowest that
 * had V8's count for all of 82 real structures (test/real, the half from which rules are made), each weighed by what
 * another value of its maker taught. All, and not nine of ten, for what is less like the values that were learned from.
 */
const LIKELY_PART_OF_RANGE = 0.2;
const LIKELY_PART = 0.01;

/** Of objects of different names that have been put together. */
const NO_PLACES: ArrayLike<number> = new Uint32Array(0);

/** Weighs by one calibration. */
export class CalibratedWeigher extends Weigher implements ShapeSource {
  readonly tracker: PlaceTracker;
  readonly #book: LearnedBook;
  readonly #layout: Layout;
  /** What to add to the rows of the usual rules. */
  readonly #changes = new Totals();
  readonly #changed = new SizeEstimate();
  readonly #usual = new SizeEstimate();
  readonly #keys = new KeyTable();
  /** Bytes of objects other than ordinary ones that were weighed by the calibration. */
  #known = 0;
  /** True unless the caller has decided how equal strings count. */
  #isAuto = true;
  /** The same for ordinary objects and their heap numbers, while the totals are computed. */
  #shapes = 0;

  constructor(book: LearnedBook, layout: Layout) {
    super(new StringWeigher());
    this.#book = book;
    this.#layout = layout;
    this.tracker = new PlaceTracker(book);
    this.shapeSource = this;
  }

  override begin(options: WeighOptions): void {
    super.begin(options);
    this.#isAuto = options.strings === 'auto';
  }

  override string(string: string, inPlainObject: boolean): number {
    if (this.#isAuto) this.strings.learned = this.#book.stringsAt(this.tracker.place, string.length);
    return super.string(string, inPlainObject);
  }

  protected override key(name: string): number {
    this.strings.learned = undefined;
    return super.string(name, false);
  }

  override arrayInMap(length: number): void {
    if (this.#book.places[this.tracker.place].arrays === undefined) super.arrayInMap(length);
  }

  override object(value: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void {
    super.object(value, kind, info, facts);
    if (kind === Kind.ordinary) this.#ordinary(info, facts);
    else if (kind === Kind.array) {
      this.#array(value, facts);
      if (facts.names.length > facts.indices || facts.symbols.length > 0) this.#named(info, facts);
    } else this.#other();
  }

  #ordinary(info: ClassInfo, facts: ObjectFacts): void {
    const stats = this.lastStats!;
    // Objects of different names have been put together: nothing is known of them as a shape.
    const learned = (stats.learned ??= new UnseenShape(NO_PLACES)) as KnownShape;
    if (learned instanceof UnseenShape) {
      const layout = this.#layout;
      // With facts the names of dictionaries count among the strings.
      const from = stats.keysAreCounted ? facts.names.length : facts.indices;
      const stores =
        this.#book.places[this.tracker.objectPlace].objects?.bytesOf(layout, facts, this.#keys, from) ??
        this.#book.storeOf(info.name)?.bytesOf(layout, facts, this.#keys, from);
      learned.add(layout.objectHeader, stores);
    } else if (facts.indices > 0 && learned instanceof LearnedShape) {
      this.#change(info.name, this.#elementBytes(facts, learned.elements), 1);
    }
  }

  /** What the integer-keyed properties take, by the factor that was learned without facts of the engine. */
  #elementBytes(facts: ObjectFacts, factor: number): number {
    const { own } = this;
    const kind = facts.elementsKind;
    if (kind === ElementsKind.unknown) return own.bytes * factor;
    // The engine has said what a hash table takes; of other elements it has not said how many there is room for.
    if (kind === ElementsKind.dictionary) return own.bytes;
    const usual = this.#changed.reset();
    facts.elementsKind = ElementsKind.unknown;
    addIndexedElements(this.#layout, facts, usual);
    facts.elementsKind = kind;
    return max(own.min, min(own.max, usual.bytes * factor));
  }

  #array(value: object, facts: ObjectFacts): void {
    const { arrays } = this.#book.places[this.tracker.objectPlace];
    if (arrays === undefined) return;
    const layout = this.#layout;
    const { length, sparse, holes, elementDoubles, elementsKind, sharesElements } = facts;
    const isAsked = elementsKind !== ElementsKind.unknown;
    // The engine has said all there is to know about these.
    if (elementsKind === ElementsKind.dictionary || sharesElements === true) return;
    const isDouble = isAsked ? elementsKind === ElementsKind.double : isDoubleArray(facts);
    const changed = this.#copyOfOwn();
    if (!sparse || isAsked) {
      const exact = isDouble ? doubleElementsBytes(layout, length) : taggedElementsBytes(layout, length);
      const slotBytes = isDouble ? 8 : layout.taggedSize;
      if (!isAsked && isTakenForDictionary(facts)) changed.exact(exact - numberDictionaryBytes(layout, length - holes));
      arrays.apply(length, exact, slotBytes, changed, sharesElements === false);
    }
    this.#replace(this.lastType, changed);
    if (elementDoubles === 0 || (isAsked && isDouble)) return;
    const isPure = isDoubleArray(facts);
    const numbers = elementDoubles * (isPure ? (isAsked ? arrays.taggedBoxed : arrays.boxed) : arrays.mixedBoxed);
    // The usual rules count one for each number, unless V8 can keep all elements as doubles.
    const counted = isPure && !hasOnlyHeapNumbers(Kind.array, value, facts) ? 0 : elementDoubles;
    const row = this.#changes.of('number');
    row.count += numbers - counted;
    row.exact((numbers - counted) * layout.heapNumber);
    // Whether arrays share them was learned; without a calibration none of them is certain.
    if (isAsked) row.min += counted * layout.heapNumber;
    this.#known += numbers * layout.heapNumber;
  }

  /** The named properties of an array. */
  #named(info: ClassInfo, facts: ObjectFacts): void {
    const { arrayNames } = this.#book.places[this.tracker.objectPlace];
    const bytes = arrayNames?.bytesOf(this.#layout, facts, this.#keys, facts.indices, ARRAY_NAMES);
    if (bytes === undefined) return;
    const usual = this.#usual.reset();
    addOwnProperties(this.#layout, Kind.array, info, facts, usual);
    const row = this.#changes.of(this.lastType);
    const change = bytes - usual.bytes;
    row.bytes += change;
    // The usual figure may be in both ends by now, since that of the elements is around it.
    row.min += min(0, change);
    row.max += max(0, change);
    this.lastBytes += change;
    this.#known += change;
  }

  #other(): void {
    const type =
      this.#book.places[this.tracker.objectPlace].typeOf(this.lastType) ?? this.#book.types.get(this.lastType);
    if (type === undefined || type.estimated === 0) return;
    const { bytes } = this.own;
    this.#change(this.lastType, (bytes * type.bytes) / type.estimated, doubt(type.count));
  }

  #copyOfOwn(): SizeEstimate {
    const { own } = this;
    const changed = this.#changed;
    changed.bytes = own.bytes;
    changed.min = own.min;
    changed.max = own.max;
    return changed;
  }

  /** Replaces the size of the object that was weighed last; `part` of the usual interval around it remains. */
  #change(type: string, bytes: number, part: number): void {
    const changed = this.#copyOfOwn();
    changed.min = bytes - part * max(0, bytes - changed.min);
    changed.max = bytes + part * max(0, changed.max - bytes);
    changed.bytes = bytes;
    this.#replace(type, changed);
  }

  /** Replaces the size of the object that was weighed last. */
  #replace(type: string, by: SizeEstimate): void {
    const { own } = this;
    const row = this.#changes.of(type);
    row.bytes += by.bytes - own.bytes;
    row.min += by.min - own.min;
    row.max += by.max - own.max;
    this.lastBytes += by.bytes - own.bytes;
    this.#known += by.bytes;
  }

  prepare(stats: ShapeStats, shape: Shape): void {
    const learned = this.#book.shapeOf(shape);
    stats.learned = learned ?? new UnseenShape(this.#book.fieldsOf(shape, this.tracker.objectPlace));
    learned?.expectNumbers(stats);
  }

  knowsArrays(stats: ShapeStats, field: number): boolean {
    const places = (stats.learned as KnownShape | undefined)?.places ?? NO_PLACES;
    return field < places.length && this.#book.places[places[field]].arrays !== undefined;
  }

  isKnown(stats: ShapeStats, estimate: SizeEstimate, totals: Totals): boolean {
    const known = stats.learned as KnownShape | undefined;
    if (known === undefined || !known.apply(estimate, stats)) return false;
    this.#shapes += estimate.bytes * stats.count;
    const { smis, doubles } = stats;
    const numbers = known.heapNumbers(stats);
    if (smis + doubles + numbers > 0) {
      const { heapNumber } = this.#layout;
      const row = totals.of('number');
      const others = max(0, smis + doubles - numbers);
      row.count += numbers;
      row.between(
        numbers * (1 - known.numberDoubt) * heapNumber,
        numbers * heapNumber,
        (numbers + others * known.numberDoubt) * heapNumber,
      );
      this.#shapes += numbers * heapNumber;
    }
    return true;
  }

  override totals(onceFactor = 1): Totals {
    this.#shapes = 0;
    return this.#complete(super.totals(onceFactor));
  }

  override lastTotals(): Totals {
    this.#shapes = 0;
    return this.#complete(super.lastTotals());
  }

  #complete(totals: Totals): Totals {
    totals.add(this.#changes);
    const strings = this.#book.addStrings(totals.of('string'));
    let heap = 0;
    let least = 0;
    let most = 0;
    for (let i = 0; i < totals.count; i++) {
      const row = totals.at(i);
      heap += row.bytes;
      // Averages are not whole bytes.
      row.count = round(row.count);
      row.bytes = round(row.bytes);
      row.min = floor(row.min);
      row.max = ceil(row.max);
      least += row.min;
      most += row.max;
    }
    // Corrections that subtract more than another rule added leave rounding errors.
    this.calibrated = heap === 0 ? 1 : max(0, min(1, (this.#shapes + this.#known + strings) / heap));
    const unknown = 1 - this.calibrated;
    const atLeast = LIKELY_PART * heap;
    totals.less = totals.less * unknown + this.calibrated * max(atLeast, LIKELY_PART_OF_RANGE * (heap - least));
    totals.more = totals.more * unknown + this.calibrated * max(atLeast, LIKELY_PART_OF_RANGE * (most - heap));
    return totals;
  }

  override forget(): void {
    super.forget();
    this.#keys.clear();
    this.tracker.clear();
  }

  override end(): void {
    super.end();
    this.#keys.clear();
    this.#book.clear();
    this.tracker.clear();
    this.#changes.clear();
    this.#known = 0;
  }
}
