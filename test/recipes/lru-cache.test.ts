// The recipe for lru-cache: maxSize is the memory of the whole cache, by V8's own count.
import { LRUCache } from 'lru-cache';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, entrySizeOf, lruSizeCalculation } from '../../src/index.ts';
import { exactSizeOf } from '../../src/heap/exact.ts';
import { INSERTIONS, mixedEntries } from './entries.ts';

/** What V8 counts for a full cache, as a share of `maxSize`. */
async function shareUsed(limits: { maxSize: number; max?: number; ttl?: number }, overwrite = false): Promise<number> {
  const cache = new LRUCache<string, {}>({ ...limits, sizeCalculation: lruSizeCalculation(limits) });
  const { key, value } = mixedEntries(1);
  const keys: string[] = [];
  for (let i = 0; i < INSERTIONS; i++) {
    if (overwrite && i % 3 === 0 && keys.length > 0) cache.set(keys[i % keys.length], value() as {});
    else cache.set((keys[i % 1000] = key()), value() as {});
  }
  return (await exactSizeOf(cache)).bytes / limits.maxSize;
}

describe('lru-cache', () => {
  it.each([
    ['half a megabyte', { maxSize: 500_000 }],
    ['two megabytes', { maxSize: 2_000_000 }],
    ['5 MiB', { maxSize: 5 * 2 ** 20 }],
    ['20 megabytes', { maxSize: 20_000_000 }],
    ['5 MiB with a time to live', { maxSize: 5 * 2 ** 20, ttl: 3_600_000 }],
    ['5 MiB with at most 20,000 entries', { maxSize: 5 * 2 ** 20, max: 20_000 }],
  ])('takes its maxSize within 5 % after 100,000 mixed insertions: %s', async (_, limits) => {
    const share = await shareUsed(limits);
    expect(share).toBeGreaterThan(0.95);
    expect(share).toBeLessThan(1.05);
  });

  it('takes it when keys are set again', async () => {
    const share = await shareUsed({ maxSize: 5 * 2 ** 20 }, true);
    expect(share).toBeGreaterThan(0.95);
    expect(share).toBeLessThan(1.05);
  });

  it('stays below it where V8 would have to double the table', async () => {
    // 12 MB is room for more than 2^15 of these entries, and not for the larger table that they would need.
    const share = await shareUsed({ maxSize: 12_000_000 });
    expect(share).toBeGreaterThan(0.8);
    expect(share).toBeLessThan(1.05);
  });

  it('takes more than half as much again if only the values are counted', async () => {
    const maxSize = 5 * 2 ** 20;
    const cache = new LRUCache<string, {}>({ maxSize, sizeCalculation: (value, key) => entrySizeOf(key, value) });
    const { key, value } = mixedEntries(1);
    for (let i = 0; i < INSERTIONS; i++) cache.set(key(), value() as {});
    expect((await exactSizeOf(cache)).bytes / maxSize).toBeGreaterThan(1.5);
  });

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
      /^maxSize must be more than \d+ bytes, which a cache with max = 20000 takes while it is empty; got 100000$/,
    );
  });
});

describe('entrySizeOf', () => {
  it('is an integer above zero', () => {
    expect(entrySizeOf(1, null)).toBe(1);
    expect(entrySizeOf(1, undefined, { overhead: 0.5 })).toBe(1);
    expect(entrySizeOf('a key', 'some text')).toBe(56);
    expect(entrySizeOf('a key', 'some text', { overhead: 100.2 })).toBe(157);
  });

  it.each([[1], [1.5], [2n ** 70n], ['text'], ['\u4e2d'], [null], [{ a: 'text' }], [Symbol('described')], [() => 1]])(
    'is the deep size of key and value: %s',
    (value) => {
      const expected = Math.max(1, deepSizeOf('a key').bytes + deepSizeOf(value).bytes);
      expect(entrySizeOf('a key', value)).toBe(expected);
      expect(entrySizeOf(value, 'a key')).toBe(expected);
      expect(entrySizeOf('a key', value, { readStrings: false })).toBeLessThanOrEqual(expected);
    },
  );

  it('counts what key and value share once, and takes options', () => {
    const shared = { text: 'in both' };
    expect(entrySizeOf(shared, [shared])).toBe(entrySizeOf(1, [shared]));
    expect(entrySizeOf(1, { shared }, { ignore: [shared] })).toBe(32);
    expect(entrySizeOf(Symbol('described'), 1)).toBe(entrySizeOf(1, Symbol('described')));
  });
});
