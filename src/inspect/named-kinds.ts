/**
 * Built-in objects that no brand check tells apart (iterators, Intl, Temporal, WebAssembly, WeakRef ...): told by
 * the built-in prototype in their chain. Each name is that of a size in the layout tables.
 */
import * as js from '../platform/intrinsics.ts';
import { SafeMap } from '../platform/safe-collections.ts';
import { INTL_CLASSES, TEMPORAL_CLASSES } from './value-classes.ts';

const WASM_CLASSES: readonly string[] = ['Memory', 'Module', 'Instance', 'Table', 'Global'];

/** Built-in prototypes and the layout of their objects. */
const namedPrototypes: Map<object, string> = /* @__PURE__ */ findNamedPrototypes();
let hasSegments = false;

/** The layout of the objects that a built-in prototype stands for; undefined if it is none. */
export function layoutNameOf(prototype: object): string | undefined {
  const name = namedPrototypes.get(prototype);
  if (name !== undefined || hasSegments || !looksLikeSegments(prototype)) return name;
  // Only an instance leads to these two prototypes, and making one loads the language data: ten milliseconds.
  hasSegments = true;
  try {
    const segments = new Intl.Segmenter('en').segment('');
    namedPrototypes.set(js.getPrototypeOf(segments)!, 'segments');
    namedPrototypes.set(js.getPrototypeOf(segments[Symbol.iterator]())!, 'segmentIterator');
  } catch {
    // An engine without Intl.Segmenter has no such objects.
  }
  return namedPrototypes.get(prototype);
}

function looksLikeSegments(prototype: object): boolean {
  return (
    js.hasOwn(prototype, 'containing') ||
    js.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)?.value === 'Segmenter String Iterator'
  );
}

function dataOf(holder: unknown, key: PropertyKey): unknown {
  return (typeof holder === 'object' && holder !== null) || typeof holder === 'function'
    ? js.getOwnPropertyDescriptor(holder, key)?.value
    : undefined;
}

/** The prototype of what a method makes; undefined if there is no such method, or a polyfill's that does not. */
function prototypeOfMade(self: unknown, method: unknown, argument: unknown): unknown {
  if (typeof method !== 'function') return undefined;
  try {
    return js.getPrototypeOf(js.apply(method as (from: unknown) => object, self, [argument]));
  } catch {
    return undefined;
  }
}

/**
 * Done when this module loads, so that a class that the program puts in place of a built-in one is not taken for it. What an engine lacks
 * is found out without an error: the first error that a large file throws costs two milliseconds.
 */
function findNamedPrototypes(): Map<object, string> {
  const found = new SafeMap<object, string>();
  const add = (name: string, prototype: unknown): void => {
    if (typeof prototype === 'object' && prototype !== null) found.set(prototype, name);
  };
  // Where the platform has no check for these, their prototypes tell.
  add('promise', Promise.prototype);
  add('generator', js.getPrototypeOf(function* () {}.prototype as object));
  add('asyncGenerator', js.getPrototypeOf(async function* () {}.prototype as object));
  add('weakRef', dataOf(dataOf(globalThis, 'WeakRef'), 'prototype'));
  add('finalizationRegistry', dataOf(dataOf(globalThis, 'FinalizationRegistry'), 'prototype'));
  const iterator = [][Symbol.iterator]();
  add('arrayIterator', js.getPrototypeOf(iterator));
  add('stringIterator', js.getPrototypeOf(''[Symbol.iterator]()));
  add('regexpStringIterator', js.getPrototypeOf(''.matchAll(/a/g)));
  add('mapIterator', js.mapIteratorPrototype);
  add('setIterator', js.setIteratorPrototype);
  add(
    'iteratorHelper',
    prototypeOfMade(iterator, (iterator as { map?: unknown }).map, (x: unknown) => x),
  );
  const constructor = dataOf(globalThis, 'Iterator');
  add('wrapForValidIterator', prototypeOfMade(constructor, dataOf(constructor, 'from'), { next() {} }));
  const intl = dataOf(globalThis, 'Intl');
  for (const name of INTL_CLASSES) {
    add(name[0].toLowerCase() + name.slice(1), dataOf(dataOf(intl, name), 'prototype'));
  }
  const temporal = dataOf(globalThis, 'Temporal');
  for (const name of TEMPORAL_CLASSES) add(`temporal${name}`, dataOf(dataOf(temporal, name), 'prototype'));
  const wasm = dataOf(globalThis, 'WebAssembly');
  for (const name of WASM_CLASSES) add(`wasm${name}`, dataOf(dataOf(wasm, name), 'prototype'));
  return found;
}
