// What grows steadily, and what only fills up and is emptied; and that a tracker holds nothing.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, trackGrowth } from '../../src/index.ts';
import { GrowthReport } from '../../src/watch/growth-report.ts';
import { Series } from '../../src/watch/series.ts';
import { riseOf, UNDER_LOAD } from '../../src/watch/growth-criterion.ts';

const samples = (count: number, of: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => of(i));

const steadyRise = (list: readonly number[]) => riseOf(list, UNDER_LOAD);

describe('a steady rise', () => {
  it.each([
    ['a straight line', (i: number) => 1000 + 50 * i],
    ['a line with noise', (i: number) => 1000 + 50 * i + ((i * 7919) % 31)],
    ['a line under a sawtooth', (i: number) => 1000 + 20 * i + 500 * (i % 7)],
    ['growth by factors', (i: number) => 1000 * 1.05 ** i],
    ['from nothing', (i: number) => i],
  ])('is seen in %s', (_, of) => {
    for (const count of [40, 100, 333]) expect(steadyRise(samples(count, of))).toBeDefined();
  });

  it.each([
    ['a constant', () => 1000],
    ['a sawtooth', (i: number) => 1000 + 300 * (i % 7)],
    ['a slow sawtooth', (i: number) => 1000 + 300 * (i % 20)],
    ['a cache that fills up', (i: number) => 1000 + 100 * Math.min(i, 30)],
    ['a cache that fills up and is trimmed', (i: number) => 1000 + 100 * (i < 30 ? i : 20 + (i % 10))],
    ['one that shrinks', (i: number) => 100_000 - 10 * i],
    ['one jump', (i: number) => (i < 50 ? 1000 : 9000)],
    ['a drift of less than a hundredth', (i: number) => 1_000_000 + i],
  ])('is not seen in %s', (_, of) => {
    expect(steadyRise(samples(100, of))).toBeUndefined();
  });

  it('needs ten samples, all known somewhere', () => {
    expect(steadyRise(samples(9, (i) => i))).toBeUndefined();
    expect(steadyRise(samples(10, (i) => i))).toMatchObject({ from: 0, to: 8 });
    expect(steadyRise(samples(50, (i) => (i % 3 ? Number.NaN : i)))).toBeDefined();
    expect(steadyRise(samples(50, (i) => (i < 12 ? Number.NaN : i)))).toBeUndefined();
    expect(steadyRise([])).toBeUndefined();
  });

  it('is seldom seen in figures that only vary by chance', () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1000, max: 2000 }), { minLength: 60, maxLength: 60 }), (list) => {
        if (steadyRise(list) !== undefined) seen++;
      }),
      { numRuns: 1000, seed: 5 },
    );
    expect(seen).toBeLessThan(20);
  });
});

describe('samples', () => {
  it('keep the lows of ten thousand in constant memory, and their order', () => {
    const kept = new Series(0);
    for (let i = 0; i < 10_000; i++)
      kept.add(i, new Map([['saw', 10 * i + 5000 * (i % 13)], ...(i >= 5000 ? [['late', i] as const] : [])]));
    expect(kept.count).toBe(10_000);
    const saw = Array.from(kept.figures.get('saw')!);
    expect(saw.length).toBe(kept.times.length);
    expect(saw.length).toBeLessThanOrEqual(512);
    saw.forEach((low, i) => {
      const from = i * kept.stride;
      expect(low).toBe(
        Math.min(
          ...Array.from(
            { length: Math.min(kept.stride, 10_000 - from) },
            (_, k) => 10 * (from + k) + 5000 * ((from + k) % 13),
          ),
        ),
      );
      expect(kept.times[i]).toBe(from);
    });
    const late = Array.from(kept.figures.get('late')!);
    expect(late.slice(0, Math.floor(5000 / kept.stride)).every((low) => low === 0)).toBe(true);
    expect(late.at(-1)).toBeGreaterThan(9000);
    expect(steadyRise(saw)).toBeDefined();
  });
});

describe('trackGrowth', () => {
  class Entry {
    text: string;
    constructor(i: number) {
      this.text = `an entry of the log with number ${i}`;
    }
  }

  it('distinguishes a leak from what is filled and emptied, by type and by place', () => {
    const state = { log: [] as Entry[], cache: new Map<number, { blob: number[] }>() };
    const tracker = trackGrowth(() => state, { paths: { name: 'state' } });
    for (let i = 0; i < 60; i++) {
      if (i % 6 === 0) state.cache.clear();
      for (let k = 0; k < 20; k++) state.log.push(new Entry(20 * i + k));
      for (let k = 0; k < 300; k++) state.cache.set(300 * (i % 6) + k, { blob: [1, 2, 3] });
      expect(tracker.measure().bytes).toBe(deepSizeOf(state).bytes);
    }
    const { total, byType, byPath, enough } = tracker.growth();
    expect(enough).toBe(true);
    expect(total!.bytes).toBeGreaterThan(50_000);
    expect(byType.map((row) => row.name)).toEqual(expect.arrayContaining(['string', 'Entry']));
    expect(byType.map((row) => row.name)).not.toContain('Object');
    expect(byPath.map((row) => row.name)).toContain('state.log');
    expect(byPath.map((row) => row.name)).not.toContain('state.cache');
    expect(byPath[0].perSample).toBeGreaterThan(20 * 32);
    expect(String(tracker)).toMatch(/^grows steadily: \+.* per sample, .*\ntype/);
    expect(JSON.parse(JSON.stringify(tracker.growth()))).toMatchObject({ samples: 60, enough: true });
    expect(tracker.samples).toBe(60);
  });

  it('prints a rate per hour for samples over a second or more, and none for a shorter time', () => {
    const total = { name: 'value', bytes: 4096, before: 1024, after: 5120, perSample: 512, perHour: 127_116_000 };
    const printed = (spanMs: number): string =>
      String(new GrowthReport({ samples: 12, spanMs, enough: true, total, byType: [], byPath: [] }));
    expect(printed(116)).toBe('grows steadily: +512 B per sample, from 1 KiB to 5 KiB; 12 samples in 116 ms');
    expect(printed(60_000)).toMatch(/^grows steadily: \+512 B per sample, \+121 MiB\/h, from 1 KiB to 5 KiB; /);
  });

  it('reports too few samples, and when nothing grows', () => {
    const value = { a: 1 };
    const tracker = trackGrowth(() => value);
    expect(String(tracker)).toBe('too few samples: 0 samples in 0 ms; at least 10 are needed');
    for (let i = 0; i < 12; i++) tracker.measure();
    expect(String(tracker)).toMatch(/^nothing grows steadily: 12 samples/);
    expect(tracker.growth().byType).toEqual([]);
  });

  it('measures at an interval, keeps no process alive, and stops', async () => {
    const list: object[] = [];
    let calls = 0;
    const tracker = trackGrowth(
      () => {
        calls++;
        for (let i = 0; i < 50; i++) list.push({ i });
        return list;
      },
      { everyMs: 1 },
    );
    while (tracker.samples < 12) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(tracker.growth().total!.perHour).toBeGreaterThan(0);
    tracker.stop();
    const before = calls;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(calls).toBe(before);
    expect(tracker.failure).toBeUndefined();
    tracker.measure();
    expect(calls).toBe(before + 1);
    trackGrowth(() => list, { everyMs: 3_600_000 }); // would hold this process for an hour
  });

  it('ends the timer when `of` throws', async () => {
    let calls = 0;
    const tracker = trackGrowth(
      () => {
        calls++;
        throw new Error('not now');
      },
      { everyMs: 1 },
    );
    while (tracker.failure === undefined) await new Promise((resolve) => setTimeout(resolve, 2));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect([calls, String(tracker.failure), tracker.samples]).toEqual([1, 'Error: not now', 0]);
    expect(() => tracker.measure()).toThrow('not now');
  });

  it('holds neither the value nor any part of it', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const holder: { value: object | undefined } = { value: undefined };
    const tracker = trackGrowth(() => holder.value, { paths: true });
    const weak: WeakRef<object>[] = [];
    const fill = (i: number): void => {
      const part = { text: `a part of the value ${i}` };
      const value = {
        part,
        list: Array.from({ length: 100 }, (_, k) => ({ k })),
        map: new Map([[part, [part]]]),
        key: Symbol('s'),
      };
      holder.value = value;
      weak.push(
        new WeakRef(value),
        new WeakRef(part),
        new WeakRef(value.list),
        new WeakRef(value.list[5]),
        new WeakRef(value.map),
      );
      tracker.measure();
      holder.value = undefined;
    };
    for (let i = 0; i < 12; i++) fill(i);
    // A weak reference is held until the turn in which it was made has ended.
    for (let i = 0; i < 5; i++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      collect();
    }
    expect(weak.filter((reference) => reference.deref() !== undefined)).toHaveLength(0);
    expect(tracker.samples).toBe(12);
    expect(tracker.growth().enough).toBe(true);
  });
});
