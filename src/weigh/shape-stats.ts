/**
 * What is noted about the objects of one shape. What JavaScript cannot tell of one object its siblings often betray, so
 * the sizes of named properties are worked out for whole shapes at the end of a walk (see shape-size.ts).
 */
import { HeldArrays } from './held-arrays.ts';
import { TypeTotal } from './size-estimate.ts';
import { nullPrototypeInfo } from '../inspect/class-info.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { Held } from '../inspect/object-facts.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { SafeMap } from '../platform/safe-collections.ts';

/** What V8 keeps of a field's values: nothing yet, small integers, unboxed-able numbers, anything. */
const Field = { none: 0, smi: 1, double: 2, tagged: 3 } as const;

/** Fields that two bits each of one number have room for. */
const PACKED = 15;

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
  /** Accessor properties of all the objects together. */
  accessors = 0;
  /** Numbers that are no small integers, each in a box of its own. */
  doubles = 0;
  /** Boxes of fields that hold small integers though V8 keeps the field as a double; surely, and possibly. */
  boxes = 0;
  possibleBoxes = 0;
  /** Small integers among the values. */
  smis = 0;
  /** An object of this shape holds what no JSON text gives. */
  byCode = false;
  arrays: HeldArrays | undefined = undefined;
  // Worked out with the totals: what one object weighs without its values, and what the arrays it holds have to spare.
  bytes = 0;
  spare = 0;
  /** The next shape of the same class. */
  next: ShapeStats | undefined = undefined;
  /** Two bits for each of the first fields ({@link Field}); a number, because most shapes are few and short-lived. */
  #packed = 0;
  /** The same for the fields beyond, which few shapes have. */
  #more: Uint8Array | undefined = undefined;
  /** A field was seen to hold a number that is no small integer. */
  #follows = false;
  /** Of the first object: the only field with an array, and its length; -1 if there is none. */
  #firstField = -1;
  #firstLength = 0;

  constructor(names: readonly string[], firstName: number, keySymbols: readonly symbol[]) {
    this.names = names;
    this.firstName = firstName;
    this.keySymbols = keySymbols;
    this.size = names.length - firstName + keySymbols.length;
  }

  /** Lets go of everything that was met, so that the tally can be kept. */
  strip(): void {
    this.names = this.keySymbols = NONE;
    this.next = this.arrays = this.#more = undefined;
  }

  /** Adds one object. */
  add(facts: ObjectFacts): void {
    const { doubles } = facts;
    this.count++;
    if (facts.accessors > 0) this.accessors += facts.accessors;
    this.smis += facts.smis;
    if (facts.byCode || facts.arrays > 0) this.#meet(facts);
    if (doubles > 0) this.doubles += doubles;
    else if (facts.smis === 0 || !(this.#follows || this.count === 1)) return;
    this.#follow(facts);
  }

  /**
   * Follows V8's field representations from object to object: a field that has held only numbers, one of them no
   * small integer, keeps every value in a box of its own from then on. Only called for objects with numbers.
   */
  #follow(facts: ObjectFacts): void {
    this.#follows ||= facts.doubles > 0;
    const count = facts.names.length - facts.indices;
    const { held } = facts;
    for (let i = 0; i < count; i++) {
      const what = held[i];
      const field = this.#fieldAt(i);
      if (what === Held.smi) {
        if (field === Field.double) this.boxes++;
        else if (field === Field.none) this.#setField(i, Field.smi);
      } else if (what === Held.double) {
        if (field === Field.none || field === Field.smi) {
          // Objects made before keep their small integers until V8 moves them to the new hidden class.
          if (field === Field.smi) this.possibleBoxes += this.count - 1;
          this.#setField(i, Field.double);
        }
      } else if (field !== Field.tagged) {
        this.#setField(i, Field.tagged);
      }
    }
  }

  #fieldAt(i: number): number {
    return i < PACKED ? (this.#packed >>> (2 * i)) & 3 : this.#more === undefined ? Field.none : this.#more[i - PACKED];
  }

  #setField(i: number, field: number): void {
    if (i < PACKED) this.#packed = (this.#packed & ~(3 << (2 * i))) | (field << (2 * i));
    else (this.#more ??= new Uint8Array(this.names.length))[i - PACKED] = field;
  }

  /** Takes note of what else an object holds, beside numbers. */
  #meet(facts: ObjectFacts): void {
    if (facts.byCode) this.byCode = true;
    if (facts.arrays === 0) return;
    if (this.arrays === undefined) {
      // One object alone tells nothing, so its lengths are only kept until the second comes.
      if (facts.arrays === 1 && this.#firstField < 0) {
        const { held } = facts;
        let field = 0;
        while (held[field] !== Held.array) field++;
        this.#firstField = field;
        this.#firstLength = facts.lengths[field];
        return;
      }
      this.arrays = new HeldArrays();
      if (this.#firstField >= 0) this.arrays.add(this.#firstField, this.#firstLength);
    }
    this.arrays.meet(facts);
  }
}

/** What all objects of one class together tell. */
export interface Siblings {
  readonly instances: number;
  /** Most and fewest properties of any of them. */
  readonly widest: number;
  readonly narrowest: number;
  /** Some of them hold arrays that were added to. */
  readonly addToArrays: boolean;
}

/** The objects of one class. */
export class ClassStats {
  info: ClassInfo;
  /** Where their bytes are added up; other classes of the same name share it. */
  row: TypeTotal;
  /** Its place among the classes of the walk. */
  readonly slot: number;
  /** The shapes, the latest first. */
  first: ShapeStats | undefined = undefined;
  /** How many shapes there are. */
  shapes = 0;
  /** Worked out at the end of the walk, when all siblings are known. */
  siblings: Siblings | undefined = undefined;
  /** What too many shapes have in common: one tally for each number of properties. */
  #crowds: Map<number, ShapeStats> | undefined = undefined;

  constructor(info: ClassInfo, row: TypeTotal, slot: number) {
    this.info = info;
    this.row = row;
    this.slot = slot;
  }

  /** Lets go of everything that was met, so that this can be kept. */
  strip(): void {
    this.info = nullPrototypeInfo;
    this.row = NO_ROW;
    this.first = this.#crowds = undefined;
  }

  /** Adds a shape. */
  add(stats: ShapeStats): void {
    stats.next = this.first;
    this.first = stats;
    this.shapes++;
  }

  /** The tally of objects whose shapes are not told apart. */
  overflowOf(names: readonly string[], from: number, symbols: readonly symbol[]): ShapeStats {
    const crowds = (this.#crowds ??= new SafeMap<number, ShapeStats>());
    const key = (names.length - from) * 1024 + symbols.length;
    let stats = crowds.get(key);
    if (stats === undefined) {
      crowds.set(key, (stats = new ShapeStats(names, from, symbols)));
      this.add(stats);
    }
    return stats;
  }
}

/** The siblings of a class; call it only after the walk. */
export function siblingsOf(stats: ClassStats): Siblings {
  if (stats.siblings !== undefined) return stats.siblings;
  let instances = 0;
  let widest = 0;
  let narrowest = Infinity;
  let addToArrays = false;
  for (let shape = stats.first; shape !== undefined; shape = shape.next) {
    const { count, size, arrays } = shape;
    if (arrays?.hasGrown) addToArrays = true;
    instances += count;
    if (size > widest) widest = size;
    if (size < narrowest) narrowest = size;
  }
  return (stats.siblings = { instances, widest, narrowest, addToArrays });
}

/** True if the code behind a shape adds to the arrays it holds: one class has one style. */
export function addsToArrays(siblings: ClassStats, stats: ShapeStats): boolean {
  return siblings.info.isPlainObject ? stats.byCode && stats.arrays!.hasGrown : siblingsOf(siblings).addToArrays;
}
