/** The matchers as a test sees them on `expect(value)`; one list of them for every runner. */
import type { Size } from '../report/byte-size.ts';
import type { CheckOptions, WeightOptions } from './check-options.ts';
import type { SizeSnapshotOptions } from './size-snapshot.ts';
import type { Within } from './check-options.ts';

/** Matchers that answer at once; `Result` is what the runner's own matchers return. */
export interface SizeMatchers<Result> {
  /**
   * Passes if the value's deep size is at most `limit`.
   *
   * The best figure decides. A failure prints limit, size, overrun, the breakdown by type and the heaviest places, and
   * says if the interval in which V8's own count lies leaves the answer uncertain. Hidden state is followed by Node's
   * inspector; where that is not possible the check fails, with `.not` too, unless `options.allowHidden` names it.
   *
   * @param limit bytes, or a string such as `'64 KiB'`.
   * @param options what to count.
   * @throws {TypeError | RangeError} if the limit or an option is invalid, or an option ended the walk before the
   * answer was known.
   * @example
   * ```ts
   * expect({ user: 'ann' }).toFitIn('1 KiB');
   * expect({ session: { user: 'ann' } }).toEqual({ session: expect.toFitIn(200) });
   * ```
   */
  toFitIn(limit: Size, options?: CheckOptions): Result;
  /**
   * Passes if the value is lighter than `other`; what the two share counts with both.
   *
   * @example
   * ```ts
   * expect([1, 2]).toBeLighterThan([1, 2, 3]);
   * ```
   */
  toBeLighterThan(other: unknown, options?: CheckOptions): Result;
  /**
   * Passes if the value weighs `expected`, to the byte or `within` a share (`'5%'`) or a size (`'1 KiB'`).
   *
   * @example
   * ```ts
   * expect({ a: 1, b: 2 }).toWeigh(40);
   * expect(new Array(1000).fill(0)).toWeigh('8 KiB', { within: '5%' });
   * ```
   */
  toWeigh(expected: Size, options?: WeightOptions): Result;
}

/** Matchers of a value in a test: beside those that answer at once, the snapshot and V8's own count. */
export interface AllSizeMatchers<Result> extends SizeMatchers<Result> {
  /**
   * Passes if the value weighs what the test's snapshot says. The snapshot stands in the runner's own snapshot file, is
   * written by the first run, updated with `-u`, and in CI a missing one fails. It names its layout, so it holds on
   * every engine. In concurrent tests take `expect` from the test's context; vitest 3 does not tell matchers which
   * concurrent test they are in.
   *
   * @param name tells several snapshots of one test apart.
   * @param options `within`: how far off the size may be, `'5%'` or `'1 KiB'`; default to the byte.
   * @example
   * ```ts
   * expect(store).toMatchSizeSnapshot('after login', { within: '2%' });
   * ```
   */
  toMatchSizeSnapshot(options?: SizeSnapshotOptions): Result;
  toMatchSizeSnapshot(name: string, options?: SizeSnapshotOptions): Result;
  /**
   * `toFitIn` by V8's own count, private fields and other hidden state included; takes a heap snapshot, whose cost grows with the heap (see `exactSizesOf`).
   * Node only.
   *
   * @example
   * ```ts
   * await expect(store).toFitInExactly('1 MiB');
   * ```
   */
  toFitInExactly(limit: Size): Promise<void>;
  /** `toBeLighterThan` by V8's own count; see `toFitInExactly`. */
  toBeLighterThanExactly(other: unknown): Promise<void>;
  /** `toWeigh` by V8's own count; see `toFitInExactly`. */
  toWeighExactly(expected: Size, options?: Within): Promise<void>;
}
