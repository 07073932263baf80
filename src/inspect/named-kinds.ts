/**
 * The table of built-in objects for which there is no check of an internal slot (iterators, Intl, Temporal,
 * WebAssembly, WeakRef ...): they are recognised by the built-in prototype in their chain.
 */
import * as js from '../platform/intrinsics.ts';
import { SafeMap } from '../platform/safe-collections.ts';
import type { HiddenKind } from './hidden-kinds.ts';
import type { Slot } from './kinds.ts';
import { INTL_CLASSES, TEMPORAL_CLASSES } from './value-classes.ts';

/** The properties of a kind that is recognised only by its prototype. */
export interface NamedKind {
  /** The name of its size in the layout tables. */
  readonly size: string;
  /** The built-in prototype of its objects, if the engine has it. May throw. */
  readonly prototype: () => unknown;
  /** State that comes with every object of the kind and that JavaScript cannot read. */
  readonly hidden: HiddenKind;
  readonly slot?: Slot;
}

const prototypeOf = (value: object): unknown => js.getPrototypeOf(value);

/** The `prototype` of a global constructor, or of one in a global namespace; reads only data properties. */
function prototypeAt(name: string, member?: string): unknown {
  const holder = dataOf(globalThis, name);
  return dataOf(member === undefined ? holder : dataOf(holder, member), 'prototype');
}

function dataOf(holder: unknown, key: PropertyKey): unknown {
  return (typeof holder === 'object' && holder !== null) || typeof holder === 'function'
    ? js.getOwnPropertyDescriptor(holder, key)?.value
    : undefined;
}

/**
 * The prototype of a method's result; undefined if the method is missing, or is a polyfill that makes something else.
 * Missing features are detected without an error: the first error that a large file throws costs two milliseconds.
 */
function prototypeOfMade(self: unknown, method: unknown, argument: unknown): unknown {
  if (typeof method !== 'function') return undefined;
  try {
    return js.getPrototypeOf(js.apply(method as (from: unknown) => object, self, [argument]));
  } catch {
    return undefined;
  }
}

const iterator = (size: string, prototype: () => unknown): NamedKind => ({
  size,
  prototype,
  hidden: 'iterator-state',
});

/** Objects of a global class, or of one in a global namespace. */
const internal = (size: string, name: string, member?: string): NamedKind => ({
  size,
  prototype: () => prototypeAt(name, member),
  hidden: 'internal-data',
});

/** ICU's data for a formatter is native memory, which is never counted. */
const intl = (name: string): NamedKind => internal(name[0].toLowerCase() + name.slice(1), 'Intl', name);

const temporal = (name: string): NamedKind => internal(`temporal${name}`, 'Temporal', name);

const wasm = (name: string): NamedKind => internal(`wasm${name}`, 'WebAssembly', name);

/** One row for each kind. */
export const NAMED_KINDS: readonly NamedKind[] = /* @__PURE__ */ (() => [
  // Where the platform has no check for these, their prototypes identify them.
  { size: 'promise', prototype: () => Promise.prototype, hidden: 'promise-results' },
  { size: 'generator', prototype: () => prototypeOf(function* () {}.prototype as object), hidden: 'generator-state' },
  {
    size: 'asyncGenerator',
    prototype: () => prototypeOf(async function* () {}.prototype as object),
    hidden: 'generator-state',
  },
  { size: 'weakRef', prototype: () => prototypeAt('WeakRef'), hidden: 'weak-ref-targets' },
  {
    size: 'finalizationRegistry',
    prototype: () => prototypeAt('FinalizationRegistry'),
    hidden: 'finalization-registry-entries',
  },
  iterator('mapIterator', () => js.mapIteratorPrototype),
  iterator('setIterator', () => js.setIteratorPrototype),
  iterator('arrayIterator', () => prototypeOf([][Symbol.iterator]())),
  iterator('stringIterator', () => prototypeOf(''[Symbol.iterator]())),
  iterator('regexpStringIterator', () => prototypeOf(''.matchAll(/a/g))),
  iterator('iteratorHelper', () => {
    const items = [][Symbol.iterator]();
    return prototypeOfMade(items, (items as { map?: unknown }).map, (x: unknown) => x);
  }),
  iterator('wrapForValidIterator', () => {
    const constructor = dataOf(globalThis, 'Iterator');
    return prototypeOfMade(constructor, dataOf(constructor, 'from'), { next() {} });
  }),
  // What they dispose of is in a list that no method reads.
  internal('disposableStack', 'DisposableStack'),
  internal('asyncDisposableStack', 'AsyncDisposableStack'),
  ...INTL_CLASSES.map(intl),
  ...TEMPORAL_CLASSES.map(temporal),
  { ...wasm('Memory'), slot: { name: 'buffer', read: js.wasmMemoryBuffer } },
  wasm('Module'),
  wasm('Instance'),
  wasm('Table'),
  wasm('Global'),
])();

/**
 * Kinds whose prototypes are reachable only from an instance; making one loads the language data, which takes ten
 * milliseconds.
 */
export const SEGMENT_KINDS: readonly NamedKind[] = /* @__PURE__ */ (() => [
  {
    size: 'segments',
    prototype: () => prototypeOf(new Intl.Segmenter('en').segment('')),
    hidden: 'internal-data',
  },
  iterator('segmentIterator', () => prototypeOf(new Intl.Segmenter('en').segment('')[Symbol.iterator]())),
])();

/** The rows by built-in prototype. */
const byPrototype: Map<object, NamedKind> = /* @__PURE__ */ addAll(new SafeMap<object, NamedKind>(), NAMED_KINDS);
let hasSegments = false;

/** The kind of the objects whose chain contains a built-in prototype; undefined for other prototypes. */
export function namedKindOf(prototype: object): NamedKind | undefined {
  const known = byPrototype.get(prototype);
  if (known !== undefined || hasSegments || !looksLikeSegments(prototype)) return known;
  hasSegments = true;
  addAll(byPrototype, SEGMENT_KINDS);
  return byPrototype.get(prototype);
}

function looksLikeSegments(prototype: object): boolean {
  return (
    js.hasOwn(prototype, 'containing') ||
    js.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)?.value === 'Segmenter String Iterator'
  );
}

function addAll(into: Map<object, NamedKind>, rows: readonly NamedKind[]): Map<object, NamedKind> {
  for (let i = 0; i < rows.length; i++) {
    try {
      const prototype = rows[i].prototype();
      if (typeof prototype === 'object' && prototype !== null) into.set(prototype, rows[i]);
    } catch {
      // The engine has no such objects.
    }
  }
  return into;
}
