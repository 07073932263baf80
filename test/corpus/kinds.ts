/**
 * One value of each kind that has a size in the layout tables, and of each size rule. Their private parts are all that
 * JavaScript can see of them: no history such as spare capacity, and in their slots nothing but small integers and
 * shared constants. So their shallow size is exactly known on every engine.
 */
import { flat, settled } from './structure.ts';

/** Builds the value; undefined where the engine lacks the kind. */
export type Build = () => unknown;

/** A kind that only some engines have. */
const optional =
  (build: Build): Build =>
  () => {
    try {
      return build();
    } catch {
      return undefined;
    }
  };

/** What TypeScript's library does not declare yet. */
const later = globalThis as unknown as {
  readonly Iterator: { from(source: object): object };
  readonly DisposableStack: new () => object;
  readonly AsyncDisposableStack: new () => object;
  readonly Float16Array: new (length: number) => ArrayBufferView;
  readonly Temporal: Readonly<Record<string, { from(text: string | object): object }>>;
  readonly Intl: Readonly<Record<string, new (locale: string, options?: object) => object>>;
};

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
/** Copies have no spare capacity. */
const copy = <T>(list: readonly T[]): T[] => list.slice();
const record = (n: number, name = (i: number) => `name_${i}`): unknown =>
  JSON.parse(`{${range(n).map((i) => `${JSON.stringify(name(i))}:${i}`)}}`);
const fromSource = (source: string, ...args: unknown[]): unknown =>
  (new Function(source) as (...args: unknown[]) => unknown)(...args);
const emptyModule = (): WebAssembly.Module => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
const resizable = (bytes: number, most: number): ArrayBuffer =>
  new (ArrayBuffer as new (bytes: number, options: object) => ArrayBuffer)(bytes, { maxByteLength: most });

class Empty {}
class Two {
  x = 1;
  y = 2;
}
class Twelve extends Two {
  c = 3;
  d = 4;
  e = 5;
  f = 6;
  g = 7;
  h = 8;
  i = 9;
  j = 10;
  k = 11;
  l = 12;
}
class SubMap extends Map<unknown, unknown> {}
class SubArray extends Array<number> {}

const objects: Record<string, Build> = {
  'object without properties': () => ({}),
  'object of 1': () => ({ a: 1 }),
  'object of 2': () => ({ a: 1, b: 2 }),
  'object of 5': () => ({ a: 1, b: 2, c: 3, d: 4, e: 5 }),
  'parsed object of 3': () => record(3),
  'parsed object of 19': () => record(19),
  'parsed object of 150, a dictionary': () => record(150, (i) => String.fromCharCode(0x5b + i)),
  'parsed object with integer keys': () => record(3, String),
  'null-prototype object': () => Object.create(null) as object,
  'null-prototype object of 3': () => Object.assign(Object.create(null) as object, { a: 1, b: 2, c: 3 }),
  'instance without fields': () => settled(() => new Empty()),
  'instance of 2 fields': () => settled(() => new Two()),
  'instance of 12 fields, 2 of them of its base': () => settled(() => new Twelve()),
  'sloppy arguments': () => fromSource('return arguments', 1, 2),
  'strict arguments': () => fromSource('"use strict"; return arguments', 1, 2),
};

const arrays: Record<string, Build> = {
  'array of 0': () => [],
  'array of 1': () => copy([1]),
  'array of 100 small integers': () => copy(range(100)),
  'array of 100 doubles': () => copy(range(100).map((i) => i + 0.5)),
  'array of 100 null': () => copy(range(100).map(() => null)),
  'array of 100 holes': () => new Array(100),
  'array with one element at a million': () => {
    const sparse: number[] = [];
    sparse[1_000_000] = 1;
    return sparse;
  },
  'frozen array of 3': () => Object.freeze(copy([1, 2, 3])),
  'array with a named property': () => Object.assign(copy([1, 2, 3]), { extra: 1 }),
  'instance of a subclass of Array': () => settled(() => SubArray.from([1, 2, 3]).slice()),
};

const collections: Record<string, Build> = {
  'Map of 0': () => new Map(),
  'Map of 4': () => new Map(range(4).map((i) => [i, i])),
  'Map of 5': () => new Map(range(5).map((i) => [i, i])),
  'Map of 100': () => new Map(range(100).map((i) => [i, i])),
  'instance of a subclass of Map': () => settled(() => new SubMap()),
  'Set of 0': () => new Set(),
  'Set of 4, added': () => range(4).reduce((set, i) => set.add(i), new Set<number>()),
  'Set of 100, added': () => range(100).reduce((set, i) => set.add(i), new Set<number>()),
  WeakMap: () => new WeakMap(),
  WeakSet: () => new WeakSet(),
  WeakRef: () => new WeakRef(Array.prototype),
  FinalizationRegistry: () => new FinalizationRegistry(Math.sin),
};

const binary: Record<string, Build> = {
  'ArrayBuffer of 0': () => new ArrayBuffer(0),
  'ArrayBuffer of 1,000': () => new ArrayBuffer(1000),
  'resizable ArrayBuffer of 100': () => resizable(100, 200),
  'SharedArrayBuffer of 256': () => new SharedArrayBuffer(256),
  'Uint8Array of 10, on the heap': () => new Uint8Array(10),
  'Uint8Array of 64, on the heap': () => new Uint8Array(64),
  'Uint8Array of 65': () => new Uint8Array(65),
  'Int8Array of 100': () => new Int8Array(100),
  'Uint8ClampedArray of 100': () => new Uint8ClampedArray(100),
  'Int16Array of 100': () => new Int16Array(100),
  'Uint16Array of 100': () => new Uint16Array(100),
  'Int32Array of 100': () => new Int32Array(100),
  'Uint32Array of 100': () => new Uint32Array(100),
  'Float16Array of 100': optional(() => new later.Float16Array(100)),
  'Float32Array of 100': () => new Float32Array(100),
  'Float64Array of 100': () => new Float64Array(100),
  'BigInt64Array of 100': () => new BigInt64Array(100),
  'BigUint64Array of 100': () => new BigUint64Array(100),
  DataView: () => new DataView(new ArrayBuffer(100)),
  'DataView of a resizable ArrayBuffer': () => new DataView(resizable(100, 200)),
};

const functions: Record<string, Build> = {
  function: () => fromSource('return function () {}'),
  'arrow function': () => fromSource('return () => 1'),
  method: () => fromSource('return { m() {} }.m'),
  'async function': () => fromSource('return async function () {}'),
  'async arrow function': () => fromSource('return async () => 1'),
  'generator function': () => fromSource('return function* () {}'),
  'async generator function': () => fromSource('return async function* () {}'),
  class: () => fromSource('return class A {}'),
  'bound function': () => fromSource('return function () {}.bind(null)'),
  'function with a property': () => Object.assign(fromSource('return () => 1') as object, { hits: 3 }),
};

const builtIns: Record<string, Build> = {
  'Date of a small integer': () => new Date(0),
  'RegExp of plain text': () => /abc/,
  'RegExp to compile': () => /ab+c/,
  Error: () => new Error('a message'),
  TypeError: () => new TypeError('a message'),
  AggregateError: () => new AggregateError([]),
  'Number object': () => Object(1) as object,
  'String object': () => Object('') as object,
  'Boolean object': () => Object(true) as object,
  'Symbol object': () => Object(Symbol.iterator) as object,
  'BigInt object': () => Object(5n) as object,
  Promise: () => Promise.resolve(1),
  Proxy: () => new Proxy({}, {}),
  'first generator of its function': () => fromSource('return (function* () {})()'),
  'first async generator of its function': () => fromSource('return (async function* () {})()'),
  'Array Iterator': () => [1][Symbol.iterator](),
  'Map Iterator': () => new Map([[1, 2]]).entries(),
  'Set Iterator': () => new Set([1]).values(),
  'String Iterator': () => 'ab'[Symbol.iterator](),
  'RegExp String Iterator': () => 'ab'.matchAll(/b/g),
  'Iterator Helper': optional(() => ([1].values() as unknown as { map(f: unknown): object }).map(Math.sin)),
  'wrapped iterator': optional(() => later.Iterator.from({ next() {} })),
  DisposableStack: optional(() => new later.DisposableStack()),
  AsyncDisposableStack: optional(() => new later.AsyncDisposableStack()),
};

const intl: Record<string, Build> = {
  'Intl.Segmenter': () => new Intl.Segmenter('en'),
  Segments: () => new Intl.Segmenter('en').segment('a b'),
  'Segmenter String Iterator': () => new Intl.Segmenter('en').segment('a b')[Symbol.iterator](),
  'Intl.DisplayNames': () => new Intl.DisplayNames('en', { type: 'region' }),
};
for (const name of [
  'Collator',
  'DateTimeFormat',
  'DurationFormat',
  'ListFormat',
  'Locale',
  'NumberFormat',
  'PluralRules',
  'RelativeTimeFormat',
])
  intl[`Intl.${name}`] = optional(() => new later.Intl[name]('en'));

/** An example of each Temporal class, as text. */
export const TEMPORAL: readonly (readonly [name: string, text: string])[] = [
  ['Instant', '2020-01-01T00:00Z'],
  ['Duration', 'PT1H'],
  ['PlainDate', '2020-01-01'],
  ['PlainDateTime', '2020-01-01T00:00'],
  ['PlainMonthDay', '01-01'],
  ['PlainTime', '00:00'],
  ['PlainYearMonth', '2020-01'],
  ['ZonedDateTime', '2020-01-01T00:00[UTC]'],
];

const temporal: Record<string, Build> = {};
for (const [name, text] of TEMPORAL) temporal[`Temporal.${name}`] = optional(() => later.Temporal[name].from(text));

const webAssembly: Record<string, Build> = {
  'WebAssembly.Memory': () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    // Only then it has the buffer that the walk asks for.
    void memory.buffer;
    return memory;
  },
  'WebAssembly.Module': () => emptyModule(),
  'WebAssembly.Instance': () => new WebAssembly.Instance(emptyModule()),
  'WebAssembly.Table': () => new WebAssembly.Table({ initial: 1, element: 'anyfunc' }),
  'WebAssembly.Global': () => new WebAssembly.Global({ value: 'i32' }, 1),
};

let strings = 0;
/** A flat string that nothing else holds. */
const unique = (length: number, wide: boolean): string =>
  flat(`${wide ? '\u4e2d' : ''}#${strings++}`.padEnd(length, '.'));

const primitives: Record<string, Build> = {
  'small integer': () => 42,
  'string of 0': () => '',
  'string of 8': () => unique(8, false),
  'string of 9': () => unique(9, false),
  'string of 100': () => unique(100, false),
  'two-byte string of 9': () => unique(9, true),
  'two-byte string of 100': () => unique(100, true),
  symbol: () => Symbol(),
  'bigint of one digit': () => BigInt(Number.MAX_SAFE_INTEGER),
  'bigint of 200 bits': () => 2n ** 199n + BigInt(Date.now()),
};

/** Builders by name. */
export const kinds: Readonly<Record<string, Build>> = {
  ...primitives,
  ...objects,
  ...arrays,
  ...collections,
  ...binary,
  ...functions,
  ...builtIns,
  ...intl,
  ...temporal,
  ...webAssembly,
};
