/**
 * Where a walk ends: the language's own objects, the global object, the process, loaded modules. They exist
 * whether the value does or not, so they belong to nobody.
 */
import { brands } from './kinds.ts';
import * as js from './intrinsics.ts';
import { bareList, SafeSet } from './safe-collections.ts';

/** Built-in objects by identity, and the names of their properties. */
interface Realm {
  readonly objects: ReadonlySet<object>;
  readonly names: string[];
}

const CAPITALISED = /^[A-Z]/;

/** Objects of the language that no global name leads to: the prototypes of literals, and what every arguments object has. */
const NAMELESS: readonly unknown[] = /* @__PURE__ */ (
  [js.getOwnPropertyDescriptor(strictArguments(), 'callee')?.get, js.getOwnPropertyDescriptor(strictArguments(), Symbol.iterator)?.value] as unknown[]
).concat((
  [function* () {}, async function () {}, async function* () {}, [][Symbol.iterator](), new Map().entries(), new Set().values(), ''[Symbol.iterator](), ''.matchAll(/a/g), Uint8Array] as object[]
).map((value) => js.getPrototypeOf(value)));

function strictArguments(): object {
  'use strict';
  return arguments;
}

let realm: Realm | undefined;

/**
 * This realm's built-in objects: everything that data properties and accessors lead to from the global object's
 * capitalised names and from the prototypes of its literals. Found once, at the first walk.
 */
function thisRealm(): Realm {
  if (realm !== undefined) return realm;
  const objects = new SafeSet<object>();
  const names = bareList<string>();
  const work = bareList<object>();
  const add = (value: unknown): void => {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
    if (objects.has(value) || brands.isProxy(value)) return;
    objects.add(value);
    work[work.length] = value;
  };
  const globals = js.getOwnPropertyNames(globalThis);
  for (let i = 0; i < globals.length; i++) {
    const name = globals[i];
    const value = js.getOwnPropertyDescriptor(globalThis, name)?.value as unknown;
    // Capitalised: classes and namespaces. Functions in small letters only if they are native, for the rest is the program's.
    if (js.matches(CAPITALISED, name) ? isLibrary(name, value) : typeof value === 'function' && isNative(value)) add(value);
  }
  for (let i = 0; i < NAMELESS.length; i++) add(NAMELESS[i]);
  while (work.length > 0) {
    const holder = work[work.length - 1];
    work.length--;
    addMembers(holder, add, names);
    const prototype = js.getPrototypeOf(holder);
    if (prototype !== null) add(prototype);
  }
  objects.add(globalThis);
  // Reading `process` runs an accessor of Node's own; `console` is data.
  const { process } = globalThis as { process?: unknown };
  if (typeof process === 'object' && process !== null) objects.add(process);
  const console = js.getOwnPropertyDescriptor(globalThis, 'console')?.value as unknown;
  if (typeof console === 'object' && console !== null) objects.add(console);
  realm = { objects, names };
  return realm;
}

/** What a built-in object's own properties lead to, as far as it is native; and their names. */
function addMembers(holder: object, add: (value: unknown) => void, names: string[]): void {
  const own = js.getOwnPropertyNames(holder);
  for (let i = 0; i < own.length; i++) {
    const name = own[i];
    if (typeof holder === 'function' && (name === 'caller' || name === 'arguments')) continue;
    const descriptor = js.getOwnPropertyDescriptor(holder, name);
    if (descriptor === undefined) continue;
    const value = descriptor.value as unknown;
    if (typeof value === 'function' ? isNative(value) : name === 'prototype' && typeof value === 'object') add(value);
    if (isNative(descriptor.get)) add(descriptor.get);
    if (isNative(descriptor.set)) add(descriptor.set);
    if (name.length > 1) names[names.length] = name;
  }
  const symbols = js.getOwnPropertySymbols(holder);
  for (let i = 0; i < symbols.length; i++) {
    const descriptor = js.getOwnPropertyDescriptor(holder, symbols[i]);
    if (typeof descriptor?.value === 'function') add(descriptor.value);
    if (typeof descriptor?.get === 'function') add(descriptor.get);
  }
}

function isNative(value: unknown): boolean {
  return typeof value === 'function' && !brands.isProxy(value) && js.isNativeSource(js.functionSource(value));
}

/** ECMAScript's own names, and classes of the host, which are native or come with it. */
function isLibrary(name: string, value: unknown): boolean {
  return typeof value === 'function' || name === 'Math' || name === 'JSON' || name === 'Reflect' || name === 'Atomics' || name === 'Intl' || name === 'WebAssembly' || name === 'Temporal';
}

/** The names of built-in objects' properties, texts that V8 has internalised already; with repetitions, and to be kept. */
export function builtInNames(): string[] {
  return thisRealm().names;
}

/** True for an object that is the engine's or the platform's own. */
export function isRealmObject(value: object): boolean {
  return thisRealm().objects.has(value);
}

const wellKnown: ReadonlySet<symbol> = /* @__PURE__ */ findWellKnown();

function findWellKnown(): Set<symbol> {
  const found = new SafeSet<symbol>();
  for (const name of js.getOwnPropertyNames(Symbol)) {
    const value = js.getOwnPropertyDescriptor(Symbol, name)?.value as unknown;
    if (typeof value === 'symbol') found.add(value);
  }
  return found;
}

/** True for the symbols that the language itself has, such as `Symbol.iterator`. */
export function isRealmSymbol(symbol: symbol): boolean {
  return wellKnown.has(symbol);
}
