/**
 * The visitor that weighs: it turns what the walk reports into bytes by type. Sizes come from src/layout; what objects
 * of one class have in common is used in `totals`.
 */
import { ElementsKind } from '../platform/engine-facts.ts';
import type { Layout } from '../layout/layout.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { Kind } from '../inspect/kinds.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import { Storage } from '../inspect/object-facts.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import type { Visitor } from '../walk/visitor.ts';
import { addIndexedElements, allowHeapNumbers, hasOnlyHeapNumbers, indexedSpare, isDoubleArray } from './array-size.ts';
import { externalBytesOf } from './built-in-size.ts';
import { addObjectParts, SharedStores } from './object-parts.ts';
import { addClass, addSpare } from './class-totals.ts';
import type { ShapeSource } from './class-totals.ts';
import type { Doubts } from './doubts.ts';
import { MapArrays } from './map-arrays.ts';
import { Primitives } from './primitives.ts';
import { SizeEstimate } from './size-estimate.ts';
import { SmallBuffers } from './small-buffers.ts';
import type { StringWeigher } from './strings/string-weigher.ts';
import type { WeighOptions } from './weigh-options.ts';
import { Totals } from './totals.ts';
import { countMade, doubtTotals, isParsed } from './value-doubts.ts';
import { ValueFacts } from './value-facts.ts';
import type { HiddenTotal } from './totals.ts';
import { isOfItsClass, typeNameOf } from './type-name.ts';
import { ClassStats, ShapeStats } from './shape-stats.ts';
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';
import type { Shape } from '../inspect/shape.ts';

/** Up to this many classes are searched one by one before they are hashed. */
const INLINE_CAPACITY = 8;

/** A list of more classes than this is dropped after the walk. */
const KEPT_CLASSES = 1024;

let epochs = 0;

/** Weighs what a walk reports. */
export class Weigher implements Visitor {
  readonly strings: StringWeigher;

  #options!: WeighOptions;
  #layout!: Layout;
  #epoch = 0;
  readonly #rows = new Totals();
  /** The classes met; `ClassInfo.slot` is a class's index, as long as `epoch` is that of this walk. */
  readonly #classes: (ClassStats | undefined)[] = nullPrototypeList();
  #classCount = 0;
  #byInfo: Map<ClassInfo, ClassStats> | undefined = undefined;
  readonly #shared = new SharedStores();
  readonly #value = new ValueFacts();
  readonly #mapArrays = new MapArrays();
  readonly #primitives = new Primitives(this.#rows);
  readonly #smallBuffers = new SmallBuffers();
  /** A lower estimate of all bytes so far, for `maxBytes`. */
  #soFar = 0;
  /** The size of the object that is being weighed, or was weighed last; not of ordinary objects. */
  protected readonly own: SizeEstimate = new SizeEstimate();
  // One of each is kept after the walk, and with it their hidden classes, to which optimised code refers weakly.
  #keptStats: ShapeStats | undefined = undefined;
  #keptClass: ClassStats | undefined = undefined;

  /**
   * Bytes of the last object by itself, on the heap and off it. For an ordinary object without what is computed for all
   * objects of its shape; that is in {@link lastStats} after the totals were computed.
   */
  lastBytes = 0;

  /** What the totals added for arrays and for strings, all together, to what was counted one by one. */
  lateArrays = 0;
  lateStrings = 0;

  /** Bytes outside V8's heap so far. */
  external = 0;

  constructor(strings: StringWeigher) {
    this.strings = strings;
  }

  /** The statistics of the last ordinary object's shape. */
  lastStats: ShapeStats | undefined = undefined;

  /** State that was met and not followed; undefined if there was none. */
  get hiddenRows(): ReadonlyMap<HiddenKind, HiddenTotal> | undefined {
    return this.#rows.hidden;
  }

  /** The part of the heap bytes that was weighed by a calibration, after the totals; undefined without one. */
  calibrated: number | undefined = undefined;

  /** Knows shapes better than the rules do. */
  protected shapeSource: ShapeSource | undefined = undefined;

  /** Type of the last object, to report where a walk stopped. */
  lastType = '';

  /** Prepares for one value; a weigher can be used again after {@link end}. */
  begin(options: WeighOptions): void {
    this.#options = options;
    this.#layout = options.layout;
    this.#epoch = ++epochs;
    this.strings.begin(options);
    if (options.facts?.slotsOf !== undefined) this.#value.useFacts();
  }

  /** Drops everything about the value. */
  end(): void {
    this.#rows.clear();
    this.strings.end();
    this.lastType = '';
    this.#keepOne();
    for (let i = 0; i < this.#classCount; i++) this.#classes[i] = undefined;
    if (this.#classCount > KEPT_CLASSES) this.#classes.length = 0;
    this.#classCount = 0;
    this.#byInfo = undefined;
    this.#shared.clear();
    this.#value.clear();
    this.#mapArrays.clear();
    this.lateArrays = this.lateStrings = 0;
    this.#primitives.clear();
    this.#smallBuffers.clear();
    this.#soFar = this.external = 0;
  }

  #keepOne(): void {
    if (this.lastStats === undefined) return;
    this.#keptStats = this.lastStats;
    this.lastStats = undefined;
    this.#keptStats.strip();
    this.#keptClass = this.#classes[0]!;
    this.#keptClass.strip();
  }

  isEnough(): boolean {
    return this.#soFar > this.#options.maxBytes;
  }

  /** Adds one occurrence of a string; returns the bytes by which the best estimate has certainly grown. */
  string(string: string, inPlainObject: boolean): number {
    const bytes = this.strings.meet(string, inPlainObject);
    this.#soFar += bytes;
    return bytes;
  }

  number(value: number): void {
    this.#soFar += this.#primitives.number(this.#layout, value);
  }

  fieldNumber(value: number): void {
    this.#primitives.distinguish(value);
  }

  bigint(value: bigint): void {
    this.#soFar += this.#primitives.bigint(this.#layout, value);
  }

  /** Adds a symbol; returns the bytes by which its description has certainly increased the best estimate. */
  symbol(value: symbol): number {
    const description = this.#primitives.symbol(this.#layout, value);
    return description === '' ? 0 : this.string(description, false);
  }

  arrayInMap(length: number): void {
    this.#mapArrays.add(length);
  }

  hidden(kind: HiddenKind, typeName: string): void {
    this.#rows.addHidden(kind, typeName, 1);
  }

  object(value: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void {
    const layout = this.#layout;
    this.#value.objects++;
    if (kind === Kind.ordinary) {
      const shape = facts.shape!;
      const stats =
        facts.storage === Storage.dictionary
          ? this.#dictionariesOf(shape, facts)
          : ((shape.stats as ShapeStats | undefined) ?? this.#statsOf(shape, facts));
      const { heapNumbers } = stats;
      stats.add(facts);
      if (facts.slots >= 0) stats.place(layout, facts.slots);
      this.lastBytes = (stats.heapNumbers - heapNumbers) * layout.heapNumber;
      this.lastStats = stats;
      if (facts.storage === Storage.dictionary && this.strings.isIdentified) this.#addKeys(facts);
      this.lastType = info.name;
      this.#soFar += layout.objectHeader + stats.size * layout.taggedSize + facts.doubles * layout.heapNumber;
      if (facts.indices > 0) {
        const own = this.own.reset();
        addIndexedElements(layout, facts, own);
        stats.indexedSpare += indexedSpare(layout, facts, own);
        allowHeapNumbers(layout, kind, facts, this.#rows);
        this.lastBytes += own.bytes;
        this.#classOf(info).row.add(own);
        this.#addHeapNumbers(facts.elementDoubles);
      }
      return;
    }
    if (kind !== Kind.array) this.#value.byCode = true;
    if (kind === Kind.map) this.#mapArrays.settle(layout);
    const row = isOfItsClass(kind, info) ? this.#classOf(info).row : this.#rows.of(typeNameOf(kind, info));
    row.count++;
    this.lastType = row.type;
    if (facts.doubles > 0) this.#addHeapNumbers(facts.doubles);
    const own = this.own.reset();
    let external = 0;
    let buffer = 0;
    const onlyHeapNumbers = hasOnlyHeapNumbers(kind, value, facts);
    addObjectParts(layout, value, kind, info, facts, this.#shared, onlyHeapNumbers, own);
    if (kind === Kind.array) {
      // Numbers are heap numbers if the array once held other values, or was changed by optimised code that expected
      // other values.
      const isKnown = facts.elementsKind !== ElementsKind.unknown;
      // Arrays that share their elements share the heap numbers, and those of a copy may be the original's.
      const isShared = facts.sharesElements === true && own.bytes < own.max;
      if (isShared || (isDoubleArray(facts) && !onlyHeapNumbers))
        own.max += isShared || !isKnown ? facts.length * layout.heapNumber : 0;
      else this.#addHeapNumbers(facts.elementDoubles);
    } else {
      if (kind === Kind.arguments) this.#addHeapNumbers(facts.elementDoubles);
      external = externalBytesOf(value, kind);
      if (external > 0) {
        row.external += external;
        this.#soFar += external;
        this.external += external;
      }
      if (kind === Kind.typedArray) buffer = this.#smallBuffers.add(layout, value, this.#rows);
    }
    allowHeapNumbers(layout, kind, facts, this.#rows);
    row.add(own);
    this.lastBytes = own.bytes + external + buffer;
    this.#soFar += own.bytes;
  }

  /** Weighs an object that was read plainly, of a shape that was met; false if it must be weighed in full. */
  alike(shape: Shape, held: number, smis: number, doubles: number, slots: number): boolean {
    if (shape.stats === undefined) return false;
    const stats = shape.stats as ShapeStats;
    const { objectHeader, taggedSize, heapNumber } = this.#layout;
    this.#value.objects++;
    this.lastBytes = stats.addAlike(held, smis, doubles) * heapNumber;
    if (slots >= 0) stats.place(this.#layout, slots);
    this.lastStats = stats;
    this.lastType = shape.info.name;
    this.#soFar += objectHeader + stats.size * taggedSize + doubles * heapNumber;
    return true;
  }

  /** References to heap numbers, each of which may have one of its own. */
  #addHeapNumbers(count: number): void {
    if (count === 0) return;
    this.#soFar += this.#primitives.numbers(this.#layout, count);
  }

  #classOf(info: ClassInfo): ClassStats {
    if (info.epoch === this.#epoch) return this.#classes[info.slot]!;
    // Two interleaved walks take the slot from each other.
    let known = this.#known(info);
    if (known === undefined) {
      known = new ClassStats(info, this.#rows.of(info.name), this.#classCount, this.#value);
      if (!info.isPlainObject && info.kind !== Kind.array) this.#value.byCode = true;
      this.#classes[this.#classCount++] = known;
      if (known.slot >= INLINE_CAPACITY) (this.#byInfo ??= new SafeMap<ClassInfo, ClassStats>()).set(info, known);
    }
    info.epoch = this.#epoch;
    info.slot = known.slot;
    return known;
  }

  #known(info: ClassInfo): ClassStats | undefined {
    for (let i = 0; i < this.#classCount && i < INLINE_CAPACITY; i++)
      if (this.#classes[i]!.info === info) return this.#classes[i];
    return this.#byInfo?.get(info);
  }

  #statsOf(shape: Shape, facts: ObjectFacts): ShapeStats {
    const stats = this.#newStats(shape, facts);
    if (!shape.isOverflow) shape.stats = stats;
    return stats;
  }

  /** The objects of a shape that the engine reports to be in dictionary mode; without facts there are none. */
  #dictionariesOf(shape: Shape, facts: ObjectFacts): ShapeStats {
    if (shape.dictionaryStats !== undefined) return shape.dictionaryStats as ShapeStats;
    const stats = this.#newStats(shape, facts);
    if (!shape.isOverflow) shape.dictionaryStats = stats;
    return stats;
  }

  #newStats(shape: Shape, { symbols, storage }: ObjectFacts): ShapeStats {
    const classStats = this.#classOf(shape.info);
    const stats = shape.isOverflow
      ? classStats.overflowOf(shape.names, shape.from, symbols, storage)
      : new ShapeStats(shape.names, shape.from, symbols, storage);
    stats.keysAreCounted = storage === Storage.dictionary && this.strings.isIdentified;
    if (shape.isOverflow) return stats;
    stats.ofClass = !shape.info.isPlainObject && !shape.info.isNullPrototype;
    classStats.add(stats);
    this.shapeSource?.prepare(stats, shape);
    return stats;
  }

  /** The names of a dictionary are strings in V8's string table, as values may be, too. */
  #addKeys({ names, indices }: ObjectFacts): void {
    for (let i = indices; i < names.length; i++) this.lastBytes += this.key(names[i]);
  }

  /** Adds a key of a dictionary, like a string. */
  protected key(name: string): number {
    return this.string(name, false);
  }

  /**
   * All sums so far by type, including what only all objects of a class together show. Changes nothing, so it can be
   * called again. Strings of which equal ones count once are counted `onceFactor` times.
   */
  totals(onceFactor = 1): Totals {
    const totals = new Totals();
    totals.add(this.#rows);
    return this.#complete(totals, onceFactor);
  }

  /** The same for the last time: nothing may be weighed between this and {@link end}. */
  lastTotals(): Totals {
    return this.#complete(this.#rows, 1);
  }

  #complete(totals: Totals, onceFactor: number): Totals {
    const layout = this.#layout;
    this.#value.mayBeParsed = isParsed(this.#value, this.#classes, this.#classCount);
    const spare = this.#mapArrays.spareBytes(layout);
    this.lateArrays = spare === 0 ? 0 : addSpare(totals, spare);
    if (this.strings.hasAny) {
      const strings = this.strings.total(onceFactor);
      this.lateStrings = 0;
      if (this.strings.wideRepeats > 0 && this.#value.mayBeParsed) {
        // V8 does not share the short values of a JSON text with characters beyond Latin-1.
        this.lateStrings = this.strings.wideRepeatBytes;
        strings.bytes += this.lateStrings;
        strings.count += this.strings.wideRepeats;
      }
      const row = totals.of('string');
      row.count += strings.count;
      row.add(strings);
      const { count, bytes } = this.strings.duplicates;
      totals.duplicates += count;
      totals.duplicateBytes += bytes;
      if (this.strings.slices > 0) totals.addHidden('string-parents', 'string', this.strings.slices);
    }
    this.#smallBuffers.allowWindows(layout, totals);
    this.#value.beginTotals(this.strings);
    for (let i = 0; i < this.#classCount; i++) countMade(this.#value, this.#classes[i]!);
    for (let i = 0; i < this.#classCount; i++) {
      const classStats = this.#classes[i]!;
      classStats.summary = undefined;
      if (classStats.first !== undefined) addClass(layout, classStats, totals, this.shapeSource);
    }
    if (this.shapeSource === undefined) this.#primitives.addLeast(layout, totals);
    doubtTotals(this.#value, this.strings, totals);
    return totals;
  }

  /** What the last totals could not know, by cause; priors are learned from it. */
  get doubts(): Doubts {
    return this.#value.doubts;
  }

  /** The best estimate for everything so far, on the heap and off it. */
  bytes(): number {
    return this.totals().bytes;
  }

  /** Bytes found so far, by a lower estimate that costs nothing to ask for. */
  get soFar(): number {
    return this.#soFar;
  }

  /** Forgets which strings, numbers and symbols were met, and keeps the sums. */
  forget(): void {
    this.strings.forget();
    this.#shared.clear();
    this.#primitives.forget();
  }
}
