/**
 * Finds the private fields of an object. The source of its classes names them, so that many objects can be read
 * together. Only the inspector lists fields added by another class; it is asked about a few objects of each kind.
 */
import { readClassSource } from '../inspect/class-source.ts';
import { brands } from '../inspect/brands.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, SafeMap, SafeWeakMap } from '../platform/safe-collections.ts';
import { FieldReader } from './field-reader.ts';
import type { References, SlotReader } from './internal-slots.ts';

/**
 * The first objects of a prototype for which the inspector is asked; later it is asked at intervals of 32, 64, 128, ...
 */
const ASKED_FIRST = 16;

/**
 * From this many objects on, switching the debugger on pays off: that takes some 4 ms, the inspector 40 µs per object.
 */
const MANY = 128;
/** The same when the debugger is on already. */
const MANY_MORE = 4;

/** What is known about the objects of one prototype. */
interface Known {
  /** Fields that the classes declare. */
  readonly declared: readonly string[];
  /** The number of objects without declared fields so far. */
  met: number;
  /** The joined property names of objects that have fields of another class. */
  readonly added: SafeMap<string, true>;
}

/** Reads private fields. */
export class PrivateFields {
  readonly #slots: SlotReader;
  readonly #fields: FieldReader;
  readonly #known = new SafeWeakMap<object, Known>();
  readonly #ofNull: Known = { declared: nullPrototypeList(), met: 0, added: new SafeMap() };

  /** How often the inspector was asked whether there are any. */
  asked = 0;

  constructor(slots: SlotReader, fields: FieldReader) {
    this.#slots = slots;
    this.#fields = fields;
  }

  /** Whether to check an object whose class declares no private fields for those of another class. */
  mayHave(value: object, names: readonly string[]): boolean {
    const known = this.#knownOf(js.getPrototypeOf(value));
    const met = ++known.met;
    let isAdded = false;
    if (known.added.size > 0) isAdded = known.added.has(keyOf(names));
    if (!isAdded && met > ASKED_FIRST && (met & (met - 1)) !== 0) return false;
    if (isAdded) return true;
    if (holdsError(value, names)) return false;
    this.asked++;
    const fields = this.#slots.read(oneOf(value), 'private-fields')[0];
    if (fields === undefined || fields.length === 0) return false;
    known.added.set(keyOf(names), true);
    return true;
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
      known = { declared: declaredOf(prototype), met: 0, added: new SafeMap() };
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
function holdsError(value: object, names: readonly string[]): boolean {
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
