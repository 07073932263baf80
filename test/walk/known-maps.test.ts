// A walk with facts reads objects of a known hidden class plainly: it finds what the careful walk finds, and runs no
// code.
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { engineFacts } from '../../src/node.ts';
import { boom, hostile } from '../corpus/hostile.ts';
import { synthetic } from '../corpus/synthetic.ts';

const facts = engineFacts();

/** With a predicate every object is read with care. */
const careful = (value: unknown) => deepSizeOf(value, { facts, ignore: () => false });
const quick = (value: unknown) => deepSizeOf(value, { facts });

function expectSame(value: unknown): void {
  const [one, other] = [quick(value).toJSON(), careful(value).toJSON()];
  expect(one).toEqual(other);
}

describe('the same as the careful walk', () => {
  // What a predicate is asked about may differ for built-in objects, which the corpus has none of.
  it.each(synthetic.map(({ name, build }) => [name, build] as const))('%s', (_, build) => {
    const value = build();
    expectSame(value);
    expectSame([value, value]);
  });

  it('for graphs of many shapes', () => {
    class Node {
      next: Node | undefined = undefined;
      readonly tags = ['a', 'b'];
      readonly id: number;
      constructor(id: number) {
        this.id = id;
      }
    }
    const nodes = Array.from({ length: 500 }, (_, i) => new Node(i));
    for (let i = 1; i < nodes.length; i++) nodes[i].next = nodes[i - 1];
    expectSame(nodes);
    expectSame(new Map(nodes.map((node, i) => [`k${i}`, { node, at: i / 3, list: [i, 'x', { i }] }])));
    expectSame(Array.from({ length: 400 }, (_, i) => ({ [`only${i % 37}`]: i, both: { [`in${i % 11}`]: [i] } })));
    expectSame(
      Array.from({ length: 50 }, (_, i) => ({ wide: Array.from({ length: 5000 }, (__, k) => (k % 3 ? k : `${i}`)) })),
    );
  });

  it('for objects that differ in their elements, which no hidden class shows', () => {
    const list = () => [1];
    const without = Array.from({ length: 4 }, () => ({ t: list() }));
    expectSame([{ 0: list(), 1: list(), t: 1 }, ...without, { 0: list(), 1: list(), 2: list(), t: list() }]);
    expectSame([{ 0: list(), 1: list(), t: 1 }, ...without, { 0: list(), 1: list(), t: list() }]);
    expectSame([...without, { 0: list(), 1: list(), t: 1 }, ...without, { 7: list(), t: list() }]);
  });

  it('for a prototype that enumeration lists, too', () => {
    function Old(this: Record<string, unknown>, i: number) {
      this['id'] = i;
      this['text'] = { of: `number ${i}` };
    }
    (Old.prototype as Record<string, unknown>)['method'] = () => 1;
    const make = Old as unknown as new (i: number) => object;
    expectSame(Array.from({ length: 100 }, (_, i) => new make(i)));
  });
});

/** Plain objects, so that there is an example, and one that differs from them in what no name shows. */
function among(odd: object): object[] {
  const list: object[] = Array.from({ length: 40 }, (_, i) => ({ a: i, b: { c: i }, d: 'text' }));
  list.splice(20, 0, odd);
  list.push(odd, { a: 1, b: { c: 1 }, d: 'text' });
  return list;
}

const odd: readonly (readonly [name: string, build: () => object])[] = [
  ['a getter', () => Object.defineProperty({ a: 1, b: { c: 1 }, d: 'text' }, 'b', { get: boom, enumerable: true })],
  [
    'a getter in a literal',
    () => ({
      a: 1,
      b: { c: 1 },
      get d() {
        return boom();
      },
    }),
  ],
  ['elements', () => Object.assign({ a: 1, b: { c: 1 }, d: 'text' }, { 0: { held: 'by an index' }, 7: 1.5 })],
  [
    'an accessor among its elements',
    () => Object.defineProperty({ a: 1, b: { c: 1 }, d: 'text' }, 3, { get: boom, enumerable: true }),
  ],
  ['a symbol', () => ({ a: 1, b: { c: 1 }, d: 'text', [Symbol('key')]: { held: 'by a symbol' } })],
  ['a hidden property', () => Object.defineProperty({ a: 1, b: { c: 1 }, d: 'text' }, 'e', { value: { held: 1 } })],
  [
    'a property that is not enumerable',
    () => Object.defineProperty({ a: 1, b: { c: 1 }, d: 'text' }, 'd', { enumerable: false }),
  ],
  ['another prototype', () => Object.setPrototypeOf({ a: 1, b: { c: 1 }, d: 'text' }, { inherited: boom }) as object],
  [
    'a Proxy as prototype',
    () =>
      Object.setPrototypeOf(
        { a: 1, b: { c: 1 }, d: 'text' },
        new Proxy({}, { ownKeys: boom, getPrototypeOf: boom, get: boom }),
      ) as object,
  ],
  [
    'a Proxy of such an object',
    () => new Proxy({ a: 1, b: { c: 1 }, d: 'text' }, { get: boom, ownKeys: boom, getOwnPropertyDescriptor: boom }),
  ],
  [
    'a dictionary',
    () => {
      const made: Record<string, unknown> = { a: 1, b: { c: 1 }, x: 1, d: 'text' };
      delete made['x'];
      return made;
    },
  ],
  [
    'a dictionary with a getter',
    () => {
      const made: Record<string, unknown> = {
        a: 1,
        x: 1,
        get b() {
          return boom();
        },
        d: 'text',
      };
      delete made['x'];
      return made;
    },
  ],
];

describe('objects that only look like their example', () => {
  it.each(odd)('%s', (_, build) => {
    const value = among(build());
    expectSame(value);
    expect(quick(value).heapBytes).toBeGreaterThan(quick(among({ a: 1, b: { c: 1 }, d: 'text' })).heapBytes - 200);
  });

  it('dictionaries never are examples of each other', () => {
    const made = (getter: boolean): object => {
      const value: Record<string, unknown> = { a: 1, x: 1, d: 'text' };
      delete value['x'];
      if (getter) Object.defineProperty(value, 'a', { get: boom, enumerable: true });
      return value;
    };
    expectSame(Array.from({ length: 60 }, (_, i) => made(i % 5 === 4)));
  });

  it('elements are counted of an object like the first one of its shape, which had the same', () => {
    const make = (): object => ({ x: 1, y: 2 });
    const withElements = (): object => Object.assign(make(), { 0: { held: 'by an index' }, 7: 1.5 });
    expectSame([withElements(), make(), make(), make(), withElements()]);
  });

  it('elements of an array with an accessor are not read', () => {
    const lists: unknown[][] = Array.from({ length: 30 }, (_, i) => [{ i }, 'x', i]);
    Object.defineProperty(lists[17], 1, { get: boom, enumerable: true, configurable: true });
    lists[18].length = 5;
    Object.assign(lists[19], { beside: { held: 1 } });
    expectSame(lists);
  });
});

describe('hostile values', () => {
  it.each(hostile)('%s', (_, build) => {
    const value = build();
    expect(quick([value, { value }, { value }, { value }]).bytes).toBeGreaterThan(0);
  });
});

it('keeps no value alive and shows in no measurement', () => {
  const made = (): object[] => Array.from({ length: 100 }, (_, i) => ({ first: i, second: { third: i } }));
  const before = quick(made()).bytes;
  for (let i = 0; i < 20; i++) quick(made());
  expect(quick(made()).bytes).toBe(before);
});

it('does not change arrays of doubles or the representations of fields', () => {
  const value = [
    ...Array.from({ length: 50 }, (_, i) => [i + 0.5, i + 1.5]),
    ...Array.from({ length: 50 }, (_, i) => [i, i + 1]),
    ...Array.from({ length: 50 }, (_, i) => ['x', i, 1.5]),
    ...Array.from({ length: 50 }, (_, i) => ({ x: i + 0.5, y: i })),
  ];
  const kinds = (): unknown[] => value.map((item) => facts.elementsKindOf?.(item));
  const before = kinds();
  for (let i = 0; i < 300; i++) quick(value);
  expect(kinds()).toEqual(before);
});
