/** Cases of advice on strings: duplicates and common prefixes. */
import { flat } from '../corpus/structure.ts';
import { json, list, textsOf, setOf } from './case.ts';
import type { Case, Holder } from './case.ts';

const pool = (): ((text: string) => string) => {
  const texts = new Map<string, string>();
  return (text) => texts.get(text) ?? (texts.set(text, text), text);
};

const split = (texts: readonly string[]): Map<string, string[]> => {
  const groups = new Map<string, string[]>();
  for (const text of texts) {
    const end = text.lastIndexOf('/') + 1;
    const beginning = text.slice(0, end);
    if (!groups.has(beginning)) groups.set(flat(beginning), []);
    groups.get(beginning)!.push(flat(text.slice(end)));
  }
  return groups;
};

export const stringCases: readonly Case[] = [
  {
    name: 'equal texts of parsed records',
    kind: 'duplicate-strings',
    path: 'value.items[*].city',
    build: () => ({ items: json(list(500, (id) => ({ id, city: `a rather long name of a city, number ${id % 7}` }))) }),
    follow: ({ items }: Holder<{ id: number; city: string }[]>) => {
      const once = pool();
      return {
        items: json(items.map(({ id }) => ({ id, city: null as string | null }))).map(
          (row, i) => ((row.city = once(items[i].city)), row),
        ),
      };
    },
  },
  {
    name: 'equal texts of a parsed array',
    kind: 'duplicate-strings',
    path: 'value.items[*]',
    build: () => ({ items: json(list(2000, (i) => `the same text over and over ${i % 40}`)) }),
    follow: ({ items }: Holder<string[]>) => ({ items: items.map(pool()) }),
  },
  {
    name: 'addresses in a Set',
    kind: 'common-prefixes',
    path: 'value.items',
    build: () => ({ items: setOf(textsOf(list(1000, (i) => `https://example.com/products/by-number/${i}`))) }),
    follow: ({ items }: Holder<Set<string>>) => ({
      items: {
        beginning: flat('https://example.com/products/by-number/'),
        endings: setOf([...items].map((text) => flat(text.slice(39)))),
      },
    }),
  },
  {
    name: 'Sets of addresses',
    kind: 'common-prefixes',
    path: 'value.items[*]',
    build: () => ({
      items: list(200, (n) =>
        setOf(
          textsOf(list(60 + (n % 30), (i) => `https://example.com/customers/number-${n}/orders/${i}-made-in-${n}`)),
        ),
      ),
    }),
    follow: ({ items }: Holder<Set<string>[]>) => ({
      items: items.map((set, n) => {
        const beginning = `https://example.com/customers/number-${n}/orders/`;
        return {
          beginning: flat(beginning),
          endings: setOf([...set].map((text) => flat(text.slice(beginning.length)))),
        };
      }),
    }),
  },
  {
    name: 'addresses in an array',
    kind: 'common-prefixes',
    path: 'value.items',
    build: () => ({ items: textsOf(list(1000, (i) => `https://example.com/${'abcdefgh'[i % 8].repeat(20)}/${i}`)) }),
    follow: ({ items }: Holder<string[]>) => {
      const beginnings: string[] = [];
      const endings = items.map((text) => flat(text.slice(41)));
      for (const text of items) if (!beginnings.includes(text.slice(0, 41))) beginnings.push(flat(text.slice(0, 41)));
      return {
        items: {
          beginnings: beginnings.slice(),
          numberOf: Uint8Array.from(items, (text) => beginnings.indexOf(text.slice(0, 41))),
          endings,
        },
      };
    },
  },
  {
    name: 'paths as keys',
    kind: 'common-prefixes',
    path: 'value.items',
    build: () => ({
      items: new Map(
        textsOf(list(2000, (i) => `/home/somebody/projects/packages/number-${i % 10}/src/${i}.ts`)).map((text, i) => [
          text,
          i,
        ]),
      ),
    }),
    follow: ({ items }: Holder<Map<string, number>>) => ({
      items: new Map(
        [...split([...items.keys()])].map(([beginning, endings]) => [
          beginning,
          new Map(endings.map((ending) => [ending, items.get(beginning + ending)])),
        ]),
      ),
    }),
  },
];
