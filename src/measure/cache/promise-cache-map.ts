/**
 * promiseCacheMap: promises in a cache that is bounded by bytes. A promise is stored while it is pending, when nothing
 * can be weighed but the promise itself, so each is weighed again by what it has settled to.
 */
import { checkFunction, typeError } from '../../platform/argument-checks.ts';
import { ownOptions } from '../../platform/own-options.ts';
import { SIZE_NAMES } from '../options.ts';
import type { SizeOptions } from '../options.ts';
import { sizeOf } from '../size-of.ts';
import { lruSizes } from './lru-size.ts';
import type { LruLimits } from './lru-size.ts';

/** The part of an LRUCache of lru-cache that is used. */
export interface SizedCache<Key, Value> {
  /** The value of a key, which is then the most recently used. */
  get(key: Key): Value | undefined;
  /** The value of a key, without a use of it. */
  peek(key: Key): Value | undefined;
  /** Stores a value with its size in bytes. */
  set(key: Key, value: Value, options: { readonly size: number }): unknown;
  /** Removes an entry. */
  delete(key: Key): unknown;
  /** Removes all entries. */
  clear(): unknown;
}

/** What DataLoader takes as its `cacheMap`. */
export interface PromiseCacheMap<Key, Value> {
  /** The promise of a key, which is then the most recently used. */
  get(key: Key): Promise<Value> | undefined;
  /** Stores a promise, and weighs it again when it has settled. */
  set(key: Key, promise: Promise<Value>): void;
  /** Removes a promise, also a pending one. */
  delete(key: Key): void;
  /** Removes all promises. */
  clear(): void;
}

const METHODS = ['get', 'peek', 'set', 'delete', 'clear'] as const;

/**
 * Stores promises in an LRUCache, for DataLoader's `cacheMap` and other functions that remember promises by key. A
 * pending promise takes the size of the promise itself; when it has settled, the entry is stored again with the size of
 * key, promise and value, and a share of the cache's tables, as `lruSizeCalculation` computes it. A rejected promise
 * stays, with the size of its error.
 *
 * An entry that was deleted, replaced or evicted meanwhile does not come back. What two values share counts in both.
 *
 * @param cache an LRUCache of lru-cache with the same limits and without `sizeCalculation`.
 * @param limits the limits of the cache.
 * @param options what to count of an entry; read once.
 * @throws {TypeError | RangeError} if an argument is invalid; a promise and its value never cause an error.
 * @example
 * ```ts
 * const limits = { maxSize: 16 * 1024 * 1024 };
 * const cacheMap = promiseCacheMap(new LRUCache(limits), limits);
 * cacheMap.set('a key', Promise.resolve({ text: 'weighed when it has arrived' }));
 * ```
 */
export function promiseCacheMap<Key, Value>(
  cache: SizedCache<Key, Promise<Value>>,
  limits: LruLimits,
  options?: SizeOptions,
): PromiseCacheMap<Key, Value> {
  if (typeof cache !== 'object' || cache === null) throw typeError('cache', 'an LRUCache of lru-cache', cache);
  for (const name of METHODS) checkFunction(`cache.${name}`, cache[name], 'as in lru-cache');
  const sizeOfEntry = lruSizes(limits, ownOptions('promiseCacheMap', SIZE_NAMES, options));
  return {
    get: (key) => cache.get(key),
    set: (key, promise) => {
      const ownBytes = sizeOf(promise);
      const weigh = (value: unknown): void => {
        if (cache.peek(key) !== promise) return;
        // A cache does not ask for the size of a value that it has.
        cache.delete(key);
        cache.set(key, promise, { size: ownBytes + sizeOfEntry(value, key) });
      };
      cache.set(key, promise, { size: ownBytes });
      promise.then(weigh, weigh);
    },
    delete: (key) => void cache.delete(key),
    clear: () => void cache.clear(),
  };
}
