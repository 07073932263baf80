/**
 * The table of kinds: what V8 made of an object, by its internal slots and never by what it claims. Answers hold for
 * objects of other realms and for objects whose prototype was replaced. Kinds without a check of their own are in
 * named-kinds.ts.
 */
import { brands } from './brands.ts';
import type { Check } from './brands.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import type { HiddenKind } from './hidden-kinds.ts';

/** Kinds of objects by their internal slots; every kind has a layout of its own. */
export const Kind = {
  ordinary: 0,
  array: 1,
  function: 2,
  map: 3,
  set: 4,
  weakMap: 5,
  weakSet: 6,
  arrayBuffer: 7,
  sharedArrayBuffer: 8,
  typedArray: 9,
  dataView: 10,
  date: 11,
  regexp: 12,
  error: 13,
  number: 14,
  string: 15,
  boolean: 16,
  symbolObject: 17,
  bigintObject: 18,
  promise: 19,
  proxy: 20,
  generator: 21,
  arguments: 22,
  moduleNamespace: 23,
  mapIterator: 24,
  setIterator: 25,
  /** A kind that only its prototype shows; `ClassInfo.named` has it: iterators, Intl, Temporal, WebAssembly. */
  named: 26,
  external: 27,
  /** The global object of a realm: this one's, a vm context's, a window. */
  global: 28,
} as const;

/** One of the values of {@link Kind}. */
export type Kind = (typeof Kind)[keyof typeof Kind];

/** What is known of a kind. */
interface KindRow {
  readonly kind: Kind;
  /**
   * The type of objects whose prototype is not one that the kind comes with; without it they go by their prototype's
   * class.
   */
  readonly type?: string;
  /**
   * Names of its sizes in the layout tables, by {@link variantOf}; without any it is as large as an object's header.
   */
  readonly sizes?: readonly string[];
  /** Its check. Without one, `kindOf` has a quicker way to find it. */
  readonly check?: Check;
  /** State that comes with every object of the kind and that JavaScript cannot read. */
  readonly hidden?: HiddenKind;
  /** What an internal slot holds, and the name of the slot. */
  readonly slot?: Slot;
}

/** An internal slot that the language has a method to read. */
export interface Slot {
  readonly name: string;
  readonly read: (value: object) => unknown;
}

/** One row for each kind. Those with a check are in the order in which they are asked: common ones first. */
export const KINDS: readonly KindRow[] = /* @__PURE__ */ (() => [
  { kind: Kind.ordinary },
  { kind: Kind.array, sizes: ['array'] },
  { kind: Kind.function, sizes: ['arrow', 'function', 'class', 'boundFunction'] },
  { kind: Kind.proxy, sizes: ['proxy'] },
  { kind: Kind.typedArray, sizes: ['typedArray'] },
  { kind: Kind.dataView, sizes: ['dataView'], slot: { name: 'buffer', read: js.dataViewBuffer } },
  { kind: Kind.named },
  { kind: Kind.map, type: 'Map', sizes: ['map'], check: brands.isMap },
  { kind: Kind.set, type: 'Set', sizes: ['set'], check: brands.isSet },
  { kind: Kind.date, type: 'Date', sizes: ['date'], check: brands.isDate },
  {
    kind: Kind.regexp,
    type: 'RegExp',
    sizes: ['regexp'],
    check: brands.isRegExp,
    slot: { name: 'source', read: js.regexpSource },
  },
  { kind: Kind.error, type: 'Error', sizes: ['error'], check: brands.isNativeError },
  { kind: Kind.promise, type: 'Promise', sizes: ['promise'], check: brands.isPromise, hidden: 'promise-results' },
  { kind: Kind.arrayBuffer, type: 'ArrayBuffer', sizes: ['arrayBuffer'], check: brands.isArrayBuffer },
  {
    kind: Kind.sharedArrayBuffer,
    type: 'SharedArrayBuffer',
    sizes: ['sharedArrayBuffer'],
    check: brands.isSharedArrayBuffer,
  },
  { kind: Kind.weakMap, type: 'WeakMap', sizes: ['weakMap'], check: brands.isWeakMap, hidden: 'weak-map-entries' },
  { kind: Kind.weakSet, type: 'WeakSet', sizes: ['weakSet'], check: brands.isWeakSet, hidden: 'weak-set-entries' },
  {
    kind: Kind.arguments,
    type: 'Arguments',
    sizes: ['sloppyArguments', 'strictArguments'],
    check: brands.isArgumentsObject,
  },
  {
    kind: Kind.generator,
    type: 'Generator',
    sizes: ['generator', 'asyncGenerator'],
    check: brands.isGeneratorObject,
    hidden: 'generator-state',
  },
  { kind: Kind.mapIterator, sizes: ['mapIterator'], check: brands.isMapIterator, hidden: 'iterator-state' },
  { kind: Kind.setIterator, sizes: ['setIterator'], check: brands.isSetIterator, hidden: 'iterator-state' },
  {
    kind: Kind.number,
    type: 'Number',
    sizes: ['number'],
    check: brands.isNumberObject,
    slot: { name: 'value', read: js.numberValue },
  },
  {
    kind: Kind.string,
    type: 'String',
    sizes: ['string'],
    check: brands.isStringObject,
    slot: { name: 'value', read: js.stringValue },
  },
  { kind: Kind.boolean, type: 'Boolean', sizes: ['boolean'], check: brands.isBooleanObject },
  {
    kind: Kind.symbolObject,
    type: 'Symbol',
    sizes: ['symbolObject'],
    check: brands.isSymbolObject,
    slot: { name: 'value', read: js.symbolValue },
  },
  {
    kind: Kind.bigintObject,
    type: 'BigInt',
    sizes: ['bigintObject'],
    check: brands.isBigIntObject,
    slot: { name: 'value', read: js.bigintValue },
  },
  { kind: Kind.moduleNamespace, type: 'Module', check: brands.isModuleNamespaceObject, hidden: 'host-objects' },
  { kind: Kind.external, type: 'External', check: brands.isExternal, hidden: 'host-objects' },
  { kind: Kind.global, type: 'global', check: (value) => isGlobalObject(value as object), hidden: 'host-objects' },
])();

/** The rows by kind, because one is looked up for every object that is not ordinary. */
const ROWS: readonly KindRow[] = /* @__PURE__ */ rowsByKind();

function rowsByKind(): KindRow[] {
  const rows = nullPrototypeList<KindRow>();
  // Filled from the start on, so that the list has no holes.
  for (let kind = 0; kind < KINDS.length; kind++) rows[kind] = KINDS[kind];
  for (let i = 0; i < KINDS.length; i++) rows[KINDS[i].kind] = KINDS[i];
  return rows;
}

/** What is known of a kind. */
export function rowOf(kind: Kind): KindRow {
  return ROWS[kind];
}

/**
 * True for the global object of any realm, and for what a simulated window uses in its place: its own property
 * `globalThis` holds the object itself, or it has both the language's constructors and a `globalThis` that is another
 * global object (a vm context's global shows the properties of the object that the context was made from). `value` must
 * not be a Proxy.
 *
 * This is the only property of a global that is ever looked at. Others may be defined lazily: asking for their
 * descriptors loads modules of Node, and ends the process when it is done from within another context.
 */
export function isGlobalObject(value: object): boolean {
  if (value === globalThis) return true;
  const held = js.getOwnPropertyDescriptor(value, 'globalThis')?.value as unknown;
  if (held === value) return true;
  if (typeof held !== 'object' || held === null || brands.isProxy(held) || !js.hasOwn(value, 'Object')) return false;
  return js.getOwnPropertyDescriptor(held, 'globalThis')?.value === held;
}

/**
 * The kind of an object by asking for every internal slot in turn. Slow (a tenth of a microsecond with
 * `util.types`, tens without): meant for the first object of each prototype and for odd ones.
 */
export function kindOf(value: object): Kind {
  if (typeof value === 'function') return brands.isProxy(value) ? Kind.proxy : Kind.function;
  if (brands.isProxy(value)) return Kind.proxy;
  if (js.isArray(value)) return Kind.array;
  if (js.isView(value)) return js.typedArrayTag(value) === undefined ? Kind.dataView : Kind.typedArray;
  for (let i = 0; i < KINDS.length; i++) {
    const { check, kind } = KINDS[i];
    if (check !== undefined && check(value)) return kind;
  }
  return Kind.ordinary;
}

/** True if `value`, which is neither proxy, array, view nor function, has the internal slots of `kind`. */
export function isOfKind(value: object, kind: Kind): boolean {
  const { check } = ROWS[kind];
  return check === undefined || check(value);
}
