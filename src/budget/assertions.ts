/** The checks as functions that throw. */
import { assertPassed } from './assertion-error.ts';
import { checkOptionsOf, fitOptionsOf, certaintyOf, weightOptionsOf } from './check-options.ts';
import type { CheckOptions, FitOptions, WeightOptions } from './check-options.ts';
import { judgeFit } from './fit.ts';
import type { Size } from '../report/byte-size.ts';
import { judgeLighter } from './lighter.ts';
import { weighed } from './subject.ts';
import { judgeWeight } from './weight.ts';

/**
 * Throws unless the deep size of a value is at most a limit.
 *
 * The best figure decides, unless `options.certain` is set; if the limit is inside the interval of V8's own count, the
 * message says so, and a warning if the check passes although the likely size is over the limit. Hidden state that may
 * keep bytes of the value, such as private fields, is followed with Node's inspector (about 0.1 ms per object with such
 * state; it formats the stack of errors that it meets). If that is not possible the check fails, unless
 * `options.allowHidden` lists it.
 *
 * @param limit bytes, or a string such as `'64 KiB'`.
 * @param options what to count; if one of its limits ended the walk, the value is too heavy if more than `limit` was
 * found.
 * @throws {SizeAssertionError} Node's `AssertionError` if available; `actual` and `expected` are bytes, `report` is the
 * breakdown.
 * @throws {TypeError | RangeError} if the limit or an option is invalid, or an option ended the walk before the answer
 * was known.
 * @example
 * ```ts
 * assertFitsIn({ user: 'ann' }, '1 KiB');
 * assertFitsIn([1, 2, 3], 16); // throws: it takes 72 B, 56 B over
 * assertFitsIn([1, 2, 3], '1 KiB', { certain: true });
 * ```
 */
export function assertFitsIn(value: unknown, limit: Size, options?: FitOptions): void {
  const own = fitOptionsOf('assertFitsIn', options);
  assertPassed(judgeFit(weighed(value, own), limit, 'the value', certaintyOf(own)), 'assertFitsIn', assertFitsIn);
}

/**
 * Throws unless a value is lighter than another; each is measured separately, and what they share counts in both.
 *
 * @throws {SizeAssertionError} `actual` and `expected` are the bytes of the two.
 * @example
 * ```ts
 * assertLighter([1, 2], [1, 2, 3]);
 * assertLighter({}, { a: 1 }); // throws: it takes 56 B, 24 B over
 * ```
 */
export function assertLighter(value: unknown, other: unknown, options?: CheckOptions): void {
  const own = checkOptionsOf('assertLighter', options);
  assertPassed(judgeLighter(weighed(value, own), weighed(other, own)), 'assertLighter', assertLighter);
}

/**
 * Throws unless a value has the expected size.
 *
 * @param expected bytes, or a string such as `'64 KiB'`.
 * @param options `within`, and what to count.
 * @throws {SizeAssertionError} `actual` and `expected` are bytes.
 * @example
 * ```ts
 * assertWeighs({ a: 1, b: 2 }, 40);
 * assertWeighs(new Array(1000).fill(0), '8 KiB', { within: '5%' });
 * ```
 */
export function assertWeighs(value: unknown, expected: Size, options?: WeightOptions): void {
  const own = weightOptionsOf('assertWeighs', options);
  assertPassed(judgeWeight(weighed(value, own), expected, own), 'assertWeighs', assertWeighs);
}
