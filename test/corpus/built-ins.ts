/** Structures of all other built-in objects: binary data, dates, functions, Intl, WebAssembly. */
import { freshText, settled, structures } from './structure.ts';
import type { Structure } from './structure.ts';

/** The magic word and the version: a module with nothing in it. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

class MyError extends Error {
  code = 42;
}
const typedArrays = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];
const errors = [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError];

export const binary: Structure[] = structures('synthetic', [
  ['ArrayBuffer 0', () => new ArrayBuffer(0)],
  ['ArrayBuffer 1,000', () => new ArrayBuffer(1000)],
  [
    'resizable ArrayBuffer',
    () => new (ArrayBuffer as new (n: number, o: object) => ArrayBuffer)(100, { maxByteLength: 1000 }),
  ],
  [
    'detached ArrayBuffer',
    () => {
      const b = new ArrayBuffer(100);
      structuredClone(b, { transfer: [b] });
      return b;
    },
  ],
  ['SharedArrayBuffer', () => new SharedArrayBuffer(256)],
  ['Uint8Array 0', () => new Uint8Array(0), "an empty array shares V8's elements"],
  ['Uint8Array 10 on the heap', () => new Uint8Array(10)],
  ['Uint8Array 64 on the heap', () => new Uint8Array(64)],
  ['Uint8Array 65', () => new Uint8Array(65)],
  ['Float64Array 1,000', () => new Float64Array(1000)],
  ['BigInt64Array 4', () => new BigInt64Array(4)],
  ['Uint8ClampedArray', () => new Uint8ClampedArray(100)],
  ...typedArrays.map((type) => [`${type.name} of 200`, () => new type(200)] as const),
  ...typedArrays.map((type) => [`${type.name} of 8`, () => new type(8)] as const),
  [
    'growable SharedArrayBuffer of 0',
    () => new (SharedArrayBuffer as new (n: number, o: object) => SharedArrayBuffer)(0, { maxByteLength: 100 }),
  ],
  ...[1, 63, 64, 4096, 1_000_000].map((n) => [`ArrayBuffer of ${n}`, () => new ArrayBuffer(n)] as const),
  ['DataView with offset', () => new DataView(new ArrayBuffer(100), 10, 20)],
  [
    'two views of one buffer',
    () => {
      const b = new ArrayBuffer(1000);
      return [new Uint8Array(b), new Float32Array(b)];
    },
  ],
  ['DataView', () => new DataView(new ArrayBuffer(100))],
  ['subarray', () => new Uint8Array(1000).subarray(100, 200)],
  ['typed array with property', () => Object.assign(new Uint8Array(100), { note: { a: 1 } })],
]);

export const builtIns: Structure[] = structures('synthetic', [
  ['Date', () => new Date(0)],
  ['Date now', () => new Date()],
  ['invalid Date', () => new Date(Number.NaN), "NaN may be the engine's own"],
  ['RegExp', () => new RegExp(`a+${freshText(10)}`)],
  ['RegExp with named group', () => new RegExp(`(?<name>${freshText(8)})`), 'the list of group names'],
  ['Error', () => new Error(freshText(20))],
  ...errors.map((type) => [type.name, () => new type(freshText(15))] as const),
  ...['', 'g', 'i', 'y', 'u', 's', 'm', 'd'].map(
    (flags) => [`RegExp of plain text /${flags}`, () => new RegExp(freshText(14), flags)] as const,
  ),
  ['Error with cause', () => new (Error as new (m: string, o: object) => Error)(freshText(20), { cause: { a: 1 } })],
  ['Error without message', () => new Error()],
  ['AggregateError', () => new AggregateError([new Error(freshText(15))], freshText(16))],
  ['subclass of Error', () => settled(() => new MyError(freshText(20)))],
  ['Promise pending', () => new Promise(() => {})],
  ['Promise resolved', () => Promise.resolve(1)],
  ['Proxy', () => new Proxy({ a: 1 }, {})],
  [
    'generator',
    () =>
      settled(() =>
        (function* () {
          yield 1;
        })(),
      ),
    'slack tracking of the generator function',
  ],
  ['array iterator', () => [1, 2][Symbol.iterator]()],
  ['map iterator', () => new Map([[1, 2]]).entries()],
  ['set iterator', () => new Set([1]).values()],
  ['string iterator', () => 'abc'[Symbol.iterator]()],
  ['Intl.NumberFormat', () => new Intl.NumberFormat('en')],
  ['Intl.DateTimeFormat', () => new Intl.DateTimeFormat('en')],
  ['Intl.Collator', () => new Intl.Collator('en')],
  ['Intl.Locale', () => new Intl.Locale('en')],
  ['Intl.ListFormat', () => new Intl.ListFormat('en')],
  ['Intl.PluralRules', () => new Intl.PluralRules('en')],
  ['Intl.RelativeTimeFormat', () => new Intl.RelativeTimeFormat('en')],
  ['Intl.Segmenter', () => new Intl.Segmenter('en')],
  ['segments of Intl.Segmenter', () => new Intl.Segmenter('en').segment('a b'), 'its string is internal'],
  ['iterator of segments', () => new Intl.Segmenter('en').segment('a b')[Symbol.iterator](), 'its string is internal'],
  ['Intl.DisplayNames', () => new Intl.DisplayNames('en', { type: 'region' })],
  ['regexp string iterator', () => 'abc'.matchAll(/b/g), 'holds a regexp of its own'],
  [
    'async generator',
    () =>
      settled(() =>
        (async function* () {
          yield 1;
        })(),
      ),
    'slack tracking of the generator function',
  ],
  [
    'async generator function',
    () =>
      async function* () {
        yield 1;
      },
  ],
  [
    'getter function',
    () =>
      Object.getOwnPropertyDescriptor(
        {
          get x() {
            return 1;
          },
        },
        'x',
      )!.get,
  ],
  [
    'class method',
    () =>
      class {
        m() {}
      }.prototype.m,
  ],
  ['WebAssembly.Table', () => new WebAssembly.Table({ initial: 1, element: 'anyfunc' }), 'its entries are internal'],
  ['WebAssembly.Module', () => new WebAssembly.Module(EMPTY_MODULE), 'its code is internal'],
  [
    'WebAssembly.Instance',
    () => new WebAssembly.Instance(new WebAssembly.Module(EMPTY_MODULE)),
    'its exports and its module are internal',
  ],
  ['WebAssembly.Global', () => new WebAssembly.Global({ value: 'i32' }, 1), 'its value is internal'],
  ['arrow function', () => () => 1],
  [
    'function',
    () =>
      function named() {
        return 1;
      },
  ],
  ['async function', () => async () => 1],
  [
    'generator function',
    () =>
      function* () {
        yield 1;
      },
  ],
  [
    'method',
    () =>
      ({
        method() {
          return 1;
        },
      }).method,
  ],
  [
    'class',
    () =>
      class Sample {
        a = 1;
      },
    'a class with field initialisers keeps a function for them',
  ],
  [
    'class with statics',
    () =>
      class WithStatics {
        static table = { a: 1 };
      },
  ],
  ['bound function', () => function () {}.bind({ a: 1 })],
  ['function with properties', () => Object.assign(() => 1, { cache: { a: 1 }, hits: 3 })],
  ['built-in function held', () => ({ fn: Math.max, cls: Map })],
  [
    'WebAssembly.Memory',
    () => {
      const m = new WebAssembly.Memory({ initial: 1 });
      void m.buffer;
      return m;
    },
    'the buffer has a property that leads back',
  ],
  ['object that pretends to be a Map', () => Object.create(Map.prototype), 'made by Object.create'],
]);
