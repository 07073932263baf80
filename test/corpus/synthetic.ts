/** Structures of every built-in kind, one idea each. */
import { flat, freshText, settled, structures } from './structure.ts';
import { application } from './application.ts';
import { newer } from './newer.ts';
import type { Structure } from './structure.ts';

/** The magic word and the version: a module with nothing in it. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

class Point {
  x: number;
  y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
}
class Point3 extends Point {
  z: number;
  constructor(x: number, y: number, z: number) {
    super(x, y);
    this.z = z;
  }
}
class Fields {
  a = 1;
  b = freshText(20);
  c = [1, 2, 3];
  d = null;
}
class Lonely {
  one = 1;
  two = 2;
}
class Late {
  a = 1;
}
class Guarded {
  #a = 1;
  #b = null;
  c = 3;
  read(): unknown[] {
    return [this.#a, this.#b, this.#check()];
  }
  #check(): boolean {
    return true;
  }
}
class Empty {}
class MyMap extends Map<unknown, unknown> {}
class MyArray extends Array<number> {}
class MyError extends Error {
  code = 42;
}
function OldStyle(this: { p: number; q: number }): void {
  this.p = 1;
  this.q = 2;
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const push = <T>(n: number, make: (i: number) => T): T[] => {
  const list: T[] = [];
  for (let i = 0; i < n; i++) list.push(make(i));
  return list;
};
const parse = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
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
const keyed = (n: number): Record<string, number> => {
  const object: Record<string, number> = {};
  for (let i = 0; i < n; i++) object[`key_${i}`] = i;
  return object;
};

export const primitives: Structure[] = structures('synthetic', [
  ['undefined', () => undefined],
  ['null', () => null],
  ['true', () => true],
  ['small integer', () => 42],
  ['largest Smi', () => 2 ** 31 - 1],
  ['smallest non-Smi', () => 2 ** 31],
  ['double', () => 1.5],
  ['minus zero in a slot', () => [{}, -0], "minus zero may be the engine's own"],
  ['NaN in a slot', () => [{}, Number('x')], "NaN may be the engine's own"],
  ['bigint 0', () => 0n],
  ['bigint of one digit', () => BigInt(Date.now())],
  ['bigint of three digits', () => 2n ** 150n],
  ['bigint negative', () => -(2n ** 64n)],
  ['bigint of 10,000 digits', () => 2n ** 640_000n - 1n],
  ['symbol without description', () => Symbol()],
  ['symbol with description', () => Symbol(freshText(12))],
  ['well-known symbol', () => [Symbol.iterator]],
  ['empty string', () => ''],
  ['one-character string', () => 'q'],
  ['one-character two-byte string', () => flat('\u4e2d')],
  ['string of 2', () => flat('zq')],
  ['string of 9', () => freshText(9)],
  ['string of 100', () => freshText(100)],
  ['Latin-1 string', () => flat(`${freshText(30)}\u00e9\u00e8`)],
  ['two-byte string', () => flat(`${freshText(30)}\u4e2d\u6587`)],
  ['emoji string', () => flat(`${freshText(5)}\u{1f600}`)],
  ...[3, 8, 13, 50, 1000].map((n) => [`string of ${n}`, () => freshText(n)] as const),
  ...[2, 7, 200].map((n) => [`two-byte string of ${n}`, () => flat(freshText(n - 1) + '\u4e2d')] as const),
  ...[1, 2, 5, 20].map((n) => [`bigint of ${64 * n} bits`, () => 2n ** BigInt(64 * n - 1)] as const),
  ['string of 100,000', () => freshText(100_000)],
]);

export const objects: Structure[] = structures('synthetic', [
  ['{}', () => ({})],
  ['{a:1}', () => ({ a: 1 })],
  ['{a..h}', () => ({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8 })],
  ['object with double field', () => ({ x: 1.5, y: 2 })],
  ['object with two doubles', () => ({ x: Math.random(), y: Math.random() })],
  ['object with string', () => ({ name: freshText(30) })],
  ['object with undefined', () => ({ a: undefined, b: null, c: true })],
  ['object with symbol key', () => ({ a: 1, [Symbol('key')]: { b: 2 } })],
  [
    'JSON.parse object',
    () => parse({ id: 7, name: freshText(20), tags: [freshText(11), freshText(12)], nested: { deep: true } }),
  ],
  ['JSON.parse of 30 keys', () => parse(keyed(30)), 'a record of 20 names and more may be a dictionary'],
  ['JSON.parse of 127 keys', () => parse(keyed(127))],
  ['JSON.parse of 128 keys', () => parse(keyed(128))],
  ['JSON.parse of 500 keys', () => parse(keyed(500))],
  ['JSON.parse of 3,000 keys', () => parse(keyed(3000))],
  [
    '{} then 3 added',
    () => {
      const o: Record<string, unknown> = {};
      o['a'] = 1;
      o['b'] = 2;
      o['c'] = 3;
      return o;
    },
    'looks like a literal of three',
  ],
  [
    '{} then 6 added',
    () => {
      const o: Record<string, unknown> = {};
      for (const k of 'abcdef') o[k] = k;
      return o;
    },
    'looks like a literal of six',
  ],
  ['{} then 19 keyed', () => keyed(19), 'looks like a literal'],
  ['{} then 40 keyed: dictionary', () => keyed(40), 'a dictionary looks like a literal'],
  ['{} then 2,000 keyed: dictionary', () => keyed(2000)],
  [
    'deleted key',
    () => {
      const o: Record<string, unknown> = { a: 1, b: 2, c: 3 };
      delete o['a'];
      return o;
    },
    'a dictionary looks like a literal',
  ],
  [
    'deleted keys of ten',
    () => {
      const o = keyed(10);
      delete o['key_3'];
      delete o['key_7'];
      return o;
    },
    'a dictionary looks like a literal',
  ],
  ['Object.create(null)', () => Object.create(null)],
  [
    'null prototype, 3 keys',
    () => Object.assign(Object.create(null) as object, { abc: 1, def: {}, ghi: freshText(15) }),
  ],
  ['null prototype, 100 keys', () => Object.assign(Object.create(null) as object, keyed(100))],
  ['null prototype literal', () => ({ __proto__: null, abc: 1, def: 2 })],
  ['Object.create(prototype)', () => Object.create({ inherited: 1 })],
  [
    'Object.create(prototype) with fields',
    () => Object.assign(Object.create({ inherited: 1 }) as object, { a: 1, b: 2 }),
  ],
  [
    'getter in literal',
    () => ({
      get value() {
        return 1;
      },
    }),
  ],
  [
    'getter defined',
    () => Object.defineProperty({ a: 1 }, 'value', { get: () => 1, configurable: true }),
    'a getter in a literal makes a dictionary, a defined one does not',
  ],
  [
    'getter and setter',
    () => ({
      a: 1,
      get value() {
        return 1;
      },
      set value(_) {},
    }),
  ],
  ['frozen', () => Object.freeze({ a: 1, b: { c: 2 } })],
  ['sealed', () => Object.seal({ a: 1, b: { c: 2 } })],
  [
    'non-enumerable',
    () => Object.defineProperty({ a: 1 }, 'hidden', { value: { big: freshText(40) }, enumerable: false }),
    'a slot beyond the literal',
  ],
  ['integer keys 0..9', () => parse(Object.fromEntries(range(10).map((i) => [i, i])))],
  [
    'integer keys stored',
    () => {
      const o: Record<number, number> = {};
      for (let i = 0; i < 10; i++) o[i] = i;
      return o;
    },
    'spare capacity',
  ],
  ['sparse integer keys', () => ({ 5: 'a', 100_000: 'b' })],
  ['integer and named keys', () => ({ 0: {}, 1: {}, name: 'x' }), 'spare capacity of elements'],
  ['spread copy', () => ({ ...{ a: 1, b: 2, c: 3 } }), 'a spread may have slots to spare'],
  [
    'Object.fromEntries',
    () =>
      Object.fromEntries([
        ['aa', 1],
        ['bb', 2],
      ]),
    'looks like a literal of two',
  ],
  ['structuredClone', () => structuredClone({ a: 1, b: { c: 2 } }), 'looks like a literal'],
  ['own __proto__ key', () => parse(JSON.parse('{"__proto__":{"x":1},"y":2}'))],
  ['class instance', () => settled(() => new Point(1, 2))],
  ['class instance with doubles', () => settled(() => new Point(1.5, 2.5))],
  ['subclass instance', () => settled(() => new Point3(1, 2, 3))],
  ['class with field initialisers', () => settled(() => new Fields())],
  ['class with private fields', () => settled(() => new Guarded())],
  ['1,000 with private fields', () => range(1000).map(() => new Guarded())],
  ['empty class', () => settled(() => new Empty())],
  ['function constructor', () => settled(() => new (OldStyle as unknown as new () => object)())],
  [
    'first instance of a class',
    () =>
      new (class Fresh {
        a = 1;
      })(),
    'slack tracking has not ended',
  ],
  ['lonely instance', () => new Lonely(), 'slack tracking has not ended'],
  [
    'fields added late',
    () => {
      const o = settled(() => new Late()) as unknown as Record<string, number>;
      for (let i = 0; i < 5; i++) o[`extra${i}`] = i;
      return o;
    },
    'which fields came late is not visible on one object',
  ],
  ['1,000 instances', () => range(1000).map((i) => new Point(i, i + 1))],
  ['1,000 instances with doubles', () => range(1000).map((i) => new Point(i + 0.5, i + 0.25))],
  ['1,000 records', () => parse(range(1000).map((i) => ({ id: i, name: `name ${i}`, ok: i % 2 === 0 })))],
  ['1,000 records with a price', () => parse(range(1000).map((i) => ({ id: i, price: i + 0.25 })))],
  ['records with integral prices', () => parse(range(1000).map((i) => ({ id: i, price: i / 4 })))],
  [
    'records with nullable prices',
    () => parse(range(1000).map((i) => ({ id: i, price: i % 10 === 0 ? null : i + 0.5 }))),
  ],
  [
    'cycle',
    () => {
      const a: Record<string, unknown> = { name: freshText(10) };
      a['self'] = a;
      return a;
    },
    'a property added to a literal',
  ],
  [
    'shared child',
    () => {
      const child = { big: freshText(50) };
      return [child, child, child];
    },
  ],
  ['boxed number', () => Object(1.5)],
  ['boxed string', () => Object(freshText(20))],
  ['boxed boolean', () => Object(true)],
  ['boxed symbol', () => Object(Symbol(freshText(10)))],
  ['boxed bigint', () => Object(5n)],
]);

export const arrays: Structure[] = structures('synthetic', [
  ['[]', () => []],
  ['[1,2,3] copied', () => [1, 2, 3].map((x) => x)],
  ['[1,2,3] literal', () => [1, 2, 3]],
  ['[1.5,2.5]', () => [1.5, 2.5].map((x) => x)],
  ['doubles and integers', () => [1, 2.5, 3].map((x) => x)],
  ['mixed array with doubles', () => [1.5, 'a', 2.5].map((x) => x)],
  ['strings', () => [freshText(20), freshText(20)]],
  ['objects', () => [{ a: 1 }, { a: 2 }]],
  ['1,000 Smis', () => range(1000)],
  ['1,000 doubles', () => range(1000).map((i) => i + 0.5)],
  ['10,000 doubles', () => range(10_000).map((i) => i * 1.1)],
  ['5 pushed', () => push(5, (i) => i), 'spare capacity'],
  ['100 pushed', () => push(100, (i) => i), 'spare capacity'],
  ['10,000 pushed', () => push(10_000, (i) => i), 'spare capacity'],
  ['1,000 doubles pushed', () => push(1000, (i) => i + 0.5), 'spare capacity'],
  [
    'pushed to 100, popped to 60',
    () => {
      const a = push(100, (i) => i);
      while (a.length > 60) a.pop();
      return a;
    },
    'spare capacity',
  ],
  [
    'pushed and emptied',
    () => {
      const a = push(3, (i) => i);
      a.pop();
      a.pop();
      a.pop();
      return a;
    },
    'spare capacity',
  ],
  ['filtered', () => range(100).filter((i) => i % 2 === 0), 'spare capacity'],
  ['sliced array', () => range(100).slice(10, 20)],
  ['spread array', () => [...range(50)]],
  ['Array.from set', () => Array.from(new Set(range(50)))],
  ['new Array(100)', () => new Array(100)],
  ['new Array(100) filled', () => new Array<number>(100).fill(0)],
  [
    'new Array(10,000) with one',
    () => {
      const a = new Array<number>(10_000);
      a[5] = 1;
      return a;
    },
    'holes may be kept or not',
  ],
  [
    'holey',
    () => {
      const a: unknown[] = [1, 2, 3, 4];
      delete a[1];
      return a;
    },
  ],
  [
    'sparse: a[1e6] = 1',
    () => {
      const a: number[] = [];
      a[1_000_000] = 1;
      return a;
    },
  ],
  [
    'sparse: three of 1e7',
    () => {
      const a: unknown[] = [];
      a[5] = {};
      a[1e6] = {};
      a[1e7] = {};
      return a;
    },
  ],
  [
    'array with named property',
    () =>
      Object.assign(
        [1, 2, 3].map((x) => x),
        { extra: { a: 1 } },
      ),
  ],
  ['regexp match', () => /(b)(c)?/.exec('abcd')],
  ['split', () => freshText(40).split('x'), 'empty strings and slices'],
  ['nested 3x3', () => range(3).map(() => range(3))],
  ['matrix 50x50', () => parse(range(50).map((row) => range(50).map((i) => row + i / 3 + 0.1)))],
  ['frozen array', () => Object.freeze([1, 2, 3])],
  ['subclass of Array', () => settled(() => MyArray.from([1, 2, 3]))],
  ['strict arguments', () => new Function('"use strict"; return arguments')({}, {})],
  ['arguments without parameters', () => new Function('return arguments')({}, {})],
  ['array of arrays of strings', () => range(20).map(() => [freshText(12), freshText(13), freshText(4)])],
  ['array of bigints', () => range(10).map((i) => BigInt(i) << 40n)],
  ['array of dates', () => range(10).map((i) => new Date(1.6e12 + i))],
  [
    'array with holes at both ends',
    () => {
      const a = new Array<number>(20);
      a[10] = 1;
      return a;
    },
  ],
]);

export const collections: Structure[] = structures('synthetic', [
  ['empty Map', () => new Map()],
  ['Map of 1', () => new Map([['a', 1]])],
  ['Map of 4', () => new Map(range(4).map((i) => [i, i]))],
  ['Map of 5', () => new Map(range(5).map((i) => [i, i]))],
  ['Map of 1,000', () => new Map(range(1000).map((i) => [i, i]))],
  ['Map of objects', () => new Map(range(100).map((i) => [{ key: i }, { value: i }]))],
  ['Map of strings', () => new Map(range(100).map(() => [freshText(12), freshText(20)]))],
  [
    'Map of doubles',
    () => {
      const m = new Map<number, number>();
      for (let i = 0; i < 50; i++) m.set(i, Math.random());
      return m;
    },
  ],
  [
    'Map after deletes',
    () => {
      const m = new Map(range(100).map((i) => [i, i]));
      for (let i = 0; i < 70; i++) m.delete(i);
      return m;
    },
    'deleted entries keep a table large',
  ],
  [
    'Map cleared',
    () => {
      const m = new Map(range(100).map((i) => [i, i]));
      m.clear();
      return m;
    },
  ],
  ['Map with property', () => Object.assign(new Map(), { note: { a: 1 } })],
  ['subclass of Map', () => settled(() => new MyMap([[1, { a: 1 }]] as never))],
  ['empty Set', () => new Set()],
  [
    'Set of 3 added',
    () => {
      const s = new Set<number>();
      s.add(1);
      s.add(2);
      s.add(3);
      return s;
    },
  ],
  ['Set from iterable', () => new Set([1, 2, 3]), 'from V8 12 on a Set made from an array starts with eight'],
  [
    'Set of 1,000',
    () => {
      const s = new Set<number>();
      for (let i = 0; i < 1000; i++) s.add(i);
      return s;
    },
  ],
  [
    'Set of objects',
    () => {
      const s = new Set<object>();
      for (let i = 0; i < 20; i++) s.add({ i });
      return s;
    },
  ],
  ['WeakMap', () => new WeakMap()],
  ['WeakSet', () => new WeakSet()],
  ['WeakRef', () => new WeakRef({})],
  ['FinalizationRegistry', () => new FinalizationRegistry(() => {})],
  ['Map in Map', () => new Map([['inner', new Map([['leaf', { a: 1 }]])]])],
  ['Map with null prototype', () => Object.setPrototypeOf(new Map([[1, { a: 1 }]]), null)],
]);

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

export const graphs: Structure[] = structures('synthetic', [
  [
    'linked list of 1,000',
    () => {
      let list: object | null = null;
      for (let i = 0; i < 1000; i++) list = { value: i, next: list };
      return list;
    },
  ],
  [
    'binary tree',
    () => {
      const tree = (depth: number): object | null =>
        depth === 0 ? null : { left: tree(depth - 1), right: tree(depth - 1) };
      return tree(10);
    },
  ],
  [
    'config object',
    () =>
      parse({
        server: { host: freshText(15), port: 8080, tls: { cert: freshText(40), key: freshText(40) } },
        paths: [freshText(20), freshText(21)],
        debug: false,
      }),
  ],
  ['table of rows', () => parse(range(200).map((i) => [i, `row ${i} of this table`, i / 7]))],
  ['index by id', () => new Map(range(200).map((i) => [`id-${i}-${i}`, { id: i, at: 1e12 + i }]))],
  [
    'records with optional fields',
    () =>
      parse(
        range(200).map((i) =>
          i % 3 ? { id: i, label: `label ${i} here` } : { id: i, label: `label ${i} here`, extra: true },
        ),
      ),
    'spare slots of parsed siblings',
  ],
  ['repeated short strings', () => parse(range(500).map((i) => ({ kind: i % 2 ? 'invoice' : 'order' })))],
  [
    'repeated long strings',
    () => parse(range(500).map((i) => ({ kind: i % 2 ? 'a longer kind of invoice' : 'a longer kind of order' }))),
  ],
  [
    'string constants of the code',
    () => settled(() => range(100).map((i) => new Tagged(i))),
    'equal strings of code are one string',
  ],
  [
    'GeoJSON-like',
    () =>
      parse({
        type: 'FeatureCollection',
        features: range(50).map((i) => ({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [i / 3, i / 7] },
          properties: { name: `place number ${i}` },
        })),
      }),
  ],
]);

class Tagged {
  kind = 'a kind that is written in the code';
  id: number;
  constructor(id: number) {
    this.id = id;
  }
}

/** Strings that V8 keeps as ropes or slices: the estimate takes them as flat, and no interval could be honest. */
export const notFlat: Structure[] = structures('synthetic', [
  [
    'rope',
    () => {
      let s = freshText(20);
      for (let i = 0; i < 50; i++) s += `piece ${i} `;
      return [s];
    },
    'a rope',
  ],
  ['slice', () => [freshText(1000).slice(10, 60)], 'a slice keeps its parent'],
]).map((structure) => ({ ...structure, flat: false }));

export const synthetic: readonly Structure[] = [
  ...primitives,
  ...objects,
  ...arrays,
  ...collections,
  ...binary,
  ...builtIns,
  ...graphs,
  ...application,
  ...newer,
  ...notFlat,
];
