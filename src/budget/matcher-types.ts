/** The types of the matchers on `expect(value)`; one list for every runner. */
import type { Size } from '../report/byte-size.ts';
import type { CallOptions, LeavesNothingOptions } from './call-options.ts';
import type { CheckOptions, FitOptions, WeightOptions } from './check-options.ts';
import type { SizeSnapshotOptions } from './size-snapshot.ts';
import type { Within } from './check-options.ts';

/** Synchronous matchers; `Result` is what the runner's own matchers return. */
export interface SizeMatchers<Result> {
  /**
   * Passes if the value's deep size is at most `limit`.
   *
   * The best figure decides, or with `options.certain` the largest that V8 may count. A failure prints limit, size,
   * overrun, the breakdown by type and the heaviest places, and whether the interval of V8's own count leaves the
   * answer uncertain. Hidden state is followed with Node's inspector; if that is not possible the check fails, also
   * with `.not`, unless `options.allowHidden` lists it.
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
  toFitIn(limit: Size, options?: FitOptions): Result;
  /**
   * Passes if the value is lighter than `other`; what the two share counts in both.
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

/** All matchers: the synchronous ones, size snapshots, V8's own count and limits on a call. */
export interface AllSizeMatchers<Result> extends SizeMatchers<Result>, CallMatchers {
  /**
   * Passes if the value has the size in the test's snapshot. The snapshot is in the runner's own snapshot file; the
   * first run writes it, `-u` updates it, and in CI a missing one fails. It names its layout, so it is valid on every
   * engine. In concurrent tests use `expect` from the test's context; in vitest 3 matchers do not know which concurrent
   * test they are in.
   *
   * @param name distinguishes several snapshots of one test.
   * @param options `within`: the tolerance, `'5%'` or `'1 KiB'`; exact to the byte by default.
   * @example
   * ```ts
   * expect(store).toMatchSizeSnapshot('after login', { within: '2%' });
   * ```
   */
  toMatchSizeSnapshot(options?: SizeSnapshotOptions): Result;
  /** The same with a name for the snapshot, for several in one test. */
  toMatchSizeSnapshot(name: string, options?: SizeSnapshotOptions): Result;
  /**
   * `toFitIn` by V8's own count, private fields and other hidden state included. Takes a heap snapshot, whose cost
   * grows with the heap (see `exactSizesOf`). Node only.
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
  /**
   * Passes if what the function returns can be collected; a failure has the path that holds it. The value must be
   * passed as a function that returns it, because `expect` would hold the value itself. See `assertCollectable`. Node
   * only.
   *
   * @example
   * ```ts
   * await expect(() => createSession()).toBeCollectable();
   * ```
   */
  toBeCollectable(): Promise<void>;
}

/** Limits on a call: the value is the function, and every matcher returns a promise. Node only. */
export interface CallMatchers {
  /**
   * Passes if a call allocates less than `limit`, on V8's heap and outside it, garbage included. The function may be
   * called up to 12 times; the cheapest call counts. A failure names the functions and lines that allocate. See
   * `assertAllocatesLess`.
   *
   * @example
   * ```ts
   * await expect(() => [1, 2, 3].map((n) => n * 2)).toAllocateLess('1 KiB');
   * ```
   */
  toAllocateLess(limit: Size, options?: CallOptions): Promise<void>;
  /**
   * Passes if the most memory in use at one time during a call is below `limit`, above what was in use before. See
   * `assertPeakBelow`.
   *
   * @example
   * ```ts
   * await expect(() => new Uint8Array(1_000_000).length).toPeakBelow('2 MiB');
   * ```
   */
  toPeakBelow(limit: Size, options?: CallOptions): Promise<void>;
  /**
   * Passes if calls leave nothing behind: no object that stays alive, and no entry in a collection. A failure names
   * what is left, what holds it and the function that allocated it. See `assertLeavesNothing`.
   *
   * @example
   * ```ts
   * await expect(() => handleRequests()).toLeaveNothing({ warmups: 20, tolerance: '100 B' });
   * ```
   */
  toLeaveNothing(options?: LeavesNothingOptions): Promise<void>;
}
