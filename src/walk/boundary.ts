/**
 * Where a walk ends: the language's own objects, the global object, the process, loaded modules. They exist
 * whether the value does or not, so they belong to nobody.
 */
import { brands } from './kinds.ts';
import * as js from './intrinsics.ts';
import { StringTable } from './string-table.ts';
import { SafeSet } from './safe-collections.ts';

/** Built-in objects by identity, and the names that the engine keeps for them. */
interface Realm {
  readonly objects: ReadonlySet<object>;
  /** Property names of built-in objects and keywords: strings that V8 keeps for itself, internalised and immortal. */
  readonly names: StringTable;
}

const WORDS = ['undefined', 'null', 'true', 'false', 'object', 'string', 'number', 'boolean', 'symbol', 'bigint', 'function', 'default', 'index', 'input', 'groups', 'value', 'done', 'get', 'set', 'writable', 'enumerable', 'configurable', 'raw', 'async', 'await', 'module', 'script', 'native', 'global', 'NaN', 'Infinity', '-Infinity', 'proxy', 'type', 'reason', 'status', 'fulfilled', 'rejected', 'result'];

let realm: Realm | undefined;

/**
 * This realm's built-in objects: everything that data properties and accessors lead to from the global object's
 * capitalised names and from the prototypes of its literals. Found once, at the first walk.
 */
function thisRealm(): Realm {
  if (realm !== undefined) return realm;
  const objects = new SafeSet<object>();
  const names = new StringTable();
  for (const word of WORDS) names.add(word);
  const work: object[] = [];
  const add = (value: unknown): void => {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
    if (objects.has(value) || brands.isProxy(value)) return;
    objects.add(value);
    work.push(value);
  };
  for (const name of js.getOwnPropertyNames(globalThis)) {
    const value = js.getOwnPropertyDescriptor(globalThis, name)?.value as unknown;
    // Capitalised: classes and namespaces. Functions in small letters only if they are native, for the rest is the program's.
    if (/^[A-Z]/.test(name) ? isLibrary(name, value) : typeof value === 'function' && isNative(value)) add(value);
  }
  const literals: object[] = [function* () {}, async function () {}, async function* () {}, [][Symbol.iterator](), new Map().entries(), new Set().values(), ''[Symbol.iterator](), ''.matchAll(/a/g)];
  for (const literal of literals) add(js.getPrototypeOf(literal));
  add(js.getPrototypeOf(Uint8Array));
  while (work.length > 0) {
    const holder = work.pop()!;
    for (const name of js.getOwnPropertyNames(holder)) {
      if (typeof holder === 'function' && (name === 'caller' || name === 'arguments')) continue;
      const descriptor = js.getOwnPropertyDescriptor(holder, name);
      if (descriptor === undefined) continue;
      const members: unknown[] = [descriptor.value, descriptor.get, descriptor.set];
      for (const member of members) {
        if (typeof member === 'function' ? isNative(member) : name === 'prototype' && typeof member === 'object') add(member);
      }
      if (name.length > 1) names.add(name);
    }
    for (const symbol of js.getOwnPropertySymbols(holder)) {
      const descriptor = js.getOwnPropertyDescriptor(holder, symbol);
      if (typeof descriptor?.value === 'function') add(descriptor.value);
      if (typeof descriptor?.get === 'function') add(descriptor.get);
    }
    const prototype = js.getPrototypeOf(holder);
    if (prototype !== null) add(prototype);
  }
  objects.add(globalThis);
  for (const name of ['process', 'console']) {
    const descriptor = js.getOwnPropertyDescriptor(globalThis, name);
    const value: unknown = name === 'process' ? ((globalThis as { process?: unknown }).process) : descriptor?.value;
    if (typeof value === 'object' && value !== null) objects.add(value);
  }
  realm = { objects, names };
  return realm;
}

function isNative(value: unknown): boolean {
  return typeof value === 'function' && !brands.isProxy(value) && js.isNativeSource(js.functionSource(value));
}

/** ECMAScript's own names, and classes of the host, which are native or come with it. */
function isLibrary(name: string, value: unknown): boolean {
  return typeof value === 'function' || name === 'Math' || name === 'JSON' || name === 'Reflect' || name === 'Atomics' || name === 'Intl' || name === 'WebAssembly' || name === 'Temporal';
}

/** True for an object that is the engine's or the platform's own. */
export function isRealmObject(value: object): boolean {
  return thisRealm().objects.has(value);
}

/** Small numbers as text: V8 keeps a table of them. */
const SMALL_NUMBER = /^\d{1,4}$/;

/** True for a text that V8 may keep for itself already, such as the name of a built-in method. */
export function isEngineName(text: string): boolean {
  return js.matches(SMALL_NUMBER, text) || thisRealm().names.has(text);
}

const wellKnown: ReadonlySet<symbol> = /* @__PURE__ */ new Set(
  js.getOwnPropertyNames(Symbol)
    .map((name) => js.getOwnPropertyDescriptor(Symbol, name)?.value as unknown)
    .filter((value) => typeof value === 'symbol'),
);

/** True for the symbols that the language itself has, such as `Symbol.iterator`. */
export function isRealmSymbol(symbol: symbol): boolean {
  return wellKnown.has(symbol);
}
