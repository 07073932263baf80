/**
 * Runs work with the language's built-ins as they were when this module loaded. Code that is called for each object
 * takes captured built-ins one by one (intrinsics.ts); what reads whole heap snapshots uses the language as it is, with
 * its iterators and methods of arrays, and none of that may call what a program put in their place. So replaced
 * built-ins are put back for as long as synchronous work takes, in which no code of the program runs, and the
 * replacements are restored at its end. Usually nothing was replaced, and a check of 40 microseconds is all.
 *
 * What a program made neither writable nor configurable stays as it is.
 */
import * as js from './intrinsics.ts';
import { nullPrototypeList } from './safe-collections.ts';

/** The names of classes and namespaces; each with its prototype, and as a property of the global object. */
const NAMES =
  'Object Function Array String Number Boolean BigInt Symbol Map Set WeakMap WeakSet WeakRef RegExp Promise Date ' +
  'Error TypeError RangeError Math JSON Reflect Iterator ArrayBuffer DataView Uint8Array Int8Array Uint16Array ' +
  'Int16Array Uint32Array Int32Array Float32Array Float64Array BigUint64Array BigInt64Array Uint8ClampedArray URL';

/** The prototypes that only values lead to: of iterators and typed arrays. */
const NAMELESS: readonly unknown[] = [
  [].values(),
  new Map().values(),
  new Set().values(),
  ''[Symbol.iterator](),
  ''.matchAll(/a/g),
  (function* () {})(),
  Uint8Array,
  Uint8Array.prototype,
];

interface BuiltIn {
  readonly holder: object;
  readonly key: PropertyKey;
  readonly original: PropertyDescriptor;
}

const builtIns: readonly BuiltIn[] = collect();

function collect(): BuiltIn[] {
  const found = nullPrototypeList<BuiltIn>();
  const holders = nullPrototypeList<object>();
  const hold = (value: unknown): void => {
    for (let at = value; (typeof at === 'object' || typeof at === 'function') && at !== null; ) {
      for (let i = 0; i < holders.length; i++) if (holders[i] === at) return;
      holders[holders.length] = at;
      at = js.getPrototypeOf(at);
    }
  };
  const add = (holder: object, key: PropertyKey): void => {
    // Null prototype: a field that a program defines on `Object.prototype` would make the descriptor invalid.
    const original = js.setPrototypeOf(js.getOwnPropertyDescriptor(holder, key)!, null);
    const isCode = typeof original.value === 'function' || original.get !== undefined;
    if (isCode && (original.configurable === true || original.writable === true))
      found[found.length] = { holder, key, original };
  };
  const names = js.split(NAMES, ' ');
  for (let i = 0; i < names.length; i++) {
    const value = js.getOwnPropertyDescriptor(globalThis, names[i])?.value as
      | { readonly prototype?: unknown }
      | undefined;
    if (value === undefined) continue;
    add(globalThis, names[i]);
    hold(value);
    hold(value.prototype);
  }
  for (let i = 0; i < NAMELESS.length; i++) hold(js.getPrototypeOf(NAMELESS[i] as object));
  for (let i = 0; i < holders.length; i++) {
    const keys = js.ownKeys(holders[i]);
    for (let k = 0; k < keys.length; k++) if (keys[k] !== 'constructor') add(holders[i], keys[k]);
  }
  return found;
}

/** A built-in that is not the original now; without a descriptor if it was deleted. */
interface Replaced extends BuiltIn {
  readonly replacement: PropertyDescriptor | undefined;
}

let isRunning = false;

/** Runs synchronous work with the original built-ins. */
export function withOriginals<Result>(work: () => Result): Result {
  if (isRunning) return work();
  isRunning = true;
  let replaced: Replaced[] | undefined;
  try {
    replaced = putBack();
    return work();
  } finally {
    isRunning = false;
    if (replaced !== undefined) restore(replaced);
  }
}

/** Compares own parts only: a program may have put a getter for `get` on `Object.prototype`. */
function isSame(one: PropertyDescriptor, other: PropertyDescriptor): boolean {
  const isData = js.hasOwn(other, 'value');
  if (js.hasOwn(one, 'value') !== isData) return false;
  return isData ? one.value === other.value : one.get === other.get;
}

function putBack(): Replaced[] | undefined {
  let replaced: Replaced[] | undefined;
  for (let i = 0; i < builtIns.length; i++) {
    const { holder, key, original } = builtIns[i];
    const now = js.getOwnPropertyDescriptor(holder, key);
    if (now !== undefined && isSame(now, original)) continue;
    if (!defined(holder, key, original)) continue;
    replaced ??= nullPrototypeList();
    replaced[replaced.length] = {
      holder,
      key,
      original,
      replacement: now === undefined ? undefined : js.setPrototypeOf(now, null),
    };
  }
  return replaced;
}

function restore(replaced: readonly Replaced[]): void {
  for (let i = 0; i < replaced.length; i++) {
    const { holder, key, replacement } = replaced[i];
    if (replacement === undefined) js.deleteProperty(holder, key);
    else defined(holder, key, replacement);
  }
}

function defined(holder: object, key: PropertyKey, descriptor: PropertyDescriptor): boolean {
  try {
    js.defineProperty(holder, key, descriptor);
    return true;
  } catch {
    return false;
  }
}
