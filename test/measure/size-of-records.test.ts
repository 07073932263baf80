// Records of which only some were chosen while all streamed by: what all would weigh, and an interval that holds it.
import { describe, expect, it } from 'vitest';
import { deepSizeOf, layouts } from '../../src/index.ts';
import { chooseIndices, randomFrom } from '../../src/measure/sampling/random.ts';
import { sizeOfRecords } from '../../src/measure/sampling/size-of-records.ts';
import { walkOptionsOf, weighOptionsOf } from '../../src/measure/options.ts';
import type { SizeReport } from '../../src/index.ts';

const weigh = (records: readonly unknown[], total: number, layout = layouts.node22): SizeReport =>
  sizeOfRecords(records, total, walkOptionsOf({ layout }), weighOptionsOf({ layout }), 1);

/** Records whose texts have log-normal lengths; some words are shared by all, some numbers are boxed. */
function records(count: number): unknown[] {
  const random = randomFrom(42);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const list = Array.from({ length: count }, (_, id) => ({
    id,
    level: ['info', 'warn', 'error'][id % 3],
    at: id / 7,
    text: `${id} `.padEnd(12 + Math.exp(3 + normal()), 'x'),
    tags: [`tag ${id % 40}`, `tag ${id % 41}`],
  }));
  return JSON.parse(JSON.stringify(list)) as unknown[];
}

describe('sizeOfRecords', () => {
  it('holds the size of all in at least 95 of 100 samples, and is close on the whole', () => {
    const all = records(6000);
    const truth = deepSizeOf(all, { layout: layouts.node22 }).bytes;
    let inside = 0;
    let sum = 0;
    for (let seed = 0; seed < 100; seed++) {
      const report = weigh(
        chooseIndices(all.length, 250, randomFrom(seed)).map((index) => all[index]),
        all.length,
      );
      expect(report.sampled).toBe(true);
      if (report.range.min <= truth && truth <= report.range.max) inside++;
      sum += report.bytes / truth;
    }
    expect(inside).toBeGreaterThanOrEqual(95);
    expect(Math.abs(sum / 100 - 1)).toBeLessThan(0.02);
  });

  it('is what deepSizeOf says when all were chosen', () => {
    const all = records(500);
    const report = weigh(all, all.length);
    expect(report.sampled).toBe(false);
    expect(report.bytes).toBe(deepSizeOf(all, { layout: layouts.node22 }).bytes);
  });

  it('takes records of every kind, and none', () => {
    expect(weigh([], 0).bytes).toBe(deepSizeOf([], { layout: layouts.node22 }).bytes);
    for (const record of [1, 1.5, 'a text of some length', null, true, [], {}, [[1.5]]]) {
      const all = new Array(1000).fill(undefined).map(() => JSON.parse(JSON.stringify(record)) as unknown);
      const { bytes, range } = weigh(all.slice(0, 10), 1000);
      const truth = deepSizeOf(all, { layout: layouts.node22 }).bytes;
      expect(range.min, JSON.stringify(record)).toBeLessThanOrEqual(truth);
      expect(range.max, JSON.stringify(record)).toBeGreaterThanOrEqual(truth);
      expect(Math.abs(bytes / truth - 1), JSON.stringify(record)).toBeLessThan(0.01);
    }
  });
});
