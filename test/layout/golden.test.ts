// The shallow size of one value of each kind and size rule, for each known engine, beside what that engine's own heap
// snapshot said of it (test/layout/golden/run.mjs asks them all). Chromium 150 is no longer at hand: its figures are
// those of 156, except those that were measured on both and differ, data of regular expressions and generators.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { layouts, sizeOf } from '../../src/index.ts';
import type { Layout } from '../../src/index.ts';
import { kinds } from '../corpus/kinds.ts';

/**
 * A Node with pointer compression is in no package of npm: its tables are derived from those of Node, Deno and workerd.
 */
const derived = [
  [layouts.node24compressed, 'node24'],
  [layouts.node26compressed, 'node26'],
] as const;
const tables = Object.values(layouts).filter(
  (layout, i, all) => all.indexOf(layout) === i && derived.every(([table]) => table !== layout),
);
const goldenOf = ({ id }: Layout): Record<string, number> =>
  JSON.parse(readFileSync(new URL(`golden/${id}.json`, import.meta.url), 'utf8')) as Record<string, number>;

/**
 * What sizeOf adds by definition and V8 gives to another object: the property by which a memory's buffer leads back to
 * it.
 */
const added = ({ propertyArrayHeader, taggedSize }: Layout, name: string): number =>
  name === 'WebAssembly.Memory' ? propertyArrayHeader + 3 * taggedSize : 0;

it.each(tables)('sizeOf is what V8 measured: $id', (layout) => {
  const golden = goldenOf(layout);
  const ours: Record<string, number> = {};
  const theirs: Record<string, number> = {};
  for (const [name, build] of Object.entries(kinds)) {
    const value = build();
    // Kinds that only newer engines have are compared where this suite runs on one of them.
    if (value === undefined || golden[name] === undefined) continue;
    ours[name] = sizeOf(value, { layout });
    theirs[name] = golden[name] + added(layout, name);
  }
  expect(ours).toEqual(theirs);
  expect(Object.keys(ours).length).toBeGreaterThan(100);
});

it.each(derived)('a derived table is workerd where that Node is as Deno: %#', (table, node) => {
  const uncompressed = goldenOf(layouts[node]);
  const deno = goldenOf(layouts.deno);
  const workerd = goldenOf(layouts.workerd);
  const ours: Record<string, number> = {};
  const theirs: Record<string, number> = {};
  for (const [name, build] of Object.entries(kinds)) {
    const value = build();
    if (value === undefined || workerd[name] === undefined || uncompressed[name] !== deno[name]) continue;
    ours[name] = sizeOf(value, { layout: table });
    theirs[name] = workerd[name] + added(table, name);
  }
  expect(ours).toEqual(theirs);
  expect(Object.keys(ours).length).toBeGreaterThan(80);
});

const HOW = 'npm run build && node test/layout/golden/run.mjs asks the engines; what one of them lacks is listed here';

it('each table has a figure for each value, unless the engine lacks the kind', () => {
  const lacking = tables.map((layout) => {
    const golden = goldenOf(layout);
    expect(
      Object.keys(golden).filter((name) => !(name in kinds)),
      `${layout.id}: ${HOW}`,
    ).toEqual([]);
    return [layout.id, Object.keys(kinds).filter((name) => golden[name] === undefined)] as const;
  });
  const temporal = Object.keys(kinds).filter((name) => name.startsWith('Temporal.'));
  const iterators = ['Iterator Helper', 'wrapped iterator'];
  const stacks = ['DisposableStack', 'AsyncDisposableStack'];
  expect(Object.fromEntries(lacking), HOW).toEqual({
    node20: ['Float16Array of 100', ...iterators, ...stacks, 'Intl.DurationFormat', ...temporal],
    node22: ['Float16Array of 100', ...stacks, 'Intl.DurationFormat', ...temporal],
    node24: temporal,
    node26: [],
    // Deno's V8 is built to keep no typed array's data on the heap.
    deno: ['Uint8Array of 10, on the heap', 'Uint8Array of 64, on the heap'],
    chromium150: [],
    chromium156: [],
    workerd: temporal,
  });
});
