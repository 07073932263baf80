// Slices, running totals, sums of reports: the same figures as one plain walk gives.
import { Worker } from 'node:worker_threads';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { createMeter, deepSizeOf, deepSizeOfAsync, mergeReports, SizeReport } from '../../src/index.ts';
import { synthetic } from '../corpus/synthetic.ts';

const records = (n: number): unknown[] =>
  JSON.parse(
    JSON.stringify(
      Array.from({ length: n }, (_, id) => ({
        id,
        name: `the name of record ${id}`,
        tags: ['one tag of it', `tag ${id % 9}`],
        at: id / 3,
      })),
    ),
  ) as unknown[];

describe('deepSizeOfAsync', () => {
  it('gives what deepSizeOf gives, on every structure', async () => {
    for (const { name, build } of synthetic) {
      const value = build();
      const expected = deepSizeOf(value);
      expect((await deepSizeOfAsync(value)).toJSON(), name).toEqual(expected.toJSON());
    }
  });

  it('gives what deepSizeOf gives, in many slices, two walks at a time', async () => {
    const value = {
      list: records(30_000),
      map: new Map(records(10_000).map((item, i) => [i, item])),
      set: new Set(records(5000)),
      numbers: Array.from({ length: 200_000 }, (_, i) => i / 2),
    };
    let slices = 0;
    let last = 0;
    const onProgress = ({
      objects,
      bytes,
      objectsPerSecond,
    }: {
      objects: number;
      bytes: number;
      objectsPerSecond: number;
    }): void => {
      slices++;
      expect(objects).toBeGreaterThanOrEqual(last);
      last = objects;
      expect(bytes).toBeGreaterThan(0);
      expect(objectsPerSecond).toBeGreaterThanOrEqual(0);
    };
    const [a, b] = await Promise.all([
      deepSizeOfAsync(value, { sliceMs: 1, onProgress }),
      deepSizeOfAsync(value, { sliceMs: 2 }),
    ]);
    const expected = deepSizeOf(value).toJSON();
    expect(a.toJSON()).toEqual(expected);
    expect(b.toJSON()).toEqual(expected);
    expect(slices).toBeGreaterThan(5);
  });

  it('lets the event loop run', async () => {
    const value = records(80_000);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await deepSizeOfAsync(value, { sliceMs: 5 });
    clearInterval(timer);
    delay.disable();
    expect(turns).toBeGreaterThan(3);
  });

  it('ends when the program asks for it', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    await expect(
      deepSizeOfAsync(records(50_000), {
        signal: controller.signal,
        sliceMs: 1,
        onProgress: () => controller.abort(reason),
      }),
    ).rejects.toBe(reason);
    await expect(deepSizeOfAsync({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(deepSizeOfAsync({}, { sliceMs: 0 })).rejects.toThrow(RangeError);
  });

  it('survives a value that changes meanwhile', async () => {
    const value = { map: new Map(Array.from({ length: 50_000 }, (_, i) => [i, { i }])), list: records(20_000) };
    const report = await deepSizeOfAsync(value, {
      sliceMs: 1,
      onProgress: () => {
        value.list.length = Math.min(value.list.length, 5000);
        value.map.delete(value.map.size - 1);
        value.map.set(-value.map.size, { i: 0 });
      },
    });
    expect(report.complete).toBe(true);
    expect(report.objects).toBeGreaterThan(1000);
  });
});

describe('createMeter', () => {
  it('counts once what its values share', () => {
    const shared = { text: 'in both' };
    const meter = createMeter();
    expect(meter.add({ shared })).toBe(deepSizeOf({ shared }).bytes);
    expect(meter.add({ shared })).toBe(32);
    expect(meter.add(shared)).toBe(0);
    expect([meter.values, meter.bytes]).toEqual([3, deepSizeOf({ shared }).bytes + 32]);
    expect(meter.report().byType).toEqual([
      { type: 'Object', count: 3, bytes: 96, heapBytes: 96, externalBytes: 0 },
      { type: 'string', count: 1, bytes: 24, heapBytes: 24, externalBytes: 0 },
    ]);
  });

  it('comes to what one walk over all comes to', () => {
    const all = records(5000);
    const meter = createMeter();
    let sum = 0;
    for (const record of all) sum += meter.add(record);
    const expected = deepSizeOf(all);
    const list = deepSizeOf(new Array(5000).fill(null)).bytes;
    expect(meter.bytes).toBe(sum);
    expect(meter.bytes).toBe(expected.bytes - list);
  });

  it('forgets when asked to, and then holds nothing', () => {
    const meter = createMeter({ forget: true });
    const shared = { text: 'in both' };
    expect(meter.add({ shared })).toBe(meter.add({ shared }));
    const all = JSON.parse(
      JSON.stringify(Array.from({ length: 3000 }, (_, id) => ({ id, name: `the name of record ${id}` }))),
    ) as unknown[];
    const stream = createMeter({ forget: true });
    const keeping = createMeter();
    for (const record of all) {
      stream.add(record);
      keeping.add(record);
    }
    expect(Math.abs(stream.bytes / keeping.bytes - 1)).toBeLessThan(0.01);
  });
});

describe('mergeReports', () => {
  it('sums plain data of other threads', async () => {
    const code = `
      const { parentPort, workerData } = require('node:worker_threads');
      parentPort.postMessage(workerData);
    `;
    const parts = [records(1000), { bytes: new Uint8Array(5000), fn: () => 1 }];
    const reports = await Promise.all(
      parts.map((part) => {
        const worker = new Worker(code, { eval: true, workerData: deepSizeOf(part).toJSON() });
        return new Promise<SizeReport>((resolve, reject) => worker.on('message', resolve).on('error', reject));
      }),
    );
    const total = mergeReports(reports);
    expect(total).toBeInstanceOf(SizeReport);
    expect(total.bytes).toBe(parts.reduce<number>((sum, part) => sum + deepSizeOf(part).bytes, 0));
    expect(total.externalBytes).toBe(5000);
    expect(total.byType.reduce((sum, row) => sum + row.bytes, 0)).toBe(total.bytes);
    expect(total.hidden).toEqual([{ kind: 'closures', count: 1, types: ['Function'] }]);
    expect(String(total)).toContain('layout: ');
    expect(mergeReports([]).bytes).toBe(0);
    expect(String(mergeReports([]))).toBe('0 B in 0 objects');
    for (const none of [{}, null, 5, { bytes: 1, byType: [] }])
      expect(() => mergeReports([deepSizeOf(1), none as never])).toThrow(
        'each of the reports must be a report of deepSizeOf or its plain data',
      );
  });
});
