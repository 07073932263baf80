/**
 * Finds the private fields of an object. The source of its classes names them, so that many objects can be read
 * together. Only the inspector lists fields that another class has added, in some 30 µs for an object; it is asked
 * about some objects of each shape.
 */
import { readClassSource } from '../inspect/class-source.ts';
import { brands } from '../inspect/brands.ts';
import { areSameNames } from '../inspect/own-names.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, SafeMap, SafeWeakMap } from '../platform/safe-collections.ts';
import { FieldReader } from './field-reader.ts';
import type { References, SlotReader } from './internal-slots.ts';

/**
 * The first objects of a shape for which the inspector is asked, in all walks together and in each, after which it is
 * asked about one in so many.
 */
const ASKED_FIRST = 16;
const ASKED_IN_WALK = 4;
const ASKED_LATER = 128;

/** Shapes of one prototype that are counted by themselves; the others are counted together. */
const MAX_SHAPES = 256;

/**
 * From this many objects on, switching the debugger on pays off: that takes some 4 ms, the inspector 40 µs per object.
 */
const MANY = 128;
/** The same when the debugger is on already. */
const MANY_MORE = 4;

/** The objects of one prototype that have the same property names. */
class ShapeOfFields {
  readonly names: readonly string[];
  /** The number of objects so far whose class declares no fields. */
  met = 0;
  /** The walk that met one last, how many it met, and about how many of these the inspector was not asked. */
  walk = -1;
  inWalk = 0;
  unasked = 0;
  /** In this walk another class has added fields to one of them. */
  isAdded = false;

  constructor(names: readonly string[]) {
    this.names = names;
  }

  begin(walk: number): void {
    if (this.isAdded) this.met = 0;
    this.walk = walk;
    this.inWalk = this.unasked = 0;
    this.isAdded = false;
  }
}

/** What is known about the objects of one prototype. */
class Known {
  /** Fields that the classes declare. */
  readonly declared: readonly string[];
  readonly shapes = new SafeMap<string, ShapeOfFields>();
  readonly others = new ShapeOfFields(nullPrototypeList());
  last: ShapeOfFields = this.others;

  constructor(declared: readonly string[]) {
    this.declared = declared;
  }

  shapeOf(names: readonly string[]): ShapeOfFields {
    if (this.last !== this.others && areSameNames(this.last.names, names)) return this.last;
    const key = keyOf(names);
    let shape = this.shapes.get(key);
    if (shape === undefined) {
      if (this.shapes.size >= MAX_SHAPES) return this.others;
      this.shapes.set(key, (shape = new ShapeOfFields(names)));
    }
    return (this.last = shape);
  }
}

/** Reads private fields. */
export class PrivateFields {
  readonly #slots: SlotReader;
  readonly #fields: FieldReader;
  readonly #known = new SafeWeakMap<object, Known>();
  readonly #ofNull = new Known(nullPrototypeList());
  #walk = 0;
  #unasked = 0;

  /** How often the inspector was asked whether there are any. */
  asked = 0;

  constructor(slots: SlotReader, fields: FieldReader) {
    this.#slots = slots;
    this.#fields = fields;
  }

  /** Another walk begins, of whose every shape the first objects are asked about. */
  begin(): void {
    this.#walk++;
  }

  /**
   * Whether to check an object whose class declares no private fields for those of another class. The inspector is
   * asked about some objects of a shape; once one has such fields, all later ones are checked.
   */
  mayHave(value: object, names: readonly string[]): boolean {
    const shape = this.#knownOf(js.getPrototypeOf(value)).shapeOf(names);
    if (shape.walk !== this.#walk) shape.begin(this.#walk);
    if (shape.isAdded) return true;
    const met = ++shape.met;
    const isSkipped = ++shape.inWalk > ASKED_IN_WALK && met > ASKED_FIRST && met % ASKED_LATER !== 0;
    if (isSkipped || holdsError(value, names)) {
      shape.unasked++;
      return false;
    }
    if (!this.hasAny(value)) return false;
    shape.isAdded = true;
    this.#unasked += shape.unasked;
    return true;
  }

  /** Asks the inspector whether there are fields; the values of no property may be errors. */
  hasAny(value: object): boolean {
    this.asked++;
    const fields = this.#slots.read(oneOf(value), 'private-fields')[0];
    return fields !== undefined && fields.length > 0;
  }

  /** How many objects were passed over before one of the same shape turned out to have fields; 0 when asked again. */
  takeUnasked(): number {
    const unasked = this.#unasked;
    this.#unasked = 0;
    return unasked;
  }

  /** The private fields of objects of one prototype, object by object. */
  read(objects: readonly object[]): readonly References[] {
    const { declared } = this.#knownOf(js.getPrototypeOf(objects[0]));
    const isSafe = isDescribedSafely(objects[0]);
    const isMany = objects.length >= (this.#fields.isEnabled ? MANY_MORE : MANY);
    if (!FieldReader.accepts(declared)) return isSafe ? this.#slots.read(objects, 'private-fields') : unread(objects);
    if (isSafe && !isMany) return this.#slots.read(objects, 'private-fields');
    const answers = this.#fields.read(objects, declared);
    const failed = nullPrototypeList<object>();
    for (let i = 0; i < objects.length; i++) if (answers[i] === undefined) failed[failed.length] = objects[i];
    if (failed.length === 0 || !isSafe) return answers;
    const others = this.#slots.read(failed, 'private-fields');
    for (let i = 0, at = 0; i < objects.length; i++) if (answers[i] === undefined) answers[i] = others[at++];
    return answers;
  }

  #knownOf(prototype: object | null): Known {
    if (prototype === null) return this.#ofNull;
    let known = this.#known.get(prototype);
    if (known === undefined) {
      known = new Known(declaredOf(prototype));
      this.#known.set(prototype, known);
    }
    return known;
  }
}

/**
 * Whether the inspector can describe an object without changing it. It would format the stack of an error, and create
 * the `prototype` of a function, which V8 creates on the first read; a class has its prototype already, and a method
 * never has one.
 */
function isDescribedSafely(value: object): boolean {
  if (typeof value !== 'function') return !brands.isNativeError(value);
  return js.startsWith(js.functionSource(value), 'class') || !js.hasOwn(value, 'prototype');
}

/**
 * Whether a property holds an error: the inspector also describes an object's properties, and an error by its stack.
 */
export function holdsError(value: object, names: readonly string[]): boolean {
  for (let i = 0; i < names.length; i++)
    if (brands.isNativeError(js.getOwnPropertyDescriptor(value, names[i])?.value)) return true;
  return false;
}

function unread(objects: readonly object[]): readonly References[] {
  const answers = nullPrototypeList<References>();
  for (let i = 0; i < objects.length; i++) answers[i] = undefined;
  return answers;
}

/** The fields declared by the classes of a prototype chain. */
function declaredOf(prototype: object): readonly string[] {
  const names = nullPrototypeList<string>();
  for (let at: object | null = prototype, depth = 0; at !== null && depth < 1000; depth++) {
    if (brands.isProxy(at)) break;
    const constructor = js.getOwnPropertyDescriptor(at, 'constructor')?.value as unknown;
    if (typeof constructor === 'function' && !brands.isProxy(constructor)) {
      const { privateNames } = readClassSource(constructor);
      for (let i = 0; i < privateNames.length; i++) names[names.length] = privateNames[i];
    }
    at = js.getPrototypeOf(at);
  }
  return names;
}

function keyOf(names: readonly string[]): string {
  let key = '';
  for (let i = 0; i < names.length; i++) key += `${names[i]} `;
  return key;
}

function oneOf(value: object): object[] {
  const list = nullPrototypeList<object>();
  list[0] = value;
  return list;
}
