/** How certain it is that objects that were not seen are stored like those that were. */
import { min, sqrt } from '../platform/math.ts';

/**
 * The largest part of further objects that may differ from `count` objects which were all alike: three in n, at 95 %
 * confidence (the rule of three). The objects of one value are not independent of each other, since the same code made
 * many of them at once, so n is the square root of their number. With three in `count` itself, 1 of 82 real structures
 * was outside of the range, with one in the root of it none (test/real, the half from which rules are made).
 */
export function doubt(count: number): number {
  return count === 0 ? 1 : min(1, 3 / sqrt(count));
}
