// What was learned from one value is right for another of the same maker, as V8's own count shows.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createMeter,
  deepSizeOf,
  deepSizeOfAll,
  deepSizeOfAsync,
  entrySizeOf,
  readCalibration,
  summarize,
} from '../../src/index.ts';
import { calibrate, exactSizesOf } from '../../src/node.ts';
import { Node, parsed, tree } from './makers.ts';

const MAKERS: Record<string, (seed: number) => unknown> = {
  'rows of a parser': (seed) => parsed(100 + 40 * seed, seed),
  'a tree of instances': (seed) => tree(200 + 90 * seed),
  'a Map of arrays that grew': (seed) => {
    const map = new Map<string, number[]>();
    for (let i = 0; i < 900 * seed; i++) {
      const key = `word${(i * i) % 97}`;
      if (!map.has(key)) map.set(key, []);
      map.get(key)!.push(i);
    }
    return map;
  },
  'dictionaries of dictionaries': (seed) =>
    Array.from({ length: 20 * seed }, (_, k) => {
      const counts: Record<string, number> = {};
      for (let i = 0; i < 40; i++) counts[`key ${seed} ${(i * 13 + k * 31) % 600}`] = i;
      return { counts, list: [k, k + 0.5] };
    }),
  'copies that share strings': (seed) => {
    const name = ['a shared name ', seed].join('');
    const own = JSON.parse(
      JSON.stringify(Array.from({ length: 50 * seed }, (_, i) => `another string ${i}`)),
    ) as string[];
    return own.map((each) => ({ name, own: each }));
  },
};

describe('a calibration', () => {
  // V8's count of the other values, from one snapshot.
  const others = Object.entries(MAKERS).map(([name, make]) => ({ name, value: make(3), bytes: 0 }));
  beforeAll(async () => {
    const counted = await exactSizesOf(others.map(({ value }) => value));
    for (const [i, { bytes }] of counted.entries()) others[i].bytes = bytes;
  });

  it.each(others)('is right for another value: $name', async ({ name, value, bytes }) => {
    const calibration = await calibrate([MAKERS[name](2)]);
    const report = deepSizeOf(value, { calibration });
    expect(Math.abs(report.bytes / bytes - 1)).toBeLessThan(0.04);
    expect(report.range.min).toBeLessThanOrEqual(bytes);
    expect(report.range.max).toBeGreaterThanOrEqual(bytes);
    expect(report.calibrated).toBeGreaterThan(0.9);
  });

  it('makes the range narrow where all objects were alike, and weighs two values at the same time', async () => {
    const calibration = await calibrate([tree(500)]);
    const value = tree(400);
    const width = ({ range, bytes }: { range: { min: number; max: number }; bytes: number }): number =>
      (range.max - range.min) / bytes;
    expect(width(deepSizeOf(value, { calibration }))).toBeLessThan(0.2 * width(deepSizeOf(value)));
    const two = [tree(100), tree(150)];
    const expected = two.map((value) => deepSizeOf(value, { calibration }).bytes);
    const reports = await Promise.all(two.map((value) => deepSizeOfAsync(value, { calibration, sliceMs: 1 })));
    expect(reports.map(({ bytes }) => bytes)).toEqual(expected);
  });

  it('leaves what it has not seen to the usual rules, and reports its share', async () => {
    const calibration = await calibrate([[{ some: 'thing' }]]);
    const unseen = new Map([['a key', new Date(0)]]);
    const report = deepSizeOf(unseen, { calibration });
    expect(report.calibrated).toBe(0);
    expect(report.bytes).toBe(deepSizeOf(unseen).bytes);
    expect(deepSizeOf(unseen).calibrated).toBeUndefined();
    expect('calibrated' in deepSizeOf(unseen).toJSON()).toBe(false);
  });

  it('gives every function that weighs the same figure', async () => {
    const calibration = readCalibration(JSON.stringify(await calibrate([parsed(200, 2)])));
    const value = parsed(150, 3);
    const { bytes, calibrated } = deepSizeOf(value, { calibration });
    expect(bytes).not.toBe(deepSizeOf(value).bytes);
    expect((await deepSizeOfAsync(value, { calibration })).bytes).toBe(bytes);
    expect(deepSizeOfAll([value], { calibration }).total.bytes).toBe(bytes);
    expect(deepSizeOf(value, { calibration, paths: true }).bytes).toBe(bytes);
    expect(deepSizeOf(value, { calibration, paths: true }).calibrated).toBe(calibrated);
    expect(entrySizeOf(1, value, { calibration })).toBe(bytes);
    expect(createMeter({ calibration }).add(value)).toBe(bytes);
    expect(summarize(value, { calibration })).toBe(deepSizeOf(value, { calibration }).summary());
    // The same again: nothing of a walk is left for the next.
    expect(deepSizeOf(value, { calibration }).bytes).toBe(bytes);
    const sampled = deepSizeOf(value, { calibration, sample: 60 });
    expect(sampled.calibrated).toBeGreaterThan(0);
    expect(sampled.calibrated).toBeLessThanOrEqual(1);
    expect(sampled.bytes).not.toBe(deepSizeOf(value, { sample: 60 }).bytes);
  });

  it('leaves out what is ignored', async () => {
    const calibration = await calibrate([[new Node(0), { a: 1 }]], { ignore: [Node] });
    expect(calibration.classes.map(({ name }) => name)).toEqual(['Object']);
  });
});
