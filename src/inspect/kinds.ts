/**
 * What kind of object V8 made: an exotic or built-in one, told by its internal slots and never by what it
 * claims. Answers hold for values of other realms and for values whose prototype was replaced.
 */
import { builtinModule } from '../platform/builtin-module.ts';
import * as js from '../platform/intrinsics.ts';

/** Kinds of objects by their internal slots; every kind has a layout of its own. */
export const Kind = {
  ordinary: 0,
  array: 1,
  function: 2,
  map: 3,
  set: 4,
  weakMap: 5,
  weakSet: 6,
  arrayBuffer: 9,
  sharedArrayBuffer: 10,
  typedArray: 11,
  dataView: 12,
  date: 13,
  regexp: 14,
  error: 15,
  number: 16,
  string: 17,
  boolean: 18,
  symbolObject: 19,
  bigintObject: 20,
  promise: 21,
  proxy: 22,
  generator: 23,
  arguments: 25,
  moduleNamespace: 26,
  mapIterator: 27,
  setIterator: 28,
  /** A kind that is known by name only; `ClassInfo.layoutName` has it: iterators, Intl, Temporal, WebAssembly. */
  named: 29,
  external: 30,
  /** The global object of a realm: this one's, a vm context's, a window. */
  global: 31,
} as const;

/** One of the values of {@link Kind}. */
export type Kind = (typeof Kind)[keyof typeof Kind];

/** Node's (and Deno's) `util.types`: checks of internal slots that run no user code. */
interface UtilTypes {
  isProxy(value: unknown): boolean;
  isMap(value: unknown): boolean;
  isSet(value: unknown): boolean;
  isWeakMap(value: unknown): boolean;
  isWeakSet(value: unknown): boolean;
  isArrayBuffer(value: unknown): boolean;
  isSharedArrayBuffer(value: unknown): boolean;
  isDate(value: unknown): boolean;
  isRegExp(value: unknown): boolean;
  isNativeError(value: unknown): boolean;
  isNumberObject(value: unknown): boolean;
  isStringObject(value: unknown): boolean;
  isBooleanObject(value: unknown): boolean;
  isSymbolObject(value: unknown): boolean;
  isBigIntObject(value: unknown): boolean;
  isPromise(value: unknown): boolean;
  isGeneratorObject(value: unknown): boolean;
  isArgumentsObject(value: unknown): boolean;
  isModuleNamespaceObject(value: unknown): boolean;
  isMapIterator(value: unknown): boolean;
  isSetIterator(value: unknown): boolean;
  isExternal(value: unknown): boolean;
}

type Check = (value: unknown) => boolean;

/** True if a method that insists on an internal slot accepts the value; it must have no effect of its own. */
const accepts =
  (method: (value: unknown) => unknown): Check =>
  (value) => {
    try {
      method(value);
      return true;
    } catch {
      return false;
    }
  };

const KEY = {};
const never: Check = () => false;
const isErrorBrand = (Error as { isError?: Check }).isError;

const types = builtinModule<{ types?: UtilTypes }>('node:util')?.types;

const arrayValues: unknown = js.getOwnPropertyDescriptor(Array.prototype, Symbol.iterator)?.value;

/** An arguments object has three properties of its own that nothing else has together. */
function looksLikeArguments(value: unknown): boolean {
  const object = value as object;
  return (
    js.hasOwn(object, 'callee') &&
    js.hasOwn(object, 'length') &&
    js.getOwnPropertyDescriptor(object, Symbol.iterator)?.value === arrayValues
  );
}

/** The same checks without `util.types`. What no method tells (proxies, promises, generators) is left to the prototype. */
const portable: UtilTypes = {
  isProxy: never,
  isMap: accepts(js.mapSize),
  isSet: accepts(js.setSize),
  isWeakMap: accepts((value) => js.weakMapHas(value, KEY)),
  isWeakSet: accepts((value) => js.weakSetHas(value, KEY)),
  isArrayBuffer: accepts(js.arrayBufferByteLength),
  isSharedArrayBuffer: accepts(js.sharedByteLength),
  isDate: accepts(js.dateValue),
  isRegExp: accepts((value) => {
    if (js.regexpGlobal(value) === undefined) throw new TypeError('RegExp.prototype itself');
  }),
  isNativeError: isErrorBrand ?? never,
  isNumberObject: accepts(js.numberValue),
  isStringObject: accepts(js.stringValue),
  isBooleanObject: accepts(js.booleanValue),
  isSymbolObject: accepts(js.symbolValue),
  isBigIntObject: accepts(js.bigintValue),
  isPromise: never,
  isGeneratorObject: never,
  isArgumentsObject: looksLikeArguments,
  isModuleNamespaceObject: never,
  isMapIterator: never,
  isSetIterator: never,
  isExternal: never,
};

/** Checks of internal slots: the platform's where there are any (Deno has not all that Node has), else the language's own methods. */
export const brands: UtilTypes = /* @__PURE__ */ Object.freeze({ ...portable, ...types });

/** False where nothing tells a Proxy from its target: then any look at an object may run a trap, which may throw. */
export const seesProxies: boolean = brands.isProxy !== never;

/**
 * True for the global object of any realm, and for what a simulated window uses in its place: its own property `globalThis`
 * holds the object itself, or it has both the language's constructors and a `globalThis` that is another global object (a vm
 * context's global shows the properties of the object that the context was made from). `value` must not be a Proxy.
 *
 * This is the only property of a global that is ever looked at. Others may be defined lazily: asking for their descriptors
 * loads modules of Node, and ends the process when it is done from within another context.
 */
export function isGlobalObject(value: object): boolean {
  if (value === globalThis) return true;
  const held = js.getOwnPropertyDescriptor(value, 'globalThis')?.value as unknown;
  if (held === value) return true;
  if (typeof held !== 'object' || held === null || brands.isProxy(held) || !js.hasOwn(value, 'Object')) return false;
  return js.getOwnPropertyDescriptor(held, 'globalThis')?.value === held;
}

/** In the order in which they are asked: common ones first. */
const CHECKS: readonly (readonly [Kind, Check])[] = [
  [Kind.map, brands.isMap],
  [Kind.set, brands.isSet],
  [Kind.date, brands.isDate],
  [Kind.regexp, brands.isRegExp],
  [Kind.error, brands.isNativeError],
  [Kind.promise, brands.isPromise],
  [Kind.arrayBuffer, brands.isArrayBuffer],
  [Kind.sharedArrayBuffer, brands.isSharedArrayBuffer],
  [Kind.weakMap, brands.isWeakMap],
  [Kind.weakSet, brands.isWeakSet],
  [Kind.arguments, brands.isArgumentsObject],
  [Kind.generator, brands.isGeneratorObject],
  [Kind.mapIterator, brands.isMapIterator],
  [Kind.setIterator, brands.isSetIterator],
  [Kind.number, brands.isNumberObject],
  [Kind.string, brands.isStringObject],
  [Kind.boolean, brands.isBooleanObject],
  [Kind.symbolObject, brands.isSymbolObject],
  [Kind.bigintObject, brands.isBigIntObject],
  [Kind.moduleNamespace, brands.isModuleNamespaceObject],
  [Kind.external, brands.isExternal],
  [Kind.global, (value) => isGlobalObject(value as object)],
];

const CHECK_BY_KIND: (Check | undefined)[] = [];
for (const [kind, check] of CHECKS) CHECK_BY_KIND[kind] = check;

/**
 * The kind of an object by asking for every internal slot in turn. Slow (a tenth of a microsecond with
 * `util.types`, tens without): meant for the first object of each prototype and for odd ones.
 */
export function kindOf(value: object): Kind {
  if (typeof value === 'function') return brands.isProxy(value) ? Kind.proxy : Kind.function;
  if (brands.isProxy(value)) return Kind.proxy;
  if (js.isArray(value)) return Kind.array;
  if (js.isView(value)) return js.typedArrayTag(value) === undefined ? Kind.dataView : Kind.typedArray;
  for (let i = 0; i < CHECKS.length; i++) if (CHECKS[i][1](value)) return CHECKS[i][0];
  return Kind.ordinary;
}

/** True if `value`, which is neither proxy, array, view nor function, has the internal slots of `kind`. */
export function isOfKind(value: object, kind: Kind): boolean {
  const check = CHECK_BY_KIND[kind];
  return check === undefined || check(value);
}
