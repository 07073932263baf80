/**
 * lruSizeCalculation: sizes for lru-cache with which `maxSize` is the memory that the whole cache takes, its own tables
 * included.
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

/** The limits of a cache, by the names that lru-cache gives them. */
export interface LruLimits {
  /** Bytes for the whole cache: a number, or a size such as `'16 MiB'`. */
  readonly maxSize: Size;
  /**
   * The most entries, if they are limited too: lru-cache then makes its lists at once.
   *
   * @defaultValue the number of entries is not limited
   */
  readonly max?: number | undefined;
  /**
   * Set if entries have a time to live, which takes two lists more.
   *
   * @defaultValue entries do not expire
   */
  readonly ttl?: number | undefined;
}

/**
 * lru-cache stores keys, values, the order forwards and backwards, and sizes, each in a list of its own beside a Map.
 */
const LISTS = 5;

/** Of these the two orders are typed arrays when the number of entries is limited, and a third lists free places. */
const TYPED_LISTS = 3;

/** What a time to live adds: when each entry was set, and for how long. */
const TTL_LISTS = 2;

/**
 * How many standard deviations of the number of entries are allowed for: V8's tables grow at once when one entry too
 * many comes, and shrink late or never. Three are exceeded once in 700 times.
 */
const DEVIATIONS = 3;

/** The mean size of entries is that of the last 4,096 to 8,192, so that it follows a load that changes. */
const REMEMBERED = 8192;

/** Entries between two computations of the share; at the start it is computed at every doubling. */
const EVERY = 256;

/**
 * Makes a `sizeCalculation` for lru-cache: the bytes of key and value as `entrySizeOf` has them, and a fair share of
 * what the cache itself takes. The share depends on how many entries there will be when the cache is full, which is
 * estimated from the mean size of those so far. The result is always an integer above zero, for null, undefined and
 * small integers too.
 *
 * V8's Map doubles its table at powers of two of entries. Where `maxSize` has room for the entries beyond one and not
 * for the larger table, the cache stays below the power of two and so below `maxSize`, by at most 56 bytes an entry.
 * What two entries share counts with each. Make a new calculation for every cache. Entries with hidden state are warned
 * of as by `entrySizeOf`.
 *
 * @param limits the cache's own options; others than those listed here are not read.
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
  const cache = checkedLimits(limits);
  const own = ownOptions('lruSizeCalculation', SIZE_NAMES, options);
  checkValues(own);
  const layout = layoutOf(own.layout);
  const empty = tableBytes(layout, 1, cache);
  if (empty >= cache.maxSize)
    throw new RangeError(
      `maxSize must be more than ${empty} bytes, which a cache with max = ${cache.max} takes while it is empty; got ${cache.maxSize}`,
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

/** The limits that the tables depend on, checked; 0 for `max` is no limit, as for lru-cache. */
interface CheckedLimits {
  readonly maxSize: number;
  readonly max: number;
  readonly hasTtl: boolean;
}

/** Checks what of the cache's options is used here; the others are the cache's own matter. */
function checkedLimits(limits: LruLimits): CheckedLimits {
  if (typeof limits !== 'object' || limits === null) throw typeError('limits', 'an object such as { maxSize }', limits);
  const maxSize = bytesArgument('maxSize', limits.maxSize);
  const most = limits.max ?? 0;
  if (typeof most !== 'number') throw typeError('max', 'a non-negative integer', most);
  if (!(most >= 0) || (most % 1 !== 0 && most !== Infinity)) throw rangeError('max', 'a non-negative integer', most);
  return { maxSize, max: most === Infinity ? 0 : most, hasTtl: limits.ttl !== undefined };
}

/**
 * The share of the tables that is added to each entry, so that the cache is full with as many entries as have room
 * beside their tables.
 */
function shareOf(layout: Layout, limits: CheckedLimits, mean: number, deviation: number): number {
  const { maxSize, max: most } = limits;
  const peakOf = (entries: number): number =>
    ceil(entries + (DEVIATIONS * deviation * sqrt(entries) * entries) / maxSize);
  const entries = mostEntries(maxSize, (n) => n * mean + tableBytes(layout, peakOf(n), limits));
  // A cache that is limited to fewer entries than have room is never full.
  if (most > 0 && entries >= most) return tableBytes(layout, most, limits) / most;
  return maxSize / entries - mean;
}

/** The bytes of a cache's own tables for so many entries. */
function tableBytes(layout: Layout, entries: number, { max: most, hasTtl }: CheckedLimits): number {
  const lists = LISTS + (hasTtl ? TTL_LISTS : 0);
  if (most === 0) return churnedMapBytes(layout, entries) + lists * filledListBytes(layout, entries);
  const width = most <= 2 ** 8 ? 1 : most <= 2 ** 16 ? 2 : 4;
  const typed = kindSize(layout, 'typedArray') + kindSize(layout, 'arrayBuffer') + most * width;
  return (
    churnedMapBytes(layout, entries) + (lists - TYPED_LISTS + 1) * madeListBytes(layout, most) + TYPED_LISTS * typed
  );
}
