// A small value is weighed without a walk, by the rules of one: both must agree, and what is unusual must be walked.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, entrySizeOf } from '../../../src/index.ts';
import { reportIfSmall } from '../../../src/measure/small/small-report.ts';
import { bytesIfSmall } from '../../../src/measure/small/small-size.ts';
import { boom, hostile } from '../../corpus/hostile.ts';
import { synthetic } from '../../corpus/synthetic.ts';

/** The same value by a walk: with any option there is no other way. */
const walked = (value: unknown) => deepSizeOf(value, { maxObjects: Infinity });

/** The report without a walk, if there is one: the first calls are walked, and some after a value that needs it. */
function smallReport(value: unknown) {
  for (let i = 0; i < 100; i++) {
    const report = reportIfSmall(value);
    if (report !== undefined) return report;
  }
  return undefined;
}

class Point {
  x: number;
  y: number;
  label: string | null = null;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
}
class Secret {
  #hidden = [1];
  shown = 1;
  read() {
    return this.#hidden;
  }
}

const shared = ['shared', 'twice'];
/** Numbers that may be one heap number, or one of the engine: only a walk reports how many there are at least. */
const READ_ONLY = 'numbers of the engine';
const EQUAL = 'equal numbers';

const small: readonly (readonly [string, unknown])[] = [
  ['numbers', { a: 1, b: 1.5, e: 2 ** 31, f: -(2 ** 31), g: 1e-7, h: -1.5 }],
  [READ_ONLY, { a: 1, b: 1.5, c: -0, d: NaN }],
  [EQUAL, { a: 0.1, b: 2, c: 0.1 }],
  ['strings', { a: 'one', b: 'two words', c: 'one', d: 'a longer string, twice', e: 'a longer string, twice' }],
  ['one string many times', Object.fromEntries(Array.from({ length: 18 }, (_, i) => [`name${i}`, 'Springfield']))],
  ['a short string many times', Object.fromEntries(Array.from({ length: 18 }, (_, i) => [`name${i}`, 'four']))],
  ['strings of V8', { a: 'object', b: 'length', c: '7', d: '1234', e: 'é', f: '', g: 'prototype', h: 'prototype' }],
  ['wide strings', { a: 'ł', b: 'żółw', c: 'a long string with one żółw in it' }],
  ['a wide string beside strings that are short', { a: 'one', b: 'two', c: 'żółw' }],
  ['other primitives', { a: null, b: undefined, c: true }],
  ['arrays', { a: [], b: [1, 2, 3], c: ['x', 'yy', 'x', 'yy'], d: [1, 'one', 1.5, null, false] }],
  ['doubles', { a: [1.5, 2, 3], b: [1, 2] }],
  ['one array twice', { a: shared, b: shared }],
  ['equal arrays', { a: ['x', 'y'], b: ['x', 'y'] }],
  ['a hidden property', Object.defineProperty({ a: 1 }, 'b', { value: [1], enumerable: false })],
];

const walkedOnly: readonly (readonly [string, () => unknown])[] = [
  ['a primitive', () => 1],
  ['nothing', () => null],
  ['an empty object', () => ({})],
  ['an array', () => [1, 2, 3]],
  ['an object in an object', () => ({ a: { b: 1 } })],
  ['an object in an array', () => ({ a: [{ b: 1 }] })],
  ['a symbol as a key', () => ({ a: 1, [Symbol('b')]: [1, 2, 3] })],
  [
    'a getter',
    () => ({
      a: 1,
      get b() {
        return boom();
      },
    }),
  ],
  [
    'a setter',
    () => ({
      a: 1,
      set b(value: unknown) {
        boom();
      },
    }),
  ],
  ['a getter in an array', () => ({ a: Object.defineProperty([1, 2], 0, { get: boom }) })],
  ['a setter in an array', () => ({ a: Object.defineProperty([1, 2], 0, { set: boom }) })],
  ['a hole', () => ({ a: [1, , 3] })],
  ['a named property of an array', () => ({ a: Object.assign([1, 2], { extra: [1] }) })],
  ['a hidden property of an array', () => ({ a: Object.defineProperty([1, 2], 'extra', { value: [1] }) })],
  ['a symbol of an array', () => ({ a: Object.assign([1, 2], { [Symbol('extra')]: [1] }) })],
  ['frozen doubles', () => ({ a: Object.freeze([1.5, 2.5]) })],
  ['an array of another class', () => ({ a: new (class List extends Array<number> {})(3) })],
  ['a Proxy', () => new Proxy({ a: 1 }, new Proxy({}, { get: () => boom }))],
  ['a Proxy as a value', () => ({ a: new Proxy([1], new Proxy({}, { get: () => boom })) })],
  [
    'a revoked Proxy',
    () => {
      const { proxy, revoke } = Proxy.revocable([1], {});
      revoke();
      return { a: proxy };
    },
  ],
  ['private fields', () => new Secret()],
  ['an instance', () => new Point(1, 2.5)],
  ['many names', () => Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`name${i}`, i]))],
  ['wide strings twice', () => ({ a: 'żółw', b: 'żółw' })],
  ['a Map', () => new Map([[1, 2]])],
  [
    'a typed array as a plain object',
    () => Object.setPrototypeOf(Object.assign(new Uint8Array(4), { a: 1 }), Object.prototype) as object,
  ],
  ['an index', () => ({ 1: 1, a: 1 })],
  ['bigint and function', () => ({ a: 1n, b: () => 1 })],
  ['a long array', () => ({ a: Array.from({ length: 100 }, (_, i) => i) })],
  ['many strings', () => Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`name${i}`, `string ${i}`]))],
];

describe('a small value', () => {
  it.each(small)('%s: needs no walk, and has the same size', (name, value) => {
    // A few calls, in case another shape has the slot of its plan.
    for (let i = 0; i < 4; i++) bytesIfSmall(value);
    for (let again = 0; again < 2; again++) {
      expect(bytesIfSmall(value)).toBe(walked(value).bytes);
      expect(entrySizeOf(1, value)).toBe(Math.max(1, Math.ceil(walked(value).bytes)));
      expect(entrySizeOf(1, value, { overhead: 100 })).toBe(entrySizeOf(1, value) + 100);
      const hasArrays = Object.values(Object.getOwnPropertyDescriptors(value)).some((each) =>
        Array.isArray(each.value),
      );
      expect(smallReport(value)?.toJSON()).toEqual(
        hasArrays || name === READ_ONLY || name === EQUAL ? undefined : walked(value).toJSON(),
      );
      expect(deepSizeOf(value).toJSON()).toEqual(walked(value).toJSON());
    }
  });

  it.each(walkedOnly)('%s: is left to a walk', (_, build) => {
    const value = build();
    expect(bytesIfSmall(value)).toBe(-1);
    expect(smallReport(value)).toBe(undefined);
    expect(deepSizeOf(value).toJSON()).toEqual(walked(value).toJSON());
    expect(entrySizeOf(1, value)).toBe(Math.max(1, Math.ceil(walked(value).bytes)));
  });

  it('has the size of a walk after many other shapes', () => {
    for (let i = 0; i < 100; i++) {
      const value = { [`first${i}`]: i, name: `name ${i}` };
      expect(entrySizeOf(1, value)).toBe(walked(value).bytes);
    }
    const late = { last: 1, of: 'all' };
    for (let i = 0; i < 8; i++) bytesIfSmall(late);
    expect(bytesIfSmall(late)).toBeGreaterThan(0);
  });

  it('sees a getter that a later object of the same names has', () => {
    let bytes = 0;
    for (let i = 0; i < 1000; i++) bytes = bytesIfSmall({ seen: i, twice: `no ${i % 7}` });
    expect(bytes).toBeGreaterThan(0);
    const other = {
      seen: 1,
      get twice() {
        return boom();
      },
    };
    expect(bytesIfSmall(other)).toBe(-1);
    expect(deepSizeOf(other).toJSON()).toEqual(walked(other).toJSON());
  });

  it('survives fields on Object.prototype that descriptors seem to have', () => {
    const polluted = Object.prototype as { value?: unknown };
    const value = {
      a: 1,
      get b() {
        return boom();
      },
    };
    const before = walked(value).bytes;
    const found: number[] = [];
    polluted.value = 'a string that no descriptor has';
    try {
      found.push(bytesIfSmall({ plain: 1, names: 2 }), deepSizeOf(value).bytes);
    } finally {
      delete polluted.value;
    }
    expect(found).toEqual([-1, before]);
  });
});

describe('the corpus', () => {
  it('has the same sizes either way', () => {
    let count = 0;
    for (const { name, build } of synthetic) {
      const value = build();
      const bytes = bytesIfSmall(value);
      if (bytes < 0) continue;
      count++;
      expect(bytes, name).toBe(walked(value).bytes);
    }
    expect(count).toBeGreaterThan(5);
  });

  it.each(hostile)('hostile: %s', (_, build) => {
    const value = build();
    expect(deepSizeOf({ value }).toJSON()).toEqual(walked({ value }).toJSON());
    expect(deepSizeOf(value).toJSON()).toEqual(walked(value).toJSON());
  });
});

/** Few strings, so that objects have equal ones: V8 22 and later may not share these beside characters beyond Latin-1. */
const few = fc.constantFrom(
  'one',
  'two',
  'a longer string',
  'żółw',
  'ł',
  'length',
  'a long string with one żółw in it',
);
const primitive = fc.oneof(
  fc.string({ maxLength: 40 }),
  few,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const names = fc.constantFrom('id', 'name', 'half', 'at', 'list', 'more', 'title', 'kind');

describe('random small objects', () => {
  it('weigh the same either way', () => {
    let count = 0;
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(primitive, fc.array(primitive, { maxLength: 6 }))), (value) => {
        const own = Object.assign({}, value);
        for (let i = 0; i < 4; i++) bytesIfSmall(own);
        const bytes = bytesIfSmall(own);
        expect(entrySizeOf(1, own)).toBe(Math.max(1, Math.ceil(walked(own).bytes)));
        if (bytes < 0) return;
        count++;
        expect(bytes).toBe(walked(own).bytes);
      }),
      { numRuns: 500 },
    );
    expect(count).toBeGreaterThan(20);
  });

  it('have the same report either way', () => {
    let count = 0;
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(primitive, fc.constant(undefined))), (value) => {
        const own = Object.assign({}, value);
        const report = smallReport(own);
        if (report === undefined) return;
        count++;
        expect(report.toJSON()).toEqual(walked(own).toJSON());
        expect(String(report)).toBe(String(walked(own)));
      }),
      { numRuns: 500 },
    );
    expect(count).toBeGreaterThan(100);
  });
});
