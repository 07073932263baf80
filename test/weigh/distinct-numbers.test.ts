// At least how many different numbers there are: never more than a Set counts, and as many while they are few.
import { describe, expect, it } from 'vitest';
import { DistinctNumbers } from '../../src/weigh/distinct-numbers.ts';

function counted(numbers: Iterable<number>, counter = new DistinctNumbers()): number {
  for (const number of numbers) counter.add(number);
  return counter.count;
}

const many = (n: number, make: (i: number) => number) => Array.from({ length: n }, (_, i) => make(i));

describe('numbers that differ', () => {
  it('are all counted while they are few', () => {
    expect(counted([])).toBe(0);
    expect(counted([0.5, 0.5, 1.5, -0.5, 2 ** 40, 0.5])).toBe(4);
    for (const n of [1, 10, 64]) expect(counted(many(2 * n, (i) => (i % n) + 0.25))).toBe(n);
  });

  it('are not counted beyond what a Set counts, and nearly all are', () => {
    for (const n of [65, 300, 5_000, 30_000]) {
      const numbers = many(3 * n, (i) => (i % n) / 7 + 0.01);
      const count = counted(numbers);
      expect(count).toBeLessThanOrEqual(new Set(numbers).size);
      expect(count).toBeGreaterThan(0.85 * n);
    }
  });

  it('do not include those of the engine', () => {
    expect(counted([NaN, Infinity, -Infinity, -0])).toBe(0);
  });

  it('are counted again after they were forgotten, and not after they were cleared', () => {
    for (const n of [3, 500]) {
      const counter = new DistinctNumbers();
      const once = counted(
        many(n, (i) => i + 0.5),
        counter,
      );
      counter.forget();
      expect(
        counted(
          many(n, (i) => i + 0.5),
          counter,
        ),
      ).toBe(2 * once);
      counter.clear();
      expect(counter.count).toBe(0);
      expect(counted([1.5], counter)).toBe(1);
    }
  });
});
