// What samples of allocations say: an interval that holds the bytes that were allocated.
import { describe, expect, it } from 'vitest';
import { intervalOf, mementosOf, varianceOf } from '../../src/process/sampled-sites.ts';

describe('samples of known objects', () => {
  /** V8's rule: sampled with p = 1 - exp(-size / interval), then counted round(1 / p) times. */
  function estimated(size: number, count: number, interval: number): { min: number; max: number } {
    const p = -Math.expm1(-size / interval);
    let samples = 0;
    for (let i = 0; i < count; i++) if (Math.random() < p) samples++;
    const bytes = size * Math.floor(samples / p + 0.5);
    return intervalOf(bytes, samples * varianceOf(size * Math.floor(1 / p + 0.5), interval));
  }

  it.each([
    [56, 20_000],
    [200, 2000],
    [4096, 50],
    [16_000, 30],
    [40_000, 20],
  ])('of %i bytes are within the interval in at least 93 of 100', (size, count) => {
    let within = 0;
    for (let i = 0; i < 1000; i++) {
      const { min, max } = estimated(size, count, 4096);
      if (min <= size * count && size * count <= max) within++;
    }
    expect(within).toBeGreaterThanOrEqual(930);
  });
});

it('may be 16 bytes smaller each, if V8 has put a memento behind them', () => {
  // 56 bytes are sampled once in 74 at an interval of 4 KiB: an object of 40 and a memento.
  expect(mementosOf(56 * 74, 4096)).toBe(16 * 74);
  expect(mementosOf(5001, 4096)).toBe(0);
});
