// Sampling: the truth is the full walk; its figure has to lie in the interval, and near the estimate.
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { growthOfDistinct } from '../../src/measure/sampling/distinct.ts';
import { chooseIndices, randomFrom } from '../../src/measure/sampling/random.ts';

const parse = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const records = (n: number): object[] =>
  parse(
    Array.from({ length: n }, (_, id) => ({
      id,
      name: `the name of record ${id}`,
      at: id / 3,
      tags: ['one tag of it', `tag ${id} of all`],
    })),
  );

describe('random choice', () => {
  it('is uniform, in order, without repetition, and repeated by its seed', () => {
    const hits = new Float64Array(50);
    for (let seed = 0; seed < 4000; seed++) {
      const chosen = chooseIndices(50, 10, randomFrom(seed));
      expect(new Set(chosen).size).toBe(10);
      for (const index of chosen) hits[index]++;
    }
    for (const hit of hits) expect(Math.abs(hit - 800)).toBeLessThan(120);
    expect(chooseIndices(1000, 5, randomFrom(7))).toEqual(chooseIndices(1000, 5, randomFrom(7)));
  });

  it('reports how many different objects there are', () => {
    expect(growthOfDistinct(1000, 1000, 500)).toBe(500);
    expect(growthOfDistinct(1000, 632, 1e6) * 632).toBeGreaterThan(970);
    expect(growthOfDistinct(1000, 632, 1e6) * 632).toBeLessThan(1030);
    expect(growthOfDistinct(1000, 5, 1e6)).toBeCloseTo(1, 3);
    expect(growthOfDistinct(0, 0, 10)).toBe(10);
  });
});

describe('deepSizeOf with sample', () => {
  const shared = Array.from({ length: 300 }, (_, i) => ({
    name: parse(`the category that has number ${i}`),
    meta: { rank: i },
  }));
  it.each<[string, () => unknown, number]>([
    ['records', () => records(20_000), 0.02],
    [
      'a Map of records',
      () => new Map(records(12_000).map((record, i) => [`key number ${i} of the map`, record])),
      0.02,
    ],
    ['a Set of records', () => new Set(records(12_000)), 0.02],
    [
      'records that share categories',
      () =>
        parse(Array.from({ length: 20_000 }, (_, id) => ({ id }))).map((record, i) => ({
          ...record,
          category: shared[(i * 7919) % 300],
        })),
      0.03,
    ],
    [
      'records that share short words',
      () =>
        parse(
          Array.from({ length: 20_000 }, (_, id) => ({
            id,
            status: ['open', 'closed', 'waiting'][id % 3],
            city: `town${id % 400}`,
          })),
        ),
      0.03,
    ],
    ['one object over and over', () => new Array(50_000).fill(shared[0]), 0.02],
    ['numbers', () => Array.from({ length: 200_000 }, (_, i) => i / 2), 0.001],
    [
      'lists of lists',
      () => parse(Array.from({ length: 60 }, (_, i) => Array.from({ length: 3000 }, (_, j) => ({ i, j })))),
      0.02,
    ],
    [
      'a list with its own parents',
      () => {
        const list: { i: number; parent: unknown }[] = [];
        for (let i = 0; i < 20_000; i++) list.push({ i, parent: i > 0 ? list[(i - 1) >> 3] : null });
        return list;
      },
      0.05,
    ],
    ['texts', () => parse(Array.from({ length: 20_000 }, (_, i) => `text ${i} with some words`)), 0.02],
    ['small values, which are weighed whole', () => ({ list: records(50) }), 0],
  ])('%s', (_, build, close) => {
    const value = build();
    const full = deepSizeOf(value);
    const sample = deepSizeOf(value, { sample: { size: 1000, seed: 3 } });
    expect(Math.abs(sample.bytes / full.bytes - 1), `${sample.bytes} for ${full.bytes}`).toBeLessThanOrEqual(close);
    expect(sample.range.min).toBeLessThanOrEqual(full.bytes);
    expect(sample.range.max).toBeGreaterThanOrEqual(full.bytes);
    expect(sample.sampled).toBe(close > 0);
    expect(deepSizeOf(value, { sample: { size: 1000, seed: 3 } }).toJSON()).toEqual(sample.toJSON());
    expect(full.sampled).toBe(false);
  });

  it('covers the truth at least 95 times in 100 on skewed data', () => {
    const random = randomFrom(11);
    // Log-normal: a few elements are a hundred times as heavy as most.
    const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const skewed = parse(
      Array.from({ length: 6000 }, (_, id) => ({
        id,
        parts: Array.from({ length: Math.min(400, Math.ceil(Math.exp(1 + gauss()))) }, (_, k) => ({
          k,
          text: `part ${k} of element ${id}`,
        })),
      })),
    );
    const full = deepSizeOf(skewed).bytes;
    let covered = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const { range } = deepSizeOf(skewed, { sample: { size: 300, seed } });
      if (range.min <= full && full <= range.max) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(95);
  });

  it('is printed as a sample', () => {
    expect(String(deepSizeOf(records(5000), { sample: 100 }))).toMatch(/^about .* estimated from a sample/);
  });
});
