/**
 * Built-in functions, captured when this module loads, so that later changes to `Map.prototype` or `Object` have no
 * effect on measuring. A built-in that was replaced earlier is captured as it is: the original cannot be recovered, so
 * import heapscale before a library that patches built-ins.
 */

export const getPrototypeOf: (value: object) => object | null = Object.getPrototypeOf;
export const getOwnPropertyNames: (value: object) => string[] = Object.getOwnPropertyNames;
export const getOwnPropertySymbols: (value: object) => symbol[] = Object.getOwnPropertySymbols;
export const getOwnPropertyDescriptor: (value: object, key: PropertyKey) => PropertyDescriptor | undefined =
  Object.getOwnPropertyDescriptor;
export const keys: (value: object) => string[] = Object.keys;
export const ownKeys: (value: object) => (string | symbol)[] = Reflect.ownKeys;
export const defineProperty: (target: object, key: PropertyKey, descriptor: PropertyDescriptor) => object =
  Object.defineProperty;
export const deleteProperty: (target: object, key: PropertyKey) => boolean = Reflect.deleteProperty;
export const setPrototypeOf: <T extends object>(object: T, prototype: object | null) => T = Object.setPrototypeOf;
export const hasOwn: (value: object, key: PropertyKey) => boolean = Object.hasOwn;
export const isArray: (value: unknown) => value is unknown[] = Array.isArray;
export const isView: (value: unknown) => value is ArrayBufferView = ArrayBuffer.isView;
export const apply: <R>(fn: (...args: never[]) => R, self: unknown, args: readonly unknown[]) => R =
  Reflect.apply as never;

const call = Function.prototype.call;
const bind = Function.prototype.bind;

/** Turns a method into a function that takes its `this` first, immune to later patches of `call`. */
function uncurried<A extends unknown[], R>(method: (...args: A) => R): (self: unknown, ...args: A) => R {
  return apply(bind as never, call, [method]) as (self: unknown, ...args: A) => R;
}

/** The getter of an accessor property, taking its `this` as an argument. */
function getter<R>(holder: object | undefined, key: PropertyKey): (self: unknown) => R {
  const get = holder === undefined ? undefined : getOwnPropertyDescriptor(holder, key)?.get;
  return get === undefined
    ? () => {
        throw new TypeError('this engine has no such accessor');
      }
    : (uncurried(get) as (self: unknown) => R);
}

/** Whether properties can be added; runs code only for proxies. */
export const isExtensible: (object: object) => boolean = Object.isExtensible;

/** Whether an own property is enumerable; reads nothing else about it. */
export const isEnumerable: (object: unknown, key: PropertyKey) => boolean = uncurried(
  Object.prototype.propertyIsEnumerable as never,
) as never;

/** The getter that a property has, own or inherited; undefined for data. */
export const lookupGetter: (object: unknown, key: PropertyKey) => (() => unknown) | undefined = uncurried(
  (Object.prototype as unknown as { __lookupGetter__: (key: PropertyKey) => (() => unknown) | undefined })
    .__lookupGetter__,
);

export const mapSize: (map: unknown) => number = getter(Map.prototype, 'size');
export const mapForEach: (map: unknown, visit: (value: unknown, key: unknown) => void) => void = uncurried(
  Map.prototype.forEach as never,
);
export const mapEntries: (map: unknown) => IterableIterator<[unknown, unknown]> = uncurried(
  Map.prototype.entries as never,
);
export const mapIteratorPrototype: object = getPrototypeOf(new Map().entries())!;
export const nextOfMap: (iterator: unknown) => IteratorResult<[unknown, unknown], undefined> = uncurried(
  (mapIteratorPrototype as Iterator<[unknown, unknown], undefined>).next as never,
);
export const setSize: (set: unknown) => number = getter(Set.prototype, 'size');
export const setForEach: (set: unknown, visit: (value: unknown) => void) => void = uncurried(
  Set.prototype.forEach as never,
);
export const setValues: (set: unknown) => IterableIterator<unknown> = uncurried(Set.prototype.values as never);
export const setIteratorPrototype: object = getPrototypeOf(new Set().values())!;
export const nextOfSet: (iterator: unknown) => IteratorResult<unknown, undefined> = uncurried(
  (setIteratorPrototype as Iterator<unknown, undefined>).next as never,
);
export const nextOfGenerator: (generator: unknown) => IteratorResult<undefined, void> = uncurried(
  (getPrototypeOf(function* () {}.prototype) as Iterator<undefined, void>).next as never,
);
export const weakMapHas: (map: unknown, key: object) => boolean = uncurried(WeakMap.prototype.has as never);
export const weakSetHas: (set: unknown, key: object) => boolean = uncurried(WeakSet.prototype.has as never);

const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype)!;
export const typedArrayTag: (view: unknown) => string | undefined = getter(typedArrayPrototype, Symbol.toStringTag);
export const typedArrayByteLength: (view: unknown) => number = getter(typedArrayPrototype, 'byteLength');
export const typedArrayBuffer: (view: unknown) => ArrayBufferLike = getter(typedArrayPrototype, 'buffer');
export const typedArrayByteOffset: (view: unknown) => number = getter(typedArrayPrototype, 'byteOffset');
export const dataViewByteLength: (view: unknown) => number = getter(DataView.prototype, 'byteLength');
export const dataViewBuffer: (view: unknown) => ArrayBufferLike = getter(DataView.prototype, 'buffer');
export const arrayBufferByteLength: (buffer: unknown) => number = getter(ArrayBuffer.prototype, 'byteLength');
const sharedPrototype = typeof SharedArrayBuffer === 'undefined' ? undefined : SharedArrayBuffer.prototype;
export const sharedByteLength: (buffer: unknown) => number = getter(sharedPrototype, 'byteLength');

/** Copies numbers from one typed array to the start of another. */
export const copyNumbers: (into: unknown, from: ArrayLike<number>) => void = uncurried(
  (typedArrayPrototype as Uint8Array).set as never,
) as never;

export const dateValue: (date: unknown) => number = uncurried(Date.prototype.valueOf as never);
export const regexpSource: (regexp: unknown) => string = getter(RegExp.prototype, 'source');
export const regexpGlobal: (regexp: unknown) => boolean = getter(RegExp.prototype, 'global');
/**
 * The getters of single flags: `flags` itself would read properties that the program may have defined on the object.
 */
const regexpFlagGetters = [
  'ignoreCase',
  'sticky',
  'global',
  'multiline',
  'dotAll',
  'unicode',
  'unicodeSets',
  'hasIndices',
]
  .filter((name) => name in RegExp.prototype)
  .map((name) => getter<boolean>(RegExp.prototype, name));
/** Bits of `regexpFlags`. */
export const IGNORE_CASE = 1;
export const STICKY = 2;
/** The flags of a regular expression as bits of one number. */
export function regexpFlags(regexp: unknown): number {
  let bits = 0;
  for (let i = 0; i < regexpFlagGetters.length; i++) if (regexpFlagGetters[i](regexp)) bits |= 1 << i;
  return bits;
}
export const numberValue: (wrapper: unknown) => number = uncurried(Number.prototype.valueOf as never);
export const stringValue: (wrapper: unknown) => string = uncurried(String.prototype.valueOf as never);
export const booleanValue: (wrapper: unknown) => boolean = uncurried(Boolean.prototype.valueOf as never);
export const symbolValue: (wrapper: unknown) => symbol = uncurried(Symbol.prototype.valueOf as never);
export const bigintValue: (wrapper: unknown) => bigint = uncurried(BigInt.prototype.valueOf as never);
export const symbolDescription: (symbol: symbol) => string | undefined = getter(Symbol.prototype, 'description');
/** The key of a symbol that `Symbol.for` made. */
export const symbolKey: (symbol: symbol) => string | undefined = Symbol.keyFor;
export const functionSource: (fn: unknown) => string = uncurried(Function.prototype.toString as never);
export const charCodeAt: (string: string, at: number) => number = uncurried(
  String.prototype.charCodeAt as never,
) as never;

export const exec: (regexp: RegExp, string: string) => RegExpExecArray | null = uncurried(
  RegExp.prototype.exec as never,
) as never;
export const sort: <T>(list: T[], compare: (a: T, b: T) => number) => T[] = uncurried(
  Array.prototype.sort as never,
) as never;
export const includes: (string: string, part: string) => boolean = uncurried(
  String.prototype.includes as never,
) as never;
export const indexOf: (string: string, part: string, from: number) => number = uncurried(
  String.prototype.indexOf as never,
) as never;
export const parseJson: (string: string) => unknown = JSON.parse;
export const toUpperCase: (string: string) => string = uncurried(String.prototype.toUpperCase as never) as never;
export const split: (string: string, separator: string) => string[] = uncurried(
  String.prototype.split as never,
) as never;
export const lastIndexOf: (string: string, part: string) => number = uncurried(
  String.prototype.lastIndexOf as never,
) as never;
export const slice: (string: string, from: number, to: number) => string = uncurried(
  String.prototype.slice as never,
) as never;
export const toLowerCase: (string: string) => string = uncurried(String.prototype.toLowerCase as never) as never;
export const startsWith: (string: string, start: string) => boolean = uncurried(
  String.prototype.startsWith as never,
) as never;
/** Whether a string ends with another. */
export const endsWith: (string: string, end: string) => boolean = uncurried(
  String.prototype.endsWith as never,
) as never;

/** True for the source that V8 reports for native functions, or SpiderMonkey and Safari's JavaScriptCore. */
export function isNativeSource(source: string): boolean {
  return endsWith(source, '{ [native code] }') || endsWith(source, '{\n    [native code]\n}');
}

/**
 * True for a number that V8 stores in the slot as a Smi. `shift` is the number of bits by which a Smi is narrower than
 * 32: 0 for 32-bit Smis, 1 for 31-bit.
 */
export function isSmi(value: number, shift: number): boolean {
  return (value << shift) >> shift === value && (value !== 0 || 1 / value > 0);
}

/** True for the empty string and strings of one Latin-1 character, which are read-only roots. */
export function isReadOnlyRootString(string: string): boolean {
  return string.length === 0 || (string.length === 1 && charCodeAt(string, 0) < 256);
}

/** True if a string matches; the regexp must not be global. */
export function matches(regexp: RegExp, string: string): boolean {
  return exec(regexp, string) !== null;
}

const WIDE = /[^\u0000-\u00ff]/;

/**
 * True if a string has a character beyond Latin-1, so that V8 must store two bytes a character. For a one-byte string
 * V8's regexp compiler knows that nothing can match; other strings are read up to the first such character.
 */
export function hasWideCharacter(string: string): boolean {
  return exec(WIDE, string) !== null;
}

const wasm = (globalThis as { WebAssembly?: { Memory?: { prototype: object } } }).WebAssembly;
export const wasmMemoryBuffer: (memory: unknown) => ArrayBufferLike = getter(wasm?.Memory?.prototype, 'buffer');
