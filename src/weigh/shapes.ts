/**
 * Objects of one class with the same property names in the same order: for V8 they share a hidden class. What
 * JavaScript cannot tell of one object its siblings often betray, so the sizes of named properties are worked out
 * for whole shapes at the end of a walk (see shape-size.ts).
 */
import { HeldArrays } from './held-arrays.ts';
import type { ClassInfo } from '../walk/class-info.ts';
import { Held } from '../walk/visitor.ts';
import type { ObjectFacts } from '../walk/visitor.ts';
import { bareList, SafeMap } from '../walk/safe-collections.ts';

/** What V8 keeps of a field's values: nothing yet, small integers, unboxed-able numbers, anything. */
const Field = { none: 0, smi: 1, double: 2, tagged: 3 } as const;

/** Beyond this many shapes in a walk the value is a dictionary of sorts, and single shapes are no longer told apart. */
const MAX_SHAPES = 20_000;

/** Objects with the same names. */
export class Shape {
  count = 0;
  /** Properties that take a slot: named ones without array indices, and symbols. */
  readonly size: number;
  readonly names: readonly string[];
  readonly firstName: number;
  readonly symbols: number;
  /** Accessor properties of all the objects together. */
  accessors = 0;
  /** Numbers that are no small integers, each in a box of its own. */
  doubles = 0;
  /** Boxes of fields that hold small integers though V8 keeps the field as a double; surely, and possibly. */
  boxes = 0;
  possibleBoxes = 0;
  /** An object of this shape holds what no JSON text gives. */
  byCode = false;
  arrays: HeldArrays | undefined = undefined;
  // Worked out with the totals: what one object weighs without its values, and what the arrays it holds have to spare.
  bytes = 0;
  spare = 0;
  /** Two bits for each of the first fields ({@link Field}); a number, because most shapes are few and short-lived. */
  #packed = 0;
  /** The same for the fields beyond, which few shapes have. */
  #more: Uint8Array | undefined = undefined;
  #follows = false;
  /** Of the first object: the only field with an array, and its length; -1 if there is none. */
  #firstField = -1;
  #firstLength = 0;

  constructor(names: readonly string[], firstName: number, symbols: number) {
    this.names = names;
    this.firstName = firstName;
    this.symbols = symbols;
    this.size = names.length - firstName + symbols;
  }

  /** True if an object with these facts belongs here. */
  fits(facts: ObjectFacts): boolean {
    const { names } = facts;
    const skip = facts.indices;
    const count = names.length - skip;
    const own = this.names;
    const from = this.firstName;
    if (own.length - from !== count || this.symbols !== facts.symbols.length) return false;
    for (let i = 0; i < count; i++) if (own[from + i] !== names[skip + i]) return false;
    return true;
  }

  /**
   * Follows V8's field representations from object to object: a field that has held only numbers, one of them no
   * small integer, keeps every value in a box of its own from then on. Only called for objects with numbers.
   */
  follow(facts: ObjectFacts): void {
    const count = facts.names.length - facts.indices;
    if (!this.#follows && facts.doubles === 0 && this.count > 1) return;
    this.#follows = true;
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
  meet(facts: ObjectFacts): void {
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

  /** True once a field of this shape was seen to hold a number that is no small integer. */
  get hasNumbers(): boolean {
    return this.#follows;
  }
}

/** Fields that two bits each of one number have room for. */
const PACKED = 15;

/** What all objects of one class together tell. */
export interface Siblings {
  readonly instances: number;
  /** Most and fewest properties of any of them. */
  readonly widest: number;
  readonly narrowest: number;
  /** Some of them hold arrays that were added to. */
  readonly addToArrays: boolean;
}

/** The siblings of a class; call it only after the walk. */
export function siblingsOf(shapes: ClassShapes): Siblings {
  if (shapes.siblings !== undefined) return shapes.siblings;
  let instances = 0;
  let widest = 0;
  let narrowest = Infinity;
  let addToArrays = false;
  for (let i = 0; i < shapes.shapes.length; i++) {
    const { count, size, arrays } = shapes.shapes[i];
    if (arrays?.hasGrown) addToArrays = true;
    instances += count;
    if (size > widest) widest = size;
    if (size < narrowest) narrowest = size;
  }
  return (shapes.siblings = { instances, widest, narrowest, addToArrays });
}

/** The shapes of one class. */
export interface ClassShapes {
  readonly info: ClassInfo;
  readonly shapes: Shape[];
  last: Shape | undefined;
  /** Worked out at the end of the walk, when all siblings are known. */
  siblings: Siblings | undefined;
  byKey: Map<string, Shape[]> | undefined;
}

/** All shapes of a walk, by class. */
export class ShapeTable {
  readonly classes: Map<ClassInfo, ClassShapes> = new SafeMap();
  #lastClass: ClassShapes | undefined = undefined;
  #count = 0;

  /** The shape of an object; made if it is new. */
  shapeOf(info: ClassInfo, facts: ObjectFacts): Shape {
    let shapes = this.#lastClass;
    if (shapes === undefined || shapes.info !== info) {
      shapes = this.classes.get(info);
      if (shapes === undefined) {
        shapes = { info, shapes: bareList(), last: undefined, siblings: undefined, byKey: undefined };
        this.classes.set(info, shapes);
      }
      this.#lastClass = shapes;
    }
    const { last } = shapes;
    if (last !== undefined && last.fits(facts)) return last;
    return (shapes.last = this.#find(shapes, facts));
  }

  #find(shapes: ClassShapes, facts: ObjectFacts): Shape {
    const { names, indices, symbols } = facts;
    if (shapes.last === undefined) return this.#add(shapes, new Shape(names, indices, symbols.length));
    const byKey = (shapes.byKey ??= indexed(shapes.shapes));
    const count = names.length - indices;
    const key = keyOf(names, indices);
    let bucket = byKey.get(key);
    if (bucket === undefined) byKey.set(key, (bucket = bareList<Shape>()));
    for (let i = 0; i < bucket.length; i++) if (bucket[i].fits(facts)) return bucket[i];
    // A walk through very many different objects keeps one nameless shape per size instead.
    const crowded = this.#count >= MAX_SHAPES;
    if (crowded) {
      const sizeKey = `${count} ${symbols.length}`;
      const shared = byKey.get(sizeKey)?.[0];
      if (shared !== undefined) return shared;
      const shape = new Shape(names, indices, symbols.length);
      const only = bareList<Shape>();
      only[0] = shape;
      byKey.set(sizeKey, only);
      shapes.shapes[shapes.shapes.length] = shape;
      return shape;
    }
    const shape = new Shape(names, indices, symbols.length);
    bucket[bucket.length] = shape;
    return this.#add(shapes, shape);
  }

  #add(shapes: ClassShapes, shape: Shape): Shape {
    shapes.shapes[shapes.shapes.length] = shape;
    this.#count++;
    return shape;
  }

  /** Forgets all shapes. */
  clear(): void {
    if (this.#count > 0) this.classes.clear();
    this.#count = 0;
    this.#lastClass = undefined;
  }
}

/** Shapes that are likely the same have the same key. */
function keyOf(names: readonly string[], indices: number): string {
  return names.length === indices ? '' : `${names[indices]} ${names[names.length - 1]} ${names.length - indices}`;
}

function indexed(shapes: readonly Shape[]): Map<string, Shape[]> {
  const byKey = new SafeMap<string, Shape[]>();
  for (let i = 0; i < shapes.length; i++) {
    const only = bareList<Shape>();
    only[0] = shapes[i];
    byKey.set(keyOf(shapes[i].names, shapes[i].firstName), only);
  }
  return byKey;
}
