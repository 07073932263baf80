/** Values with something to advise, and the same values with the advice followed. */
import { json, list, textsOf, setOf } from './case.ts';
import type { Case, Holder } from './case.ts';
import { stringCases } from './string-cases.ts';

export { json, list } from './case.ts';

/** A class with the fields that are told, made often enough for V8 to have cut the slack off. */
class Wide {
  id: number;
  a: unknown = null;
  b: unknown = null;
  c: unknown = undefined;
  d: unknown = null;
  constructor(id: number) {
    this.id = id;
  }
}

class Narrow {
  id: number;
  constructor(id: number) {
    this.id = id;
  }
}

for (let i = 0; i < 20; i++) [new Wide(i), new Narrow(i)];

const dictionaryOf = (keys: readonly string[]): Record<string, number> => {
  const object: Record<string, number> = {};
  keys.forEach((key, i) => (object[key] = i));
  return object;
};

const bareOf = (entries: readonly (readonly [string, unknown])[]): object => {
  const object = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of entries) object[key] = value;
  return object;
};

/** Records without their empty fields, and the seldom filled one in a Map. */
const withRareApart = ({ items }: Holder<Map<number, { id: number; e: number | null }>>): unknown => {
  const rare = new Map<object, number>();
  const kept = new Map<number, object>();
  for (const [id, { e }] of items) {
    const item = json({ id });
    kept.set(id, item);
    if (e !== null) rare.set(item, e);
  }
  return [{ items: kept }, rare];
};

type Row = { id: number; x: number; name: string };

/** Every kind of finding, each way it can be followed. */

export const cases: readonly Case[] = [
  ...stringCases,
  {
    name: 'a dictionary of 900 texts',
    kind: 'dictionary',
    path: 'value.items',
    build: () => ({ items: dictionaryOf(textsOf(list(900, (i) => `key number ${i}`))) }),
    follow: ({ items }: Holder<Record<string, number>>) => ({ items: new Map(Object.entries(items)) }),
  },
  {
    name: 'a dictionary of 25,000 texts',
    kind: 'dictionary',
    path: 'value.items',
    build: () => ({ items: dictionaryOf(list(25_000, (i) => `key number ${i}`)) }),
    follow: ({ items }: Holder<Record<string, number>>) => ({ items: new Map(Object.entries(items)) }),
  },
  {
    name: 'a dictionary of far apart numbers',
    kind: 'dictionary',
    path: 'value.items',
    build: () => ({ items: dictionaryOf(list(1000, (i) => `${100_000 + 7 * i}`)) }),
    follow: ({ items }: Holder<Record<string, number>>) => ({
      items: new Map(Object.entries(items).map(([key, value]) => [+key, value])),
    }),
  },
  {
    name: 'dictionaries without a prototype',
    kind: 'dictionary',
    path: 'value.items[*]',
    build: () => ({ items: list(60, (n) => bareOf(list(50, (i) => [`key ${n} ${i}`, i]))) }),
    follow: ({ items }: Holder<object[]>) => ({ items: items.map((item) => new Map(Object.entries(item))) }),
  },
  {
    name: 'very many dictionaries without a prototype',
    kind: 'dictionary',
    path: 'value.items[*]',
    build: () => ({ items: list(3000, (n) => bareOf(list(5 + (n % 2), (i) => [`key ${n % 7} ${i}`, i]))) }),
    follow: ({ items }: Holder<object[]>) => ({
      items: items.map((item) => (Object.keys(item).length === 6 ? new Map(Object.entries(item)) : item)),
    }),
  },
  {
    name: 'records without a prototype',
    kind: 'dictionary',
    path: 'value.items[*]',
    build: () => ({
      items: list(300, (id) =>
        bareOf([
          ['id', id],
          ['group', id % 5],
        ]),
      ),
    }),
    follow: ({ items }: Holder<Record<string, number>[]>) => ({ items: items.map(({ id, group }) => ({ id, group })) }),
  },
  {
    name: 'dates in fields',
    kind: 'date-object',
    path: 'value.items[*].at',
    build: () => ({ items: list(300, (i) => ({ at: new Date(1.7e12 + i + 0.5) })) }),
    follow: ({ items }: Holder<{ at: Date }[]>) => ({ items: items.map(({ at }) => ({ at: at.getTime() })) }),
  },
  {
    name: 'a list of dates',
    kind: 'date-object',
    path: 'value.items[*]',
    build: () => ({ items: list(300, (i) => new Date(1.7e12 + i)) }),
    follow: ({ items }: Holder<Date[]>) => ({ items: items.map((item) => item.getTime()) }),
  },
  {
    name: 'numbers beside null',
    kind: 'number-array',
    path: 'value.items',
    build: () => ({ items: json(list(3000, (i) => (i % 10 === 0 ? null : i / 3))) }),
    follow: ({ items }: Holder<(number | null)[]>) => ({ items: Float64Array.from(items, (item) => item ?? NaN) }),
  },
  {
    name: 'small integers',
    kind: 'number-array',
    path: 'value.items',
    build: () => ({ items: json(list(3000, (i) => i)) }),
    follow: ({ items }: Holder<number[]>) => ({ items: Uint16Array.from(items) }),
  },
  {
    name: 'very many small integers',
    kind: 'number-array',
    path: 'value.items',
    build: () => ({ items: json(list(200_000, (i) => (i % 2 === 0 ? -i : i))) }),
    follow: ({ items }: Holder<number[]>) => ({ items: Int32Array.from(items) }),
  },
  {
    name: 'rows of integers',
    kind: 'number-array',
    path: 'value.items[*]',
    build: () => ({ items: json(list(60, (n) => list(100, (i) => n * i))) }),
    follow: ({ items }: Holder<number[][]>) => ({
      items: items.map((row) => (Math.max(...row) > 255 ? Uint16Array.from(row) : Uint8Array.from(row))),
    }),
  },
  {
    name: 'an array mostly of nothing',
    kind: 'sparse-array',
    path: 'value.items',
    build: () => {
      const items: unknown[] = new Array(10_000);
      for (let i = 0; i < 10_000; i += 12) items[i] = `${i}`;
      return { items };
    },
    follow: ({ items }: Holder<unknown[]>) => ({
      items: new Map(items.map((item, i) => [i, item] as const).filter(([, item]) => item !== undefined)),
    }),
  },
  {
    name: 'an array mostly of null',
    kind: 'sparse-array',
    path: 'value.items',
    build: () => ({ items: json(list(8000, (i) => (i % 20 === 0 ? { i } : null))) }),
    follow: ({ items }: Holder<(object | null)[]>) => ({
      items: new Map(items.map((item, i) => [i, item] as const).filter(([, item]) => item !== null)),
    }),
  },
  {
    name: 'parsed records with empty fields',
    kind: 'empty-fields',
    path: 'value.items.get(*)',
    build: () => ({
      items: new Map(
        json(list(500, (id) => ({ id, a: null, b: null, c: null, d: null, e: id % 50 === 0 ? 5 : null }))).map(
          (item) => [item.id, item],
        ),
      ),
    }),
    follow: withRareApart,
  },
  {
    name: 'very many records with empty fields',
    kind: 'empty-fields',
    path: 'value.items.get(*)',
    build: () => ({
      items: new Map(
        json(list(20_000, (id) => ({ id, a: null, b: null, c: null, d: null, e: id % 40 === 0 ? 5 : null }))).map(
          (item) => [item.id, item],
        ),
      ),
    }),
    follow: withRareApart,
  },
  {
    name: 'instances with empty fields',
    kind: 'empty-fields',
    path: 'value.items[*]',
    build: () => ({ items: list(500, (id) => new Wide(id)) }),
    follow: ({ items }: Holder<Wide[]>) => ({ items: items.map(({ id }) => new Narrow(id)) }),
  },
  {
    name: 'Maps of a few',
    kind: 'tiny-collection',
    path: 'value.items[*]',
    build: () => ({ items: list(300, (n) => new Map(list(1 + (n % 5), (i) => [`k${i}`, i]))) }),
    follow: ({ items }: Holder<Map<string, number>[]>) => ({
      items: items.map((map) => {
        const pairs = new Array<unknown>(2 * map.size);
        let at = 0;
        for (const [key, value] of map) {
          pairs[at++] = key;
          pairs[at++] = value;
        }
        return pairs;
      }),
    }),
  },
  {
    name: 'Sets of a few',
    kind: 'tiny-collection',
    path: 'value.items[*].tags',
    build: () => ({ items: list(300, (id) => ({ id, tags: setOf(list(1 + (id % 6), (i) => `t${i}`)) })) }),
    follow: ({ items }: Holder<{ id: number; tags: Set<string> }[]>) => ({
      items: items.map(({ id, tags }) => ({ id, tags: [...tags].slice() })),
    }),
  },
  {
    name: 'parsed records',
    kind: 'objects-by-column',
    path: 'value.items',
    build: () => ({ items: json(list(2000, (id) => ({ id, x: id + 0.1, name: `name ${id}` }))) }),
    follow: ({ items }: Holder<Row[]>) => ({
      items: {
        id: Uint16Array.from(items, ({ id }) => id),
        x: Float64Array.from(items, ({ x }) => x),
        name: items.map(({ name }) => name),
      },
    }),
  },
  {
    name: 'twenty thousand records',
    kind: 'objects-by-column',
    path: 'value.items',
    build: () => ({ items: json(list(20_000, (id) => ({ id, x: id + 0.1, name: `name ${id}` }))) }),
    follow: ({ items }: Holder<Row[]>) => ({
      items: {
        id: Uint16Array.from(items, ({ id }) => id),
        x: Float64Array.from(items, ({ x }) => x),
        name: items.map(({ name }) => name),
      },
    }),
  },
  {
    name: 'many short lists of records',
    kind: 'objects-by-column',
    path: 'value.items[*].rows',
    build: () => ({
      items: json(list(600, (n) => ({ rows: list(30 + (n % 40), (id) => ({ id, x: id + 0.1, name: `name ${id}` })) }))),
    }),
    follow: ({ items }: Holder<{ rows: Row[] }[]>) => ({
      items: items.map(({ rows }) => ({
        rows: {
          id: Uint8Array.from(rows, ({ id }) => id),
          x: Float64Array.from(rows, ({ x }) => x),
          name: rows.map(({ name }) => name),
        },
      })),
    }),
  },
  {
    name: 'a window on a megabyte',
    kind: 'buffer-slice',
    path: 'value.items',
    build: () => ({ items: new Uint8Array(new ArrayBuffer(1 << 20), 1000, 5000) }),
    follow: ({ items }: Holder<Uint8Array>) => ({ items: items.slice() }),
  },
  {
    name: 'Buffers cut from one',
    kind: 'buffer-slice',
    path: 'value.items[*]',
    build: () => {
      const whole = Buffer.alloc(1 << 20);
      return { items: list(20, (i) => whole.subarray(i * 1000, i * 1000 + 100)) };
    },
    follow: ({ items }: Holder<Buffer[]>) => ({ items: items.map((item) => Uint8Array.prototype.slice.call(item)) }),
  },
  {
    name: 'a DataView of a part',
    kind: 'buffer-slice',
    path: 'value.items',
    build: () => ({ items: new DataView(new ArrayBuffer(100_000), 100, 40) }),
    follow: ({ items }: Holder<DataView>) => ({ items: new DataView(items.buffer.slice(100, 140)) }),
  },
  {
    name: 'empty arrays',
    kind: 'empty-container',
    path: 'value.items[*].tags',
    build: () => ({ items: json(list(500, (id) => ({ id, tags: [] as never[] }))) }),
    follow: ({ items }: Holder<{ id: number; tags: never[] }[]>) => {
      const none: never[] = [];
      for (const item of items) item.tags = none;
      return { items };
    },
  },
  {
    name: 'empty Maps',
    kind: 'empty-container',
    path: 'value.items[*].index',
    build: () => ({ items: list(500, (id) => ({ id, index: new Map() })) }),
    follow: ({ items }: Holder<{ id: number; index: Map<never, never> }[]>) => {
      const none = new Map<never, never>();
      for (const item of items) item.index = none;
      return { items };
    },
  },
  {
    name: 'empty Sets',
    kind: 'empty-container',
    path: 'value.items[*].seen',
    build: () => ({ items: list(500, (id) => ({ id, seen: new Set() })) }),
    follow: ({ items }: Holder<{ id: number; seen: Set<never> }[]>) => {
      const none = new Set<never>();
      for (const item of items) item.seen = none;
      return { items };
    },
  },
  {
    name: 'empty objects',
    kind: 'empty-container',
    path: 'value.items[*].meta',
    build: () => ({ items: list(500, (id) => ({ id, meta: {} })) }),
    follow: ({ items }: Holder<{ id: number; meta: object }[]>) => {
      const none = {};
      for (const item of items) item.meta = none;
      return { items };
    },
  },
];
