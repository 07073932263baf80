/**
 * The table of kinds: what V8 made of an object, by its internal slots and not by its prototype or tag. Works for
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
  /** A kind recognised only by its prototype, in `ClassInfo.named`: iterators, Intl, Temporal, WebAssembly. */
  named: 26,
  external: 27,
  /** The global object of a realm: this one's, a vm context's, a window. */
  global: 28,
} as const;

/** One of the values of {@link Kind}. */
export type Kind = (typeof Kind)[keyof typeof Kind];

/** The properties of a kind. */
interface KindRow {
  readonly kind: Kind;
  /**
   * The type of objects whose prototype is not the kind's own; if undefined, the name of their prototype's class is
   * used.
   */
  readonly type: string | undefined;
  /**
   * Names of its sizes in the layout tables, by variant of the object; if empty it is as large as an object's header.
   */
  readonly sizes: readonly string[];
  /** Its check. If undefined, `kindOf` has a faster way to detect it. */
  readonly check: Check | undefined;
  /** State that comes with every object of the kind and that JavaScript cannot read. */
  readonly hidden: HiddenKind | undefined;
  /** What an internal slot holds, and the slot's name. */
  readonly slot: Slot | undefined;
}

/** An internal slot that a built-in method can read. */
export interface Slot {
  readonly name: string;
  readonly read: (value: object) => unknown;
}

/** One row for each kind. Those with a check are in the order in which they are tried: common ones first. */
export const KINDS: readonly KindRow[] = /* @__PURE__ */ (() => [
  row(Kind.ordinary),
  row(Kind.array, ['array']),
  row(Kind.function, ['arrow', 'function', 'class', 'boundFunction']),
  row(Kind.proxy, ['proxy']),
  row(Kind.typedArray, ['typedArray']),
  row(Kind.dataView, ['dataView'], undefined, undefined, undefined, { name: 'buffer', read: js.dataViewBuffer }),
  row(Kind.named),
  row(Kind.map, ['map'], 'Map', brands.isMap),
  row(Kind.set, ['set'], 'Set', brands.isSet),
  row(Kind.date, ['date'], 'Date', brands.isDate),
  row(Kind.regexp, ['regexp'], 'RegExp', brands.isRegExp, undefined, { name: 'source', read: js.regexpSource }),
  row(Kind.error, ['error'], 'Error', brands.isNativeError),
  row(Kind.promise, ['promise'], 'Promise', brands.isPromise, 'promise-results'),
  row(Kind.arrayBuffer, ['arrayBuffer'], 'ArrayBuffer', brands.isArrayBuffer),
  row(Kind.sharedArrayBuffer, ['sharedArrayBuffer'], 'SharedArrayBuffer', brands.isSharedArrayBuffer),
  row(Kind.weakMap, ['weakMap'], 'WeakMap', brands.isWeakMap, 'weak-map-entries'),
  row(Kind.weakSet, ['weakSet'], 'WeakSet', brands.isWeakSet, 'weak-set-entries'),
  row(Kind.arguments, ['sloppyArguments', 'strictArguments'], 'Arguments', brands.isArgumentsObject),
  row(Kind.generator, ['generator', 'asyncGenerator'], 'Generator', brands.isGeneratorObject, 'generator-state'),
  row(Kind.mapIterator, ['mapIterator'], undefined, brands.isMapIterator, 'iterator-state'),
  row(Kind.setIterator, ['setIterator'], undefined, brands.isSetIterator, 'iterator-state'),
  row(Kind.number, ['number'], 'Number', brands.isNumberObject, undefined, { name: 'value', read: js.numberValue }),
  row(Kind.string, ['string'], 'String', brands.isStringObject, undefined, { name: 'value', read: js.stringValue }),
  row(Kind.boolean, ['boolean'], 'Boolean', brands.isBooleanObject),
  row(Kind.symbolObject, ['symbolObject'], 'Symbol', brands.isSymbolObject, undefined, {
    name: 'value',
    read: js.symbolValue,
  }),
  row(Kind.bigintObject, ['bigintObject'], 'BigInt', brands.isBigIntObject, undefined, {
    name: 'value',
    read: js.bigintValue,
  }),
  row(Kind.moduleNamespace, [], 'Module', brands.isModuleNamespaceObject, 'host-objects'),
  row(Kind.external, [], 'External', brands.isExternal, 'host-objects'),
  row(Kind.global, [], 'global', (value) => isGlobalObject(value as object), 'host-objects'),
])();

function row(
  kind: Kind,
  sizes: readonly string[] = [],
  type?: string,
  check?: Check,
  hidden?: HiddenKind,
  slot?: Slot,
): KindRow {
  return { kind, sizes, type, check, hidden, slot };
}

/** The rows by kind, because one is looked up for every object that is not ordinary. */
const ROWS: readonly KindRow[] = /* @__PURE__ */ rowsByKind();

function rowsByKind(): KindRow[] {
  const rows = nullPrototypeList<KindRow>();
  // Filled from the start, so that the list has no holes.
  for (let kind = 0; kind < KINDS.length; kind++) rows[kind] = KINDS[kind];
  for (let i = 0; i < KINDS.length; i++) rows[KINDS[i].kind] = KINDS[i];
  return rows;
}

/** The table row of a kind. */
export function rowOf(kind: Kind): KindRow {
  return ROWS[kind];
}

/**
 * True for the global object of any realm, and for the object that a simulated window uses instead: its own property
 * `globalThis` holds the object itself, or it has both the language's constructors and a `globalThis` that is another
 * global object (a vm context's global shows the properties of the object that the context was made from). `value` must
 * not be a Proxy.
 *
 * This is the only property of a global that is ever read. Others may be defined lazily: getting their descriptors
 * loads modules of Node, and ends the process when done from within another context.
 */
export function isGlobalObject(value: object): boolean {
  if (value === globalThis) return true;
  const held = js.getOwnPropertyDescriptor(value, 'globalThis')?.value as unknown;
  if (held === value) return true;
  if (typeof held !== 'object' || held === null || brands.isProxy(held) || !js.hasOwn(value, 'Object')) return false;
  return js.getOwnPropertyDescriptor(held, 'globalThis')?.value === held;
}

/**
 * The kind of an object, found by checking every internal slot in turn. Slow (a tenth of a microsecond with
 * `util.types`, tens without): used for the first object of each prototype and for unusual ones.
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

/** True if `value` has the internal slots of `kind`; false for a kind without a check, which `kindOf` finds. */
export function isOfKind(value: object, kind: Kind): boolean {
  const { check } = ROWS[kind];
  return check !== undefined && check(value);
}
