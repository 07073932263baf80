/** Structures of primitives and of objects by their properties. */
import { range, parse } from './lists.ts';
import { flat, freshText, settled, structures } from './structure.ts';
import type { Structure } from './structure.ts';

/** An instance of two fields. */
export class Point {
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
function OldStyle(this: { p: number; q: number }): void {
  this.p = 1;
  this.q = 2;
}

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
