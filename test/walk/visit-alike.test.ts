// Random graphs of few shapes, in which some objects only look like the others: with facts, what is read plainly must
// give the very report of what is read with care, for every function that walks, and no code of the program may run.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMeter, deepSizeOf, entrySizeOf, lruSizeCalculation } from '../../src/index.ts';
import { engineFacts } from '../../src/node.ts';
import { boom } from '../corpus/hostile.ts';

const facts = engineFacts();
/** With a predicate every object is read with care. */
const careful = { facts, ignore: () => false };
const REPEATS = Number(process.env['HEAPSCALE_REPEATS'] ?? 1);

class Point {
  x: unknown;
  y: unknown;
  constructor(x: unknown, y: unknown) {
    this.x = x;
    this.y = y;
  }
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q'];

type Fields = Record<string, unknown>;

/** What makes an object differ from its siblings; each returns the object that takes its place. */
const changes: readonly ((object: Fields) => object)[] = [
  (object) => Object.defineProperty(object, 'a', { get: boom, enumerable: true, configurable: true }),
  (object) => Object.defineProperty(object, 'z', { get: boom, set: boom }),
  (object) => Object.defineProperty(object, 'a', { enumerable: false }),
  (object) => Object.assign(object, { [Symbol('key')]: { held: 'by a symbol' } }),
  (object) => Object.assign(object, { 0: { held: 'by an index' }, 7: 1.5 }),
  (object) => Object.defineProperty(object, 3, { get: boom, enumerable: true }),
  (object) => {
    delete object['a'];
    return object;
  },
  (object) => Object.setPrototypeOf(object, { inherited: boom }) as object,
  (object) => Object.setPrototypeOf(object, null) as object,
  (object) => Object.freeze(object),
  (object) => new Proxy(object, { get: boom, ownKeys: boom, getOwnPropertyDescriptor: boom, getPrototypeOf: boom }),
];

// Nothing is held twice: the two ways meet what one object holds in opposite orders.
const constant = 'a constant of some length';
const long = fc.integer({ min: 0, max: 40 }).map((n) => JSON.parse(`"customer number ${n}"`) as string);
const always = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<() => unknown> => values.map((value) => () => value);
const leaf: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 6, arbitrary: always(fc.integer({ min: -5, max: 2 ** 31 })) },
  { weight: 4, arbitrary: always(fc.double({ noNaN: true })) },
  { weight: 4, arbitrary: always(fc.constantFrom<unknown>(null, true, '', 'x', 'length', 'short', constant)) },
  { weight: 3, arbitrary: always(long) },
  fc.constantFrom<() => unknown>(
    () => undefined,
    () => () => boom,
    () => Symbol.iterator,
    () => 10n ** 20n,
    () => [1, 2, 3],
    () => ['one', 1.5, { in: 'an array' }],
    () => [0.5, 1.5],
    () => ({ a: 1, b: { c: 2 } }),
    () => `${constant} ${Math.random()}`,
  ),
);

/** A list of objects of one shape: values row by row, and what is changed of a few of them. */
const siblings = fc
  .record({
    width: fc.integer({ min: 1, max: NAMES.length }),
    isClass: fc.boolean(),
    rows: fc.array(fc.array(leaf, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 25 }),
    changed: fc.uniqueArray(fc.tuple(fc.nat(24), fc.constantFrom(...changes)), {
      maxLength: 3,
      selector: ([at]) => at,
    }),
  })
  .map(({ width, isClass, rows, changed }) => {
    const list = rows.map((row, i): object => {
      if (isClass) return new Point(row[0]!(), row[1]!());
      const object: Fields = {};
      for (let at = 0; at < width; at++) object[NAMES[at]!] = row[(at + (i % 2)) % row.length]!();
      return object;
    });
    for (const [at, change] of changed) {
      const object = list[at];
      if (object !== undefined && Object.isExtensible(object)) list[at] = change(object as Fields);
    }
    return list;
  });

/** Several such lists, in turns. */
const graph = fc.array(siblings, { minLength: 1, maxLength: 4 }).map((lists) => {
  const mixed: object[] = [];
  for (let i = 0; i < 25; i++) for (const list of lists) if (list[i] !== undefined) mixed.push(list[i]!);
  return { lists, mixed, map: new Map(mixed.slice(0, 10).map((object, i) => [`key number ${i}`, object])) };
});

describe('objects of random graphs, read plainly and with care', () => {
  it('have the same report, entry size and sum', () => {
    fc.assert(
      fc.property(graph, (value) => {
        const report = deepSizeOf(value, careful);
        for (let i = 0; i < 2; i++) expect(deepSizeOf(value, { facts }).toJSON()).toEqual(report.toJSON());
        expect(entrySizeOf('key', value, { facts })).toBe(entrySizeOf('key', value, careful));
        const limits = { maxSize: 2 ** 30 };
        const [quick, slow] = [lruSizeCalculation(limits, { facts }), lruSizeCalculation(limits, careful)];
        const [meter, other] = [createMeter({ facts }), createMeter(careful)];
        for (const object of value.mixed) {
          expect(quick(object, 'key')).toBe(slow(object, 'key'));
          expect(meter.add(object)).toBe(other.add(object));
        }
        expect(meter.report().toJSON()).toEqual(other.report().toJSON());
      }),
      { numRuns: 150 * REPEATS },
    );
  });
});
