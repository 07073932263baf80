/** entrySizeOf: what one entry adds to a cache, as a number that a cache accepts. */
import { ceil, max } from '../math.ts';
import { NO_OPTIONS, prepare, toBytes } from '../weighing.ts';
import type { DeepSizeOptions } from '../weighing.ts';

/**
 * The bytes of key and value together, as a whole number that is at least 1: what lru-cache and its like want of a size, so that
 * null, undefined, booleans and small integers have one too.
 *
 * The cache's own tables are not in it: `overhead` adds a share of them. What two entries share counts with each.
 *
 * @param overhead bytes to add for each entry; see `lruSizeCalculation` for one that is right. Default 0.
 * @throws {RangeError | TypeError} if an option is none of its values; never because of the entry.
 * @example
 * ```ts
 * entrySizeOf('a key', 'some text'); // 56
 * entrySizeOf('a key', null); // 24: the key
 * entrySizeOf(1, true); // 1
 * ```
 */
export function entrySizeOf(key: unknown, value: unknown, overhead = 0, options: DeepSizeOptions = NO_OPTIONS): number {
  const weighing = prepare(options, true);
  weighing.walker.begin(key);
  weighing.walker.begin(value);
  weighing.walker.step(Infinity);
  return max(1, ceil(toBytes(weighing) + overhead));
}
