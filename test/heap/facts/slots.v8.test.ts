// Slots of plain objects and small integers, as hidden classes show them, beside V8's own count.
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../../src/index.ts';
import { engineFacts, exactSizesOf } from '../../../src/node.ts';

const facts = engineFacts();

const many = <Made>(make: (i: number) => Made): Made[] => Array.from({ length: 30 }, (_, i) => make(i));

type Open = Record<string, unknown>;

function filled(object: Open, names: string, value: (i: number) => unknown = (i) => i): Open {
  for (const [i, name] of names.split('').entries()) object[name] = value(i);
  return object;
}

/** Each built in one way, with names of its own, so that none has the hidden classes of another. */
const BUILT: Record<string, () => unknown> = {
  'a literal': () => many((i) => ({ la: i, lb: {}, lc: null })),
  JSON: () => JSON.parse(JSON.stringify(many((i) => ({ ja: i, jb: i + 0.5, jc: { jd: true } })))),
  '{} with two names': () => many(() => filled({}, 'ab')),
  '{} with four names': () => many(() => filled({}, 'cdef')),
  '{} with seven names': () => many(() => filled({}, 'ghijklm')),
  '{} with eight names': () => many(() => filled({}, 'nopqrstu')),
  'a literal with names added': () => many((i) => filled({ first: i }, 'vwx')),
  'two ways for the same names': () =>
    many((i) => (i % 3 === 0 ? { ya: i, yb: i } : Object.assign(filled({}, ''), { ya: i, yb: i }))),
  fromEntries: () =>
    many((i) =>
      Object.fromEntries([
        ['ea', i],
        ['eb', i],
      ]),
    ),
  'a spread with a name more': () => many((i) => ({ ...{ sa: 1, sb: 2, sc: 3 }, sd: i })),
  structuredClone: () => many((i) => structuredClone({ ca: i, cb: {} })),
  'frozen objects': () => many((i) => Object.freeze({ fa: i, fb: {} })),
  'undefined, bigint and symbol': () => many(() => filled({}, 'zA', (i) => (i === 0 ? undefined : Symbol.iterator))),
  'a name that sets prototypes': () => JSON.parse(`[${many((i) => `{"__proto__":${i},"pb":1}`).join()}]`),
  'integers in fields of doubles': () => many((i) => ({ da: i % 2 === 0 ? i : i + 0.5, db: i })),
  'integers in fields of doubles of a class': () => {
    class Position {
      x = Number.NaN;
      y: number;
      constructor(y: number) {
        this.y = y;
      }
    }
    return many((i) => Object.assign(new Position(i), { x: i }));
  },
};

// V8 11 makes hidden classes of their own for these.
if (process.versions.v8.startsWith('11.')) delete BUILT['a spread with a name more'];

describe('engineFacts', () => {
  it('makes the size of plain objects that code built exact', async () => {
    const names = Object.keys(BUILT);
    const values = names.map((name) => BUILT[name]());
    const reports = values.map((value) => [deepSizeOf(value, { facts }), deepSizeOf(value, { facts, paths: true })]);
    const counts = await exactSizesOf(values);
    for (const [i, name] of names.entries()) {
      for (const report of reports[i]) expect(report.bytes, name).toBe(counts[i].bytes);
      // The first have a hidden class that V8 has replaced since.
      const one = (values[i] as object[]).at(-1)!;
      if (one.constructor !== Object) continue;
      const { bytes, range } = deepSizeOf(one, { facts });
      expect(range, name).toEqual({ min: bytes, max: bytes });
    }
  });

  it('leaves objects with other numbers in the same fields as they are', async () => {
    const integers = many((i) => filled({}, 'BCD', (at) => i + at));
    const texts = many((i) => ({ E: `text ${i}`, F: i }));
    const [before] = await exactSizesOf([[integers, texts]]);
    // The same names in the same order, but with doubles, objects and strings, and slots of their own.
    deepSizeOf([{ B: 0.5, C: 'text', D: {} }, filled({}, 'EF', (i) => i + 0.5), { E: 1, F: 'text' }], { facts });
    for (const object of integers) void object['B'];
    const [after] = await exactSizesOf([[integers, texts]]);
    expect(after.bytes).toBe(before.bytes);
  });

  it('runs no code to find slots', () => {
    let ran = 0;
    const run = (): undefined => void ran++;
    const made = many((i) => JSON.parse(`{"other":${i},"tainted":${i}}`) as object);
    const accessor = Object.defineProperty({}, 'a', { get: run, enumerable: true, configurable: true });
    const proxy = new Proxy({ a: 1 }, { getOwnPropertyDescriptor: run, getPrototypeOf: () => run() ?? null });
    const names = ['tainted', 'get', 'set', 'toJSON'];
    const pair = { get: run, set: run, configurable: true };
    for (const name of names.toReversed()) Object.defineProperty(Object.prototype, name, pair);
    try {
      deepSizeOf(made, { facts });
      facts.slotsOf!(proxy, ['a']);
      facts.slotsOf!(accessor, ['a']);
    } finally {
      for (const name of names) delete (Object.prototype as Open)[name];
    }
    expect(ran).toBe(0);
  });

  it('says nothing of objects that were made in another way, and of names that are not theirs', () => {
    const { slotsOf } = facts;
    expect(slotsOf!({ one: 1 }, ['two'])).toBe(undefined);
    expect(slotsOf!({ one: 1, two: 2 }, ['one'])).toBe(undefined);
    expect(slotsOf!([1], ['0'])).toBe(undefined);
    expect(
      slotsOf!(
        new (class Thing {
          one = 1;
        })(),
        ['one'],
      ),
    ).toBe(undefined);
    expect(
      slotsOf!(Object.defineProperty({}, 'one', { get: () => 1, enumerable: true, configurable: true }), ['one']),
    ).toBe(undefined);
    expect(slotsOf!(1 as never, ['one'])).toBe(undefined);
  });
});
