/** entrySizeOf: what one entry adds to a cache, as a number that a cache accepts. */
import { ceil, max } from '../../platform/math.ts';
import { sizeOf } from '../size-of.ts';
import { warnOfHidden } from './hidden-warning.ts';
import { NO_OPTIONS, prepare, toBytes } from '../weighing.ts';
import type { DeepSizeOptions } from '../weighing.ts';

/**
 * The bytes of key and value together, as a whole number that is at least 1: what lru-cache and its like want of a size, so that
 * null, undefined, booleans and small integers have one too.
 *
 * The cache's own tables are not in it: `overhead` adds a share of them. What two entries share counts with each; objects that key
 * and value share count once.
 *
 * Hidden state, such as private fields, is not in it without `reveal`: once for each class, this is published on the diagnostics
 * channel `heapscale:hidden` if somebody listens there, and else is a warning of the process (code `HEAPSCALE_HIDDEN`) or console.
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
  let bytes = overhead;
  const quick = options.readStrings !== false;
  const keyIsAlone = quick && isAlone(key);
  const valueIsAlone = quick && isAlone(value);
  // A walk costs hundreds of times what a text or a number takes, and most keys are texts.
  if (keyIsAlone) bytes += sizeOf(key, options);
  if (valueIsAlone) bytes += sizeOf(value, options);
  if (!keyIsAlone || !valueIsAlone) {
    const weighing = prepare(options, true);
    if (!keyIsAlone) weighing.walker.begin(key);
    if (!valueIsAlone) weighing.walker.begin(value);
    weighing.walker.step(Infinity);
    if (weighing.weigher.hiddenRows.size > 0) warnOfHidden('entrySizeOf', weighing.weigher.hiddenRows);
    bytes += toBytes(weighing);
  }
  return max(1, ceil(bytes));
}

/** True for a value that leads to no other; a symbol leads to its description. */
function isAlone(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol');
}
