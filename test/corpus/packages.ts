/** Objects that other packages build, and real data: nobody arranged these for us. */
import { readFileSync } from 'node:fs';
import * as acorn from 'acorn';
import dayjs from 'dayjs';
import * as immutable from 'immutable';
import { LRUCache } from 'lru-cache';
import lunr from 'lunr';
import * as luxon from 'luxon';
import { marked } from 'marked';
import MiniSearch from 'minisearch';
import * as parse5 from 'parse5';
import * as yaml from 'yaml';
import { freshText } from './structure.ts';
import type { Structure } from './structure.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
/** Parsers that keep slices of the text they read: strings that are not flat. */
const KEEP_SLICES = new Set([
  'acorn on its own source',
  'yaml: parsed',
  'yaml: document',
  'marked: tokens',
  'acorn: syntax tree of a program',
]);
const table = (
  rows: readonly (readonly [name: string, build: () => unknown])[],
  origin: Structure['origin'],
): Structure[] => rows.map(([name, build]) => ({ name, build, origin, flat: !KEEP_SLICES.has(name) }));

const SOURCE = 'src/walk/walker.ts';
const asJavaScript = (): string =>
  read('node_modules/acorn/dist/acorn.mjs')
    .slice(0, 40_000)
    .replace(/[^;]*$/, '');

/** Objects of third-party packages. */
export const packages: readonly Structure[] = table(
  [
    [
      'acorn: syntax tree of a program',
      () =>
        acorn.parse(
          'function f(a, b) { if (a > b) { return a * 2 + b; } for (const x of [1, 2, 3]) { console.log(x, `t${a}`); } return { a, b, c: [a, b] }; }\n'.repeat(
            40,
          ),
          { ecmaVersion: 2022 },
        ),
    ],
    [
      'acorn: syntax tree with locations',
      () =>
        acorn.parse(
          'const x = { y: [1, 2, 3].map((z) => z + 1) }; class A extends B { m() { return super.m(); } }\n'
            .replace('const x', 'var x')
            .replace('class A extends B', 'new class extends Object')
            .repeat(30),
          { ecmaVersion: 2022, locations: true },
        ),
    ],
    [
      'acorn: tokens',
      () => [...acorn.tokenizer('let a = 1 + b * (c - 2); f(a, "text", /re/g);'.repeat(30), { ecmaVersion: 2022 })],
    ],
    [
      'parse5: document tree',
      () =>
        parse5.parse(
          `<html><body>${'<div class="row" id="r"><p>Hello <b>bold</b> text</p><ul><li>one</li><li>two</li></ul></div>'.repeat(50)}</body></html>`,
        ),
    ],
    ['parse5: fragment', () => parse5.parseFragment('<table><tr><td>1</td><td>2</td></tr></table>'.repeat(30))],
    ['immutable: Map of 500', () => immutable.Map(range(500).map((i): [string, number] => [`key${i}`, i]))],
    ['immutable: List of 1,000', () => immutable.List(range(1000))],
    ['immutable: OrderedMap', () => immutable.OrderedMap(range(200).map((i): [number, object] => [i, { i }]))],
    ['immutable: Set', () => immutable.Set(range(300))],
    ['immutable: fromJS', () => immutable.fromJS({ a: { b: [1, 2, { c: 3 }] }, d: range(50) })],
    [
      'minisearch: index',
      () => {
        const index = new MiniSearch({ fields: ['title', 'text'] });
        index.addAll(
          range(100).map((id) => ({
            id,
            title: `title ${id} alpha`,
            text: `some words of text ${id} beta gamma ${freshText(8)}`,
          })),
        );
        return index;
      },
    ],
    [
      'lunr: index',
      () =>
        lunr(function () {
          this.ref('id');
          this.field('text');
          for (let id = 0; id < 50; id++) this.add({ id, text: `some words about ${freshText(9)} and number${id}` });
        }),
    ],
    ['dayjs: 100 dates', () => range(100).map((i) => dayjs(1.6e12 + i * 1e9))],
    ['luxon: 100 dates', () => range(100).map((i) => luxon.DateTime.fromMillis(1.6e12 + i * 1e9, { zone: 'utc' }))],
    ['luxon: durations', () => range(50).map((i) => luxon.Duration.fromObject({ hours: i, minutes: 3 }))],
    [
      'marked: tokens',
      () =>
        marked.lexer(
          '# Title\n\nSome *text* with `code` and a [link](http://x.y).\n\n- one\n- two\n\n```js\nlet a;\n```\n\n'.repeat(
            30,
          ),
        ),
    ],
    [
      'yaml: parsed',
      () =>
        yaml.parse(
          'a:\n  b: [1, 2, 3]\n  c: some text here\nlist:\n' +
            range(100)
              .map((i) => `  - name: item ${i}\n    value: ${i}\n`)
              .join(''),
        ),
    ],
    [
      'yaml: document',
      () =>
        yaml.parseDocument(
          'a:\n  b: [1, 2, 3]\nlist:\n' +
            range(40)
              .map((i) => `  - name: item ${i}\n    value: ${i}\n`)
              .join(''),
        ),
    ],
    [
      'lru-cache: 500 entries',
      () => {
        const cache = new LRUCache<string, object>({ max: 500 });
        for (const i of range(500)) cache.set(`key number ${i}`, { id: i });
        return cache;
      },
    ],
  ],
  'package',
);

/** Data read from files of this repository. */
export const data: readonly Structure[] = table(
  [
    ['package-lock.json', () => JSON.parse(read('package-lock.json')) as unknown],
    ['package.json', () => JSON.parse(read('package.json')) as unknown],
    ['lines of a source file', () => JSON.parse(JSON.stringify(read(SOURCE).split('\n'))) as unknown],
    [
      'word counts',
      () => {
        const counts = new Map<string, number>();
        for (const word of JSON.parse(JSON.stringify(read(SOURCE).split(/\W+/))) as string[])
          counts.set(word, (counts.get(word) ?? 0) + 1);
        return counts;
      },
    ],
    [
      '5,000 parsed records',
      () =>
        JSON.parse(
          JSON.stringify(
            range(5000).map((id) => ({
              id,
              name: `customer number ${id}`,
              email: `customer${id}@example.org`,
              balance: id * 1.25,
              active: id % 3 === 0,
              tags: ['new', `tag ${id % 7} of seven`],
            })),
          ),
        ) as unknown,
    ],
    [
      'parsed records with optional fields',
      () =>
        JSON.parse(
          JSON.stringify(
            range(2000).map((id) => ({
              id,
              label: `label ${id} of many`,
              ...(id % 2 ? { note: `note ${id} to this` } : {}),
              ...(id % 5 ? {} : { parent: id - 1 }),
            })),
          ),
        ) as unknown,
    ],
    [
      'acorn on its own source',
      () =>
        acorn.parse(asJavaScript().replace(/^export .*$/gm, ''), {
          ecmaVersion: 2022,
          sourceType: 'module',
          allowReserved: true,
        }),
    ],
  ],
  'data',
);
