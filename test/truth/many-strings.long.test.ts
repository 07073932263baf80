// Very many long texts: only a sample is looked up, and V8's count lies in the interval all the same.
import { beforeAll, describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import type { SizeReport } from '../../src/index.ts';
import { judge } from './judge.ts';

const N = 40_000;
const texts = (n: number, name: string): string[] =>
  JSON.parse(JSON.stringify(Array.from({ length: n }, (_, i) => `${name}: the text that has number ${i}`))) as string[];
const pool = texts(3000, 'pool');
const cases: readonly (readonly [string, () => unknown, number])[] = [
  ['all different', () => texts(N, 'one').map((text) => ({ text })), 0.001],
  ['few, shared by all', () => Array.from({ length: N }, (_, i) => ({ text: pool[(i * 7) % 3000] })), Infinity],
  [
    'copies of few',
    () => JSON.parse(JSON.stringify(Array.from({ length: N }, (_, i) => ({ text: pool[(i * 7) % 3000] })))),
    0.001,
  ],
  [
    'one list, twice',
    () => {
      const list = texts(N, 'two');
      return [list, list.map((text) => ({ text }))];
    },
    Infinity,
  ],
  ['keys of a Map', () => new Map(texts(N, 'three').map((text, i) => [text, i])), 0.001],
  [
    'keys of a Map, and a list of them',
    () => {
      const map = new Map(texts(N, 'four').map((text, i) => [text, i]));
      return { map, keys: { of: new Set(map.keys()) } };
    },
    0.02,
  ],
  [
    'web addresses that end alike',
    () =>
      new Set(
        texts(N, 'https://example.org/').map((text) => JSON.parse(JSON.stringify(`${text}/index.html`)) as string),
      ),
    0.02,
  ],
];

describe('forty thousand long strings', () => {
  let counted: readonly { readonly report: SizeReport; readonly truth: SizeReport }[];
  beforeAll(async () => {
    const values = cases.map(([, build]) => build());
    const reports = values.map((value) => deepSizeOf(value));
    counted = (await judge(values)).map((truth, i) => ({ report: reports[i], truth }));
  });

  it.each(cases.map(([name, , close], i) => [name, close, i] as const))('%s', (_, close, i) => {
    const { report, truth } = counted[i];
    const text = (rows: readonly { type: string; bytes: number }[]): number =>
      rows.find((row) => row.type === 'string')!.bytes;
    expect(report.range.min).toBeLessThanOrEqual(truth.heapBytes);
    expect(report.range.max).toBeGreaterThanOrEqual(truth.heapBytes);
    expect(Math.abs(text(report.byType) / text(truth.byType) - 1)).toBeLessThanOrEqual(close);
  });

  it('reports how many are duplicates', () => {
    const { duplicateStrings } = deepSizeOf(
      JSON.parse(JSON.stringify(Array.from({ length: N }, (_, i) => ({ text: pool[(i * 7) % 3000] })))),
    );
    expect(Math.abs(duplicateStrings.count / (N - 3000) - 1)).toBeLessThan(0.03);
  });
});
