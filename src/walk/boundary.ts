/**
 * Where a walk ends: what exists whether or not the value does, so that it belongs to no value. V8's count draws the
 * same line (heap/realm.ts), by the same names (boundary-names.ts):
 *
 * - the global object of every realm, of this one as well as of a vm context or a window: its properties are not read.
 *   As the root of a walk it is one object without properties, and the report lists these as not followed;
 * - the built-ins of the language in every realm: native functions and prototypes that its global names lead to;
 * - classes and functions of the platform that the global object holds under their own name (`URL`, `setTimeout`), and
 *   the prototypes of such classes;
 * - `process` and `console`, but not what they hold;
 * - loaded modules, as namespaces.
 *
 * As a root each of them is weighed. Everything else is a value like any other: what the program attached to a
 * built-in, what a module of Node exports, `require`, a timer, a socket.
 */
import { brands } from '../inspect/brands.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, SafeSet } from '../platform/safe-collections.ts';
import { LANGUAGE_NAMES, SCRIPTED_FUNCTIONS } from './boundary-names.ts';

/** Built-in objects that no global name leads to: the prototypes of literals, and what every arguments object has. */
const NAMELESS: readonly unknown[] = /* @__PURE__ */ (
  [
    js.getOwnPropertyDescriptor(strictArguments(), 'callee')?.get,
    js.getOwnPropertyDescriptor(strictArguments(), Symbol.iterator)?.value,
  ] as unknown[]
).concat(
  (
    [
      function* () {},
      async function () {},
      async function* () {},
      [][Symbol.iterator](),
      new Map().entries(),
      new Set().values(),
      ''[Symbol.iterator](),
      ''.matchAll(/a/g),
      Uint8Array,
    ] as object[]
  ).map((value) => js.getPrototypeOf(value)),
);

function strictArguments(): object {
  'use strict';
  return arguments;
}

let realm: ReadonlySet<object> | undefined;

/**
 * This realm's built-in objects: everything that is reachable by data properties and accessors from the language's
 * global names and from the prototypes of its literals. Collected once, at the first walk.
 */
function thisRealm(): ReadonlySet<object> {
  if (realm !== undefined) return realm;
  const objects = reachedBy(addMembers);
  objects.add(globalThis);
  // Reading `process` runs an accessor of Node; `console` is a data property.
  const { process } = globalThis as { process?: unknown };
  if (typeof process === 'object' && process !== null) objects.add(process);
  const console = js.getOwnPropertyDescriptor(globalThis, 'console')?.value as unknown;
  if (typeof console === 'object' && console !== null) objects.add(console);
  return (realm = objects);
}

/** Takes what a built-in object refers to; primitives are ignored. */
type Adder = (value: unknown) => void;

/** The built-in objects that are reached by their prototypes and by what `addFrom` passes on of each. */
function reachedBy(addFrom: (holder: object, add: Adder) => void): Set<object> {
  const objects = new SafeSet<object>();
  const work = nullPrototypeList<object>();
  const add = (value: unknown): void => {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
    if (objects.has(value) || brands.isProxy(value)) return;
    objects.add(value);
    work[work.length] = value;
  };
  addRoots(add);
  while (work.length > 0) {
    const holder = work[work.length - 1];
    work.length--;
    addFrom(holder, add);
    add(js.getPrototypeOf(holder));
  }
  return objects;
}

/** The built-in objects from which all others can be reached. */
function addRoots(add: Adder): void {
  const globals = js.split(LANGUAGE_NAMES, ' ');
  for (let i = 0; i < globals.length; i++) add(js.getOwnPropertyDescriptor(globalThis, globals[i])?.value);
  for (let i = 0; i < NAMELESS.length; i++) add(NAMELESS[i]);
}

/** Own names of functions under which no built-in object is found. */
function isOfFunctions(name: string): boolean {
  return name === 'length' || name === 'name' || name === 'caller' || name === 'arguments';
}

/** What the own properties of a built-in object refer to, if it is native. */
function addMembers(holder: object, add: Adder): void {
  const own = js.getOwnPropertyNames(holder);
  const isFunction = typeof holder === 'function';
  for (let i = 0; i < own.length; i++) {
    const name = own[i];
    if (isFunction && isOfFunctions(name)) continue;
    const descriptor = js.getOwnPropertyDescriptor(holder, name);
    if (descriptor === undefined) continue;
    const value = descriptor.value as unknown;
    if (typeof value === 'function' ? isNative(value) : name === 'prototype' && typeof value === 'object') add(value);
    if (isNative(descriptor.get)) add(descriptor.get);
    if (isNative(descriptor.set)) add(descriptor.set);
  }
  const symbols = js.getOwnPropertySymbols(holder);
  for (let i = 0; i < symbols.length; i++) {
    const descriptor = js.getOwnPropertyDescriptor(holder, symbols[i]);
    if (isNative(descriptor?.value)) add(descriptor!.value);
    if (isNative(descriptor?.get)) add(descriptor!.get);
  }
}

function isNative(value: unknown): boolean {
  return typeof value === 'function' && !brands.isProxy(value) && js.isNativeSource(js.functionSource(value));
}

/**
 * The names of built-in objects' properties, each once; strings that V8 has internalised already. It does not need the
 * realm's objects, which take four times as long to find, because of each function's source.
 */
export function builtInNames(): readonly string[] {
  const names = nullPrototypeList<string>();
  // Names of properties are internalised already, so looking them up in a Set changes nothing.
  const known = new SafeSet<string>();
  known.add((names[0] = 'length'));
  known.add((names[1] = 'name'));
  reachedBy((holder, add) => {
    const own = js.getOwnPropertyNames(holder);
    const isFunction = typeof holder === 'function';
    for (let i = 0; i < own.length; i++) {
      const name = own[i];
      if (isFunction && isOfFunctions(name)) continue;
      if (name.length > 1 && !known.has(name)) {
        known.add(name);
        names[names.length] = name;
      }
      const value = js.getOwnPropertyDescriptor(holder, name)?.value as unknown;
      if (typeof value === 'function' ? !isMethod(value) : name === 'prototype') add(value);
    }
  });
  return names;
}

/** Nearly all built-in objects are methods, which have no names but `length` and `name`. */
function isMethod(value: object): boolean {
  return !brands.isProxy(value) && !js.hasOwn(value, 'prototype');
}

/** True for an object that belongs to the engine or the platform. */
export function isRealmObject(value: object): boolean {
  return (
    thisRealm().has(value) || (typeof value === 'function' && (isForeignNative(value) || isPlatformFunction(value)))
  );
}

/**
 * True for a function of the platform that the global object has under the function's own name, so that reading the
 * global creates nothing.
 */
function isPlatformFunction(value: object): boolean {
  const name = js.getOwnPropertyDescriptor(value, 'name')?.value as unknown;
  if (typeof name !== 'string' || name === '' || !js.hasOwn(globalThis, name)) return false;
  const source = js.functionSource(value);
  // For another class of the same name (`File`, `Storage`) Node must not load its own, which it defines lazily.
  if (
    js.startsWith(source, 'class')
      ? !isWebClass(value, name)
      : !js.isNativeSource(source) && !js.includes(SCRIPTED_FUNCTIONS, ` ${name} `)
  )
    return false;
  return js.getOwnPropertyDescriptor(globalThis, name)?.value === value;
}

/** True for a class that looks like a Web API: its tag is its name, or its methods are enumerable. */
function isWebClass(value: object, name: string): boolean {
  const prototype = js.getOwnPropertyDescriptor(value, 'prototype')?.value as unknown;
  if (typeof prototype !== 'object' || prototype === null || brands.isProxy(prototype)) return false;
  if (js.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)?.value === name) return true;
  const names = js.getOwnPropertyNames(prototype);
  return names.length > 1 && js.isEnumerable(prototype, names[1]);
}

const functionPrototype = Function.prototype;

/**
 * True for a native function of another realm. A bound function, which is the program's, has no name in its source;
 * neither has `Function.prototype`, which has a constructor instead.
 */
function isForeignNative(value: object): boolean {
  for (let at = js.getPrototypeOf(value), depth = 0; at !== null && depth < 1000; at = js.getPrototypeOf(at), depth++) {
    if (at === functionPrototype || brands.isProxy(at)) return false;
  }
  return (
    isNative(value) && (!js.startsWith(js.functionSource(value), 'function () {') || js.hasOwn(value, 'constructor'))
  );
}

/**
 * True for a built-in object that is not among those of this realm, and no function: the prototype of a class of
 * another realm or of the platform, or a namespace of another realm.
 */
export function isOtherBuiltIn(value: object): boolean {
  const constructor = js.getOwnPropertyDescriptor(value, 'constructor')?.value as unknown;
  if (typeof constructor !== 'function' || brands.isProxy(constructor)) return isForeignNamespace(value);
  if (js.getOwnPropertyDescriptor(constructor, 'prototype')?.value !== value) return false;
  return isForeignNative(constructor) || isPlatformFunction(constructor);
}

/** A namespace has its functions among its first names; `Temporal` begins with another namespace. */
const FIRST_NAMES = 2;

/**
 * True for `Math`, `JSON`, `Intl` and the like, and the prototypes of iterators: they have a tag that cannot be
 * written, and native functions.
 */
function isForeignNamespace(value: object): boolean {
  const tag = js.getOwnPropertyDescriptor(value, Symbol.toStringTag);
  if (typeof tag?.value !== 'string' || tag.writable === true || tag.enumerable === true) return false;
  const names = js.getOwnPropertyNames(value);
  for (let i = 0; i < names.length && i < FIRST_NAMES; i++) {
    const member = js.getOwnPropertyDescriptor(value, names[i])?.value as unknown;
    if (typeof member === 'function' && !brands.isProxy(member) && isForeignNative(member)) return true;
  }
  return false;
}
