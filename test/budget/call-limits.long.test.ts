// What a call allocates and its peak, exact on calls of which both are known.
import { beforeAll, describe, expect, it } from 'vitest';
import '../../src/node.ts';
import { judgeCall } from '../../src/budget/call-checks.ts';
import { points, sizeOfPoints } from './points.ts';

const bytes = Buffer.alloc(100_000, 97);

describe('seeded calls', () => {
  beforeAll(() => {
    // V8 decides by the first instances how large they are.
    points(100);
  });

  const seeds: [name: string, fn: () => unknown, allocated: number, peak: number][] = [
    ['nothing', () => undefined, 0, 0],
    ['100 points', () => points(100), sizeOfPoints(100), sizeOfPoints(100)],
    ['50,000 points', () => points(50_000), sizeOfPoints(50_000), sizeOfPoints(50_000)],
    [
      '10,000 points of a promise',
      async () => {
        await Promise.resolve();
        return points(10_000);
      },
      sizeOfPoints(10_000),
      sizeOfPoints(10_000),
    ],
    ['an array', () => new Array(100_000).fill(0), 800_048, 800_048],
    ['a string that is 100,000 long', () => bytes.toString('latin1'), 100_016, 100_016],
    ['a buffer', () => new Uint8Array(300_000), 300_000, 300_000],
    ['100 buffers', () => Array.from({ length: 100 }, () => new Uint8Array(20_000)), 2_000_000, 2_000_000],
    [
      'buffers that are dropped',
      () => {
        for (let i = 0; i < 500; i++) new Uint8Array(100_000);
      },
      50_000_000,
      NaN,
    ],
    [
      'garbage beside little that is used',
      () => {
        for (let i = 0; i < 20; i++) points(5000);
      },
      20 * sizeOfPoints(5000),
      NaN,
    ],
  ];

  /** At most 2 % or 4 KiB, whichever is more. */
  const isExact = (measured: number, known: number): boolean =>
    Math.abs(measured - known) <= Math.max(0.02 * known, 4096);

  it.each(seeds)('%s', async (_, fn, allocated, peak) => {
    const total = await judgeCall('toAllocateLess', 'allocated', fn, 0, { calls: 2 });
    expect(isExact(total.actual, allocated), `${total.actual} instead of ${allocated}`).toBe(true);
    if (Number.isNaN(peak)) return;
    const most = await judgeCall('toPeakBelow', 'peak', fn, 0, { calls: 2 });
    expect(isExact(most.actual, peak), `peak ${most.actual} instead of ${peak}`).toBe(true);
  });

  it('of a string outside the heap, which Node counts by characters from version 26 on', async () => {
    const characters = 2 ** 21;
    const utf16 = Buffer.alloc(2 * characters, '\u20ac', 'utf16le');
    const { actual } = await judgeCall('toAllocateLess', 'allocated', () => utf16.toString('utf16le'), 0, { calls: 2 });
    const counted = Number.parseInt(process.versions.node, 10) >= 26 ? characters : 2 * characters;
    expect(isExact(actual, counted), `${actual} instead of ${counted}`).toBe(true);
  });

  it('garbage on the heap counts as a peak until V8 collects it', async () => {
    const { actual: bytes } = await judgeCall(
      'toPeakBelow',
      'peak',
      () => void points(50_000).concat(points(50_000)).slice(0, 1),
      0,
      { calls: 2 },
    );
    const live = 2 * sizeOfPoints(50_000) + 8 * 100_000;
    expect(bytes).toBeGreaterThan(0.98 * live);
    expect(bytes).toBeLessThan(live + 1.5 * 2 ** 20);
  });
});
