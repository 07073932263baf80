/**
 * Checks of internal slots, which cannot be faked and run no code of the program: `util.types` where the platform has
 * it, else built-in methods that require the slot.
 */
import { builtinModule } from '../platform/builtin-module.ts';
import * as js from '../platform/intrinsics.ts';

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

/** True for values that have an internal slot. */
export type Check = (value: unknown) => boolean;

/** True if a method that requires an internal slot accepts the value; it must have no side effect. */
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

const types = builtinModule<{ types?: UtilTypes }>('util')?.types;

const arrayValues: unknown = js.getOwnPropertyDescriptor(Array.prototype, Symbol.iterator)?.value;

/** Only an arguments object has these three own properties together. */
function looksLikeArguments(value: unknown): boolean {
  const object = value as object;
  return (
    js.hasOwn(object, 'callee') &&
    js.hasOwn(object, 'length') &&
    js.getOwnPropertyDescriptor(object, Symbol.iterator)?.value === arrayValues
  );
}

/**
 * The same checks without `util.types`. Proxies, promises and generators have no such method: they are recognised by
 * their prototypes.
 */
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

/** Checks of internal slots: the platform's where available (Deno lacks some of Node's), else built-in methods. */
export const brands: UtilTypes = /* @__PURE__ */ Object.freeze({ ...portable, ...types });

/**
 * False where a Proxy cannot be distinguished from its target: then inspecting any object may run a trap, which may
 * throw.
 */
export const seesProxies: boolean = brands.isProxy !== never;
