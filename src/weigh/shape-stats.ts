/**
 * Statistics on the objects of one shape. Facts that JavaScript cannot see on one object can often be derived from the
 * others, so the sizes of named properties are computed for whole shapes at the end of a walk (see shape-size.ts).
 */
import { summaryOf } from './class-summary.ts';
import type { ClassSummary } from './class-summary.ts';
import { HeldArrays } from './held-arrays.ts';
import { TypeTotal } from './size-estimate.ts';
import { nullPrototypeInfo } from '../inspect/class-info.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { Held, MAX_PACKED, Storage } from '../inspect/object-facts.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import type { Layout } from '../layout/layout.ts';
import { EMPTY_LITERAL_SLOTS, fastPropertiesBytes } from '../layout/properties.ts';
import { ElementsKind } from '../platform/engine-facts.ts';
import { SafeMap } from '../platform/safe-collections.ts';
import type { ValueFacts } from './value-facts.ts';

/** V8's representation of a field: none yet, Smi, double, tagged. */
const Field = { none: 0, smi: 1, double: 2, tagged: 3 } as const;

/** The lower of the two bits of each field. */
const LOW_BITS = 0x15555555;

const NONE: readonly never[] = [];
const NO_ROW = /* @__PURE__ */ new TypeTotal('');

/** The objects of one shape. */
export class ShapeStats {
  count = 0;
  /** Properties that take a slot: named ones without array indices, and symbols. */
  readonly size: number;
  names: readonly string[];
  readonly firstName: number;
  /** Symbols among the keys, as the first object has them. */
  keySymbols: readonly symbol[];
  /** How the properties are stored, if the engine was asked. */
  readonly storage: Storage;
  /** The names are counted among the strings. */
  keysAreCounted = false;
  /** Objects of different names, of which only the number is known to be the same. */
  isOverflow = false;
  /** Accessor properties of all the objects together. */
  accessors = 0;
  /** The objects have different functions as getters of the same property. */
  accessorsDiffer = false;
  /** Numbers that are not Smis, each a heap number of its own. */
  doubles = 0;
  /** Heap numbers of fields that hold Smis though V8 keeps the field as a double. */
  heapNumbers = 0;
  /** Smis among the values. */
  smis = 0;
  /** An object of this shape holds what JSON cannot contain. */
  byCode = false;
  /** The engine has said of each number whether it is a Smi. */
  knowsNumbers = false;
  /** Objects of which the slots are known, and bytes of their named properties. */
  placed = 0;
  placedBytes = 0;
  /** Of these, objects that were `{}` at first. */
  fromEmpty = 0;
  arrays: HeldArrays | undefined = undefined;
  /** The spare capacity of all integer-keyed properties, in bytes, if stores added them one by one. */
  indexedSpare = 0;
  /** Its objects are instances of a class, whose constructor may have made the arrays that they hold. */
  ofClass = false;
  /** What a calibrated walk knows of the shape. */
  learned: unknown = undefined;
  // Computed with the totals: the size of one object without its values, and the spare capacity of the arrays it holds.
  bytes = 0;
  spare = 0;
  /** The next shape of the same class. */
  next: ShapeStats | undefined = undefined;
  /** Two bits for each of the first fields ({@link Field}); a number, because most shapes are few and short-lived. */
  #packed = 0;
  /** The same for further fields, which few shapes have. */
  #more: Uint8Array | undefined = undefined;
  #accessor: unknown = undefined;
  /** A field was seen to hold a number that is not a Smi. */
  #follows = false;
  /** Of the first object: the only field with an array, and its length; -1 if there is none. */
  #firstField = -1;
  #firstLength = 0;
  #firstKind: ElementsKind = ElementsKind.unknown;
  #firstArray: readonly unknown[] | undefined = undefined;

  constructor(
    names: readonly string[],
    firstName: number,
    keySymbols: readonly symbol[],
    storage: Storage = Storage.unknown,
  ) {
    this.storage = storage;
    this.names = names;
    this.firstName = firstName;
    this.keySymbols = keySymbols;
    this.size = names.length - firstName + keySymbols.length;
  }

  /** Drops all references to the walk's objects, so that this can be kept. */
  strip(): void {
    this.names = this.keySymbols = NONE;
    this.next = this.arrays = this.#more = this.#accessor = this.#firstArray = undefined;
    this.learned = undefined;
  }

  /** Adds one object. */
  add(facts: ObjectFacts): void {
    const { doubles } = facts;
    this.count++;
    if (facts.accessors > 0) {
      if (this.accessors === 0) this.#accessor = facts.accessor;
      else if (facts.accessor !== this.#accessor) this.accessorsDiffer = true;
      this.accessors += facts.accessors;
    }
    this.smis += facts.smis;
    if (facts.byCode || facts.arrays > 0) this.#meet(facts);
    if (facts.knowsNumbers) {
      this.knowsNumbers = true;
      this.doubles += doubles;
      return;
    }
    if (doubles > 0) this.doubles += doubles;
    else if (facts.smis === 0 || !(this.#follows || this.count === 1)) return;
    // A dictionary has no representations of fields: its Smis are Smis.
    if (this.storage !== Storage.dictionary) this.#follow(facts);
  }

  /**
   * Adds one object with fast properties of which two bits for each of at most fifteen fields say what it held; returns
   * for how many Smis V8 keeps a heap number. The same as {@link add}, for all fields at once.
   */
  addAlike(held: number, smis: number, doubles: number): number {
    this.count++;
    this.smis += smis;
    if (this.knowsNumbers) {
      this.doubles += doubles;
      return 0;
    }
    if (doubles > 0) {
      this.doubles += doubles;
      this.#follows = true;
    } else if (smis === 0 || !(this.#follows || this.count === 1)) {
      return 0;
    }
    const fields = LOW_BITS & ((1 << (2 * this.size)) - 1);
    const low = this.#packed & fields;
    const high = (this.#packed >>> 1) & fields;
    const first = held & fields;
    const second = (held >>> 1) & fields;
    const isSmi = first & ~second;
    const becomesDouble = second & ~first & ~high;
    const becomesTagged = fields & ~(first ^ second);
    const isLow = ((low | (isSmi & ~high)) & ~becomesDouble) | becomesTagged;
    this.#packed = isLow | ((high | becomesDouble | becomesTagged) << 1);
    let inDoubles = isSmi & high & ~low;
    let heapNumbers = 0;
    for (; inDoubles !== 0; inDoubles &= inDoubles - 1) heapNumbers++;
    this.heapNumbers += heapNumbers;
    return heapNumbers;
  }

  /** Records how many slots the object that was added last has in itself. */
  place(layout: Layout, slots: number): void {
    this.placed++;
    this.placedBytes += fastPropertiesBytes(layout, this.size, slots);
    if (slots !== EMPTY_LITERAL_SLOTS || slots === this.size) return;
    // JSON.parse gives an object as many slots as it has names.
    this.fromEmpty++;
    this.byCode = true;
  }

  /** True if most of the objects were `{}` at first: their arrays were `[]`. */
  get beganEmpty(): boolean {
    return 2 * this.fromEmpty > this.count;
  }

  /** Expects a field to be kept as a double, or to hold any values; to be called before the first object is added. */
  expect(field: number, isDouble: boolean): void {
    this.#setField(field, isDouble ? Field.double : Field.tagged);
    this.#follows = true;
  }

  /**
   * Follows V8's field representations from object to object: a field that has held only numbers, one of them not a
   * Smi, keeps every later value as a heap number of its own. Only called for objects with numbers.
   */
  #follow(facts: ObjectFacts): void {
    this.#follows ||= facts.doubles > 0;
    const count = facts.names.length - facts.indices;
    const { held } = facts;
    for (let i = 0; i < count; i++) {
      const what = held[i];
      const field = this.#fieldAt(i);
      if (what === Held.smi) {
        if (field === Field.double) this.heapNumbers++;
        else if (field === Field.none) this.#setField(i, Field.smi);
      } else if (what === Held.double) {
        if (field === Field.none || field === Field.smi) {
          // Objects made before keep their Smis until V8 migrates them to the new hidden class.
          this.#setField(i, Field.double);
        }
      } else if (field !== Field.tagged) {
        this.#setField(i, Field.tagged);
      }
    }
  }

  /** The arrays that the objects hold; for a class, whose source shows how they are made, those of one object, too. */
  get heldArrays(): HeldArrays | undefined {
    if (this.arrays === undefined && this.ofClass && this.#firstField >= 0) {
      this.arrays = new HeldArrays();
      this.arrays.add(this.#firstField, this.#firstLength, this.#firstKind, this.#firstArray);
      this.#firstField = -1;
    }
    return this.arrays;
  }

  /** Not with facts: the engine reports shared elements, and comparing strings would read ropes. */
  get #comparesArrays(): boolean {
    return this.ofClass && this.storage === Storage.unknown;
  }

  #fieldAt(i: number): number {
    return i < MAX_PACKED
      ? (this.#packed >>> (2 * i)) & 3
      : this.#more === undefined
        ? Field.none
        : this.#more[i - MAX_PACKED];
  }

  #setField(i: number, field: number): void {
    if (i < MAX_PACKED) this.#packed = (this.#packed & ~(3 << (2 * i))) | (field << (2 * i));
    else (this.#more ??= new Uint8Array(this.names.length))[i - MAX_PACKED] = field;
  }

  /** Records the object's other values besides numbers. */
  #meet(facts: ObjectFacts): void {
    if (facts.byCode) this.byCode = true;
    if (facts.arrays === 0) return;
    if (this.arrays === undefined) {
      // One object alone proves nothing, so its lengths are only kept until the second comes.
      if (facts.arrays === 1 && this.#firstField < 0) {
        const { held } = facts;
        let field = 0;
        while (held[field] !== Held.array) field++;
        this.#firstField = field;
        this.#firstLength = facts.lengths[field];
        this.#firstKind = facts.heldKinds[field];
        if (this.#comparesArrays) this.#firstArray = facts.heldArrays[field];
        return;
      }
      this.arrays = new HeldArrays();
      if (this.#firstField >= 0)
        this.arrays.add(this.#firstField, this.#firstLength, this.#firstKind, this.#firstArray);
    }
    this.arrays.meet(facts, this.#comparesArrays);
  }
}

/** The objects of one class. */
export class ClassStats {
  info: ClassInfo;
  /** Where their bytes are added up; other classes of the same name share it. */
  row: TypeTotal;
  /** Its index among the classes of the walk. */
  readonly slot: number;
  /** The shapes, the latest first. */
  first: ShapeStats | undefined = undefined;
  /** How many shapes there are. */
  shapes = 0;
  /** What the whole value shows. */
  readonly value: ValueFacts;
  /** Computed at the end of the walk, when all objects are known. */
  summary: ClassSummary | undefined = undefined;
  /** Objects with too many different shapes: one ShapeStats for each number of properties. */
  #overflow: Map<number, ShapeStats> | undefined = undefined;

  constructor(info: ClassInfo, row: TypeTotal, slot: number, value: ValueFacts) {
    this.info = info;
    this.row = row;
    this.slot = slot;
    this.value = value;
  }

  /** Drops all references to the walk's objects, so that this can be kept. */
  strip(): void {
    this.info = nullPrototypeInfo;
    this.row = NO_ROW;
    this.first = this.#overflow = undefined;
  }

  /** Adds a shape. */
  add(stats: ShapeStats): void {
    stats.next = this.first;
    this.first = stats;
    this.shapes++;
  }

  /** The statistics of objects whose shapes are not distinguished. */
  overflowOf(names: readonly string[], from: number, symbols: readonly symbol[], storage: Storage): ShapeStats {
    const overflow = (this.#overflow ??= new SafeMap<number, ShapeStats>());
    const key = ((names.length - from) * 1024 + symbols.length) * 3 + storage;
    let stats = overflow.get(key);
    if (stats === undefined) {
      overflow.set(key, (stats = new ShapeStats(names, from, symbols, storage)));
      stats.isOverflow = true;
      this.add(stats);
    }
    return stats;
  }
}

/** True if code adds to the arrays that objects of a shape hold: a class is assumed to treat all its arrays alike. */
export function addsToArrays(classStats: ClassStats, stats: ShapeStats): boolean {
  if (stats.arrays === undefined) return false;
  if (!classStats.info.isPlainObject) return summaryOf(classStats).addToArrays;
  return stats.byCode && (stats.arrays.hasGrown || stats.beganEmpty);
}
