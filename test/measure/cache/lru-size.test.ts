// Sizes that lru-cache accepts, and limits that cannot be kept.
import { LRUCache } from 'lru-cache';
import { describe, expect, it } from 'vitest';
import { entrySizeOf, lruSizeCalculation } from '../../../src/index.ts';

describe('lru-cache', () => {
  it.each([[null], [0], [1], [-5], [1.5], [true], [''], ['text'], [{}], [Symbol('s')], [2n ** 70n]])(
    'accepts the size of %s',
    (value) => {
      for (const sizeCalculation of [
        lruSizeCalculation({ maxSize: 100_000 }),
        (of: unknown, key: unknown) => entrySizeOf(key, of),
      ]) {
        const cache = new LRUCache<number, {}>({ maxSize: 100_000, sizeCalculation });
        cache.set(1, value as {});
        expect(cache.get(1)).toBe(value);
        expect(Number.isInteger(cache.calculatedSize)).toBe(true);
        expect(cache.calculatedSize).toBeGreaterThan(0);
      }
    },
  );

  it('refuses these sizes itself: the recipe is needed', () => {
    const cache = new LRUCache<string, {}>({ maxSize: 1000, sizeCalculation: () => 0 });
    expect(() => cache.set('a', {})).toThrow(/positive integer/);
  });

  it('is refused when the lists alone are larger than the cache', () => {
    expect(() => lruSizeCalculation({ maxSize: 100_000, max: 20_000 })).toThrow(
      /^maxSize must be more than \d+ bytes, the size of an empty cache with max = 20000; got 100000$/,
    );
  });
});
