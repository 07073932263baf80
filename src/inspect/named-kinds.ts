/**
 * Built-in objects that no brand check tells apart (iterators, Intl, Temporal, WebAssembly, WeakRef ...): told by
 * the built-in prototype in their chain. Each name is that of a size in the layout tables.
 */
import * as js from '../platform/intrinsics.ts';
import { SafeMap } from '../platform/safe-collections.ts';
import { INTL_CLASSES, TEMPORAL_CLASSES } from './value-classes.ts';

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

function findNamedPrototypes(): Map<object, string> {
  const found = new SafeMap<object, string>();
  const add = (name: string, prototype: unknown): void => {
    if (typeof prototype === 'object' && prototype !== null) found.set(prototype, name);
  };
  const protoOf = (make: () => object): unknown => {
    try {
      return js.getPrototypeOf(make());
    } catch {
      return undefined;
    }
  };
  // Where the platform has no check for these, their prototypes tell.
  add('promise', Promise.prototype);
  add('generator', js.getPrototypeOf(function* () {}.prototype as object));
  add('asyncGenerator', js.getPrototypeOf(async function* () {}.prototype as object));
  add('weakRef', dataOf(dataOf(globalThis, 'WeakRef'), 'prototype'));
  add('finalizationRegistry', dataOf(dataOf(globalThis, 'FinalizationRegistry'), 'prototype'));
  add(
    'arrayIterator',
    protoOf(() => [][Symbol.iterator]()),
  );
  add(
    'stringIterator',
    protoOf(() => ''[Symbol.iterator]()),
  );
  add(
    'regexpStringIterator',
    protoOf(() => ''.matchAll(/a/g)),
  );
  add('mapIterator', js.mapIteratorPrototype);
  add('setIterator', js.setIteratorPrototype);
  const iterator = dataOf(globalThis, 'Iterator');
  add(
    'iteratorHelper',
    protoOf(() =>
      (([] as unknown[])[Symbol.iterator]() as unknown as { map(f: unknown): object }).map((x: unknown) => x),
    ),
  );
  add(
    'wrapForValidIterator',
    protoOf(() => (iterator as { from(o: unknown): object }).from({ next() {} })),
  );
  const intl = dataOf(globalThis, 'Intl');
  for (const name of INTL_CLASSES) {
    add(name[0].toLowerCase() + name.slice(1), dataOf(dataOf(intl, name), 'prototype'));
  }
  const temporal = dataOf(globalThis, 'Temporal');
  for (const name of TEMPORAL_CLASSES) {
    add(`temporal${name}`, dataOf(dataOf(temporal, name), 'prototype'));
  }
  const wasm = dataOf(globalThis, 'WebAssembly');
  for (const name of ['Memory', 'Module', 'Instance', 'Table', 'Global'])
    add(`wasm${name}`, dataOf(dataOf(wasm, name), 'prototype'));
  return found;
}
