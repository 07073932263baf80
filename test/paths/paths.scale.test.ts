// Places of chains, arrays and webs of millions of objects, and of the whole corpus with few rows and with all.
import { expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import type { PathOptions, PathRow } from '../../src/index.ts';
import { brokenTrees, isTree } from './is-tree.ts';

const rowsOf = (value: unknown, options: PathOptions = {}): readonly PathRow[] =>
  deepSizeOf(value, { paths: { name: 'v', ...options } }).paths!;

it('a chain of a million, an array of three million, and a web have their places', () => {
  let chain: object | null = null;
  for (let i = 0; i < 1_000_000; i++) chain = { next: chain };
  expect(rowsOf(chain, { depth: 2 }).map(({ path, retainedBytes }) => `${path} ${retainedBytes}`)).toEqual([
    'v 32000000',
    'v.next 31999968',
    'v.next.next 31999936',
  ]);
  const wide = Array.from({ length: 3_000_000 }, (_, i) => (i % 3 ? i : { i }));
  expect(
    rowsOf(wide)
      .map(({ path, count, retainedBytes }) => `${path} ${count} ${retainedBytes}`)
      .slice(1),
  ).toEqual(['v[*] 1000000 32000000']);
  const web = Array.from({ length: 50_000 }, () => ({ a: {}, b: {} }));
  web.forEach((node, i) => {
    node.a = web[(i * 7919) % 50_000];
    node.b = web[(i * 31 + 7) % 50_000];
  });
  expect(isTree(rowsOf(web[1], { depth: 8 }))).toEqual([]);
});

it.each([
  { rows: 8, depth: 2 },
  { rows: Infinity, depth: Infinity, fold: Infinity },
] as PathOptions[])('places are a tree over the whole corpus, %j', (options) => {
  expect(brokenTrees(options)).toEqual([]);
});
