/** lruSizeCalculation: sizes for lru-cache with which `maxSize` is the memory that the whole cache takes, its own tables included. */
import { layoutOf } from '../../layout/detect.ts';
import { kindSize } from '../../layout/layout.ts';
import type { Layout } from '../../layout/layout.ts';
import { ceil, max, sqrt } from '../../platform/math.ts';
import { parseBytes } from '../../report/bytes.ts';
import { NO_OPTIONS } from '../weighing.ts';
import type { DeepSizeOptions } from '../weighing.ts';
import { entrySizeOf } from './entry-size.ts';
import { churnedMapBytes, filledListBytes, madeListBytes, mostEntries } from './tables.ts';

/** The limits of a cache, by the names that lru-cache gives them. */
export interface LruLimits {
  /** Bytes for the whole cache. */
  readonly maxSize: number;
  /** The most entries, if they are limited too: lru-cache then makes its lists at once. */
  readonly max?: number | undefined;
  /** Set if entries have a time to live, which takes two lists more. */
  readonly ttl?: number | undefined;
}

/** lru-cache keeps keys, values, the order forwards and backwards, and sizes, each in a list of its own beside a Map. */
const LISTS = 5;

/** Of these the two orders are typed arrays when the number of entries is limited, and a third lists free places. */
const TYPED_LISTS = 3;

/** What a time to live adds: when each entry was set, and for how long. */
const TTL_LISTS = 2;

/**
 * How many standard deviations of the number of entries are allowed for: V8's tables grow at once when one entry too many comes,
 * and shrink late or never. Three are exceeded once in 700 times.
 */
const DEVIATIONS = 3;

/** The mean size of entries is that of the last 4,096 to 8,192, so that it follows a load that changes. */
const REMEMBERED = 8192;

/** How many entries pass until the share is computed anew; at the start it is at every doubling. */
const EVERY = 256;

/**
 * Makes a `sizeCalculation` for lru-cache: the bytes of key and value as `entrySizeOf` has them, and a fair share of what the cache
 * itself takes. The share depends on how many entries there will be when the cache is full, which is told from the mean size of
 * those so far. The result is always a whole number above zero, for null, undefined and small integers too.
 *
 * V8's Map doubles its table at powers of two of entries. Where `maxSize` has room for the entries beyond one and not for the larger
 * table, the cache stays below the power of two and so below `maxSize`, by at most 56 bytes an entry. What two entries share
 * counts with each. Make a new calculation for every cache. Entries with hidden state are warned of as by `entrySizeOf`.
 *
 * @param limits the cache's own options; `maxSize` as a number of bytes.
 * @param options what to count of an entry.
 * @throws {RangeError | TypeError} if `maxSize` is no size, or less than the lists for `max` entries take.
 * @example
 * ```ts
 * const limits = { maxSize: 16 * 1024 * 1024 };
 * const cache = new LRUCache({ ...limits, sizeCalculation: lruSizeCalculation(limits) });
 * cache.set('a key', null);
 * ```
 */
export function lruSizeCalculation(
  limits: LruLimits,
  options: DeepSizeOptions = NO_OPTIONS,
): (value: unknown, key: unknown) => number {
  const maxSize = parseBytes(limits.maxSize);
  const layout = layoutOf(options.layout);
  const empty = tableBytes(layout, 1, limits);
  if (empty >= maxSize)
    throw new RangeError(
      `a cache with max = ${limits.max ?? 0} takes ${empty} bytes before anything is in it, and maxSize is ${maxSize}: raise maxSize, or lower max`,
    );
  let count = 0;
  let total = 0;
  let squares = 0;
  let share = 0;
  return (value, key) => {
    const bytes = entrySizeOf(key, value, 0, options);
    count++;
    total += bytes;
    squares += bytes * bytes;
    if (count % EVERY === 0 || (count & (count - 1)) === 0) {
      const mean = total / count;
      share = shareOf(layout, { ...limits, maxSize }, mean, sqrt(max(0, squares / count - mean * mean)));
      if (count >= REMEMBERED) {
        count /= 2;
        total /= 2;
        squares /= 2;
      }
    }
    return ceil(bytes + share);
  };
}

/** What each entry has to carry of the tables, so that as many entries as have room with their tables fill the cache. */
function shareOf(layout: Layout, limits: LruLimits, mean: number, deviation: number): number {
  const { maxSize, max: most = Infinity } = limits;
  const peakOf = (entries: number): number =>
    ceil(entries + (DEVIATIONS * deviation * sqrt(entries) * entries) / maxSize);
  const entries = mostEntries(maxSize, (n) => n * mean + tableBytes(layout, peakOf(n), limits));
  // With fewer entries allowed than have room, the cache is never full.
  if (most > 0 && entries >= most) return tableBytes(layout, most, limits) / most;
  return maxSize / entries - mean;
}

/** What a cache of so many entries takes beside them. */
function tableBytes(layout: Layout, entries: number, { max: most, ttl }: LruLimits): number {
  const lists = LISTS + (ttl === undefined ? 0 : TTL_LISTS);
  if (most === undefined || most === 0)
    return churnedMapBytes(layout, entries) + lists * filledListBytes(layout, entries);
  const width = most <= 2 ** 8 ? 1 : most <= 2 ** 16 ? 2 : 4;
  const typed = kindSize(layout, 'typedArray') + kindSize(layout, 'arrayBuffer') + most * width;
  return (
    churnedMapBytes(layout, entries) + (lists - TYPED_LISTS + 1) * madeListBytes(layout, most) + TYPED_LISTS * typed
  );
}
