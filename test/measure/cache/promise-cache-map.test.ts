// promiseCacheMap: a promise is weighed by what it settles to, and what was taken out meanwhile stays out.
import { LRUCache } from 'lru-cache';
import { describe, expect, it } from 'vitest';
import { entrySizeOf, promiseCacheMap } from '../../../src/index.ts';

const limits = { maxSize: 1_000_000 };
const made = (): {
  cache: LRUCache<string, Promise<unknown>>;
  map: ReturnType<typeof promiseCacheMap<string, unknown>>;
} => {
  const cache = new LRUCache<string, Promise<unknown>>(limits);
  return { cache, map: promiseCacheMap<string, unknown>(cache, limits) };
};

describe('promiseCacheMap', () => {
  it('weighs what a promise has settled to, and the promise', async () => {
    const { cache, map } = made();
    const value = { text: 'x'.repeat(1000) };
    const promise = Promise.resolve(value);
    map.set('key', promise);
    expect(cache.calculatedSize).toBe(48);
    await promise;
    // A key, a value, the promise, and a share of the tables.
    const least = 48 + entrySizeOf('key', value);
    expect(cache.calculatedSize).toBeGreaterThan(least);
    expect(cache.calculatedSize).toBeLessThan(least + 200);
    expect(map.get('key')).toBe(promise);
  });

  it('weighs the error of a rejected promise, which stays', async () => {
    const { cache, map } = made();
    const promise = Promise.reject(new Error('an error with a message '.repeat(10)));
    map.set('key', promise);
    await expect(promise).rejects.toThrow();
    await Promise.resolve();
    expect(map.get('key')).toBe(promise);
    expect(cache.calculatedSize).toBeGreaterThan(48 + 240);
  });

  it('does not bring back what was deleted or replaced, and drops what is too large', async () => {
    const { cache, map } = made();
    const [first, second, huge] = ['first', 'second', 'h'.repeat(2_000_000)].map((value) => Promise.resolve(value));
    map.set('deleted', first);
    map.delete('deleted');
    map.set('replaced', first);
    map.set('replaced', second);
    map.set('huge', huge);
    await Promise.all([first, second, huge]);
    expect(map.get('deleted')).toBeUndefined();
    expect(map.get('replaced')).toBe(second);
    expect(map.get('huge')).toBeUndefined();
    map.clear();
    expect(cache.size).toBe(0);
    expect(cache.calculatedSize).toBe(0);
  });

  it('refuses what is no cache', () => {
    expect(() => promiseCacheMap(new Map() as never, limits)).toThrow(
      'cache.peek must be a function as in lru-cache; got undefined',
    );
    expect(() => promiseCacheMap(null as never, limits)).toThrow(/^cache must be an LRUCache of lru-cache; got null/);
    const cache = new LRUCache<string, Promise<string>>(limits);
    expect(() => promiseCacheMap(cache, { maxSize: 'much' as never })).toThrow(/maxSize/);
  });
});
