/**
 * lruSizeCalculation: sizes for lru-cache that make `maxSize` the memory of the whole cache, its own tables included.
 */
import { layoutOf } from '../../layout/detect.ts';
import { kindSize } from '../../layout/layout.ts';
import type { Layout } from '../../layout/layout.ts';
import { ceil, max, sqrt } from '../../platform/math.ts';
import { rangeError, typeError } from '../../platform/argument-checks.ts';
import { ownOptions } from '../../platform/own-options.ts';
import { bytesArgument } from '../../report/byte-size.ts';
import type { Size } from '../../report/byte-size.ts';
import { checkValues, SIZE_NAMES } from '../options.ts';
import type { SizeOptions } from '../options.ts';
import { entryBytes } from './entry-size.ts';
import { churnedMapBytes, filledListBytes, madeListBytes, mostEntries } from './tables.ts';

/** The limits of a cache, named as in lru-cache. */
export interface LruLimits {
  /** Bytes for the whole cache: a number, or a size such as `'16 MiB'`. */
  readonly maxSize: Size;
  /**
   * The maximum number of entries, if limited: lru-cache then allocates its lists up front.
   *
   * @defaultValue the number of entries is not limited
   */
  readonly max?: number | undefined;
  /**
   * Set this if entries have a time to live, which takes two more lists.
   *
   * @defaultValue entries do not expire
   */
  readonly ttl?: number | undefined;
}

/**
 * lru-cache stores keys, values, the forward and backward order, and sizes in one list each, next to a Map.
 */
const LISTS = 5;

/** With limited entries the two order lists are typed arrays, and a third one lists free slots. */
const TYPED_LISTS = 3;

/** Lists that a time to live adds: when each entry was set, and for how long. */
const TTL_LISTS = 2;

/**
 * How many standard deviations of the number of entries to allow for: V8's tables grow at once when one entry exceeds
 * their capacity, and shrink late or never. Three are exceeded once in 700 times.
 */
const DEVIATIONS = 3;

/** The mean size is that of the last 4,096 to 8,192 entries, so that it follows a changing load. */
const REMEMBERED = 8192;

/** Entries between two computations of the share; at the start it is computed at every doubling. */
const EVERY = 256;

/**
 * Makes a `sizeCalculation` for lru-cache: the bytes of key and value as `entrySizeOf` returns them, plus a share of
 * the cache's own tables. The share depends on how many entries the full cache will hold, which is estimated from the
 * mean size so far. The result is always a positive integer, also for null, undefined and small integers.
 *
 * V8's Map doubles its table when the number of entries passes a power of two. If `maxSize` has room for more entries
 * but not for the larger table, the cache stays below that power of two, and so below `maxSize`, by at most 56 bytes
 * per entry. What two entries share counts in both. Make a new calculation for every cache. Hidden state in entries
 * causes a warning, as with `entrySizeOf`.
 *
 * @param limits the options of the cache; only those listed here are read.
 * @param options what to count of an entry; read once.
 * @throws {TypeError | RangeError} if a limit or an option is invalid, or `maxSize` is less than the lists for `max`
 * entries take; an entry never causes an error.
 * @example
 * ```ts
 * const limits = { maxSize: 16 * 1024 * 1024 };
 * const cache = new LRUCache({ ...limits, sizeCalculation: lruSizeCalculation(limits) });
 * cache.set('a key', null);
 * ```
 */
export function lruSizeCalculation(limits: LruLimits, options?: SizeOptions): (value: unknown, key: unknown) => number {
  return lruSizes(limits, ownOptions('lruSizeCalculation', SIZE_NAMES, options));
}

/** {@link lruSizeCalculation} with options that `ownOptions` has read. */
export function lruSizes(limits: LruLimits, own: SizeOptions): (value: unknown, key: unknown) => number {
  const cache = checkedLimits(limits);
  checkValues(own);
  const layout = layoutOf(own.layout);
  const empty = tableBytes(layout, 1, cache);
  if (empty >= cache.maxSize)
    throw new RangeError(
      `maxSize must be more than ${empty} bytes, the size of an empty cache with max = ${cache.max}; ` +
        `got ${cache.maxSize}`,
    );
  let count = 0;
  let total = 0;
  let squares = 0;
  let share = 0;
  return (value, key) => {
    const bytes = entryBytes(key, value, 0, own);
    count++;
    total += bytes;
    squares += bytes * bytes;
    if (count % EVERY === 0 || (count & (count - 1)) === 0) {
      const mean = total / count;
      share = shareOf(layout, cache, mean, sqrt(max(0, squares / count - mean * mean)));
      if (count >= REMEMBERED) {
        count /= 2;
        total /= 2;
        squares /= 2;
      }
    }
    return ceil(bytes + share);
  };
}

/** The checked limits that the tables depend on; as in lru-cache, 0 for `max` means no limit. */
interface CheckedLimits {
  readonly maxSize: number;
  readonly max: number;
  readonly hasTtl: boolean;
}

/** Checks the options of the cache that are used here. */
function checkedLimits(limits: LruLimits): CheckedLimits {
  if (typeof limits !== 'object' || limits === null) throw typeError('limits', 'an object such as { maxSize }', limits);
  const maxSize = bytesArgument('maxSize', limits.maxSize);
  const most = limits.max ?? 0;
  if (typeof most !== 'number') throw typeError('max', 'a non-negative integer', most);
  if (!(most >= 0) || (most % 1 !== 0 && most !== Infinity)) throw rangeError('max', 'a non-negative integer', most);
  return { maxSize, max: most === Infinity ? 0 : most, hasTtl: limits.ttl !== undefined };
}

/**
 * The share of the tables that is added to each entry, so that the full cache has as many entries as fit together with
 * their tables.
 */
function shareOf(layout: Layout, limits: CheckedLimits, mean: number, deviation: number): number {
  const { maxSize, max: most } = limits;
  const peakOf = (entries: number): number =>
    ceil(entries + (DEVIATIONS * deviation * sqrt(entries) * entries) / maxSize);
  const entries = mostEntries(maxSize, (n) => n * mean + tableBytes(layout, peakOf(n), limits));
  // A cache limited to fewer entries than fit never reaches `maxSize`.
  if (most > 0 && entries >= most) return tableBytes(layout, most, limits) / most;
  return maxSize / entries - mean;
}

/** The bytes of a cache's own tables for a number of entries. */
function tableBytes(layout: Layout, entries: number, { max: most, hasTtl }: CheckedLimits): number {
  const lists = LISTS + (hasTtl ? TTL_LISTS : 0);
  if (most === 0) return churnedMapBytes(layout, entries) + lists * filledListBytes(layout, entries);
  const width = most <= 2 ** 8 ? 1 : most <= 2 ** 16 ? 2 : 4;
  const typed = kindSize(layout, 'typedArray') + kindSize(layout, 'arrayBuffer') + most * width;
  return (
    churnedMapBytes(layout, entries) + (lists - TYPED_LISTS + 1) * madeListBytes(layout, most) + TYPED_LISTS * typed
  );
}
