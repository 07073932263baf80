/** Limits on a call as functions that reject. */
import type { Size } from '../report/byte-size.ts';
import { toAssertionError } from './assertion-error.ts';
import { judgeCall, judgeLeaves } from './call-checks.ts';
import type { CallVerdict } from './call-checks.ts';
import type { CallOptions, LeavesNothingOptions } from './call-options.ts';

/**
 * Fails unless a call allocates less than a limit, on V8's heap and outside it, garbage included: contents of
 * ArrayBuffers count. Node only; a bundle has to import `heapscale/node`.
 *
 * The function is called once if that call is below the limit, otherwise up to `calls` times: the cheapest call counts.
 * V8's statistics before and after and around each collection decide that, which are never too low; what measuring
 * itself takes is subtracted. Before it fails, up to three more calls count every allocation of up to 400,000, and find
 * the lines. V8 optimises nothing new meanwhile, so that the figure is the same every time: an object or array from a
 * literal takes 16 B more than it weighs, a note for V8's optimiser. What else runs while a promise is awaited counts
 * as well.
 * Measurements wait for each other: do not call this within `fn`.
 *
 * @param fn called without arguments; a returned promise is awaited.
 * @param limit bytes, or a string such as `'64 KiB'`.
 * @throws {SizeAssertionError} (as a rejection) otherwise; `actual` and `expected` are bytes, and the message names the
 * functions and lines that allocate.
 * @throws {TypeError | RangeError} (as a rejection) if an argument is invalid; and whatever `fn` throws.
 * @example
 * ```ts
 * await assertAllocatesLess(() => [1, 2, 3].map((n) => n * 2), '1 KiB');
 * ```
 */
export async function assertAllocatesLess(fn: () => unknown, limit: Size, options?: CallOptions): Promise<void> {
  const verdict = await judgeCall('assertAllocatesLess', 'allocated', fn, limit, options);
  rejectUnlessPassed(verdict, 'assertAllocatesLess', assertAllocatesLess);
}

/**
 * Fails unless the most memory in use at one time during a call is below a limit: on V8's heap and outside it, above
 * what was in use before. Node only; a bundle has to import `heapscale/node`.
 *
 * Garbage counts until V8 collects it. Meanwhile the young generation is at its smallest, so that is after every MiB or
 * less on the heap; buffers that are garbage count longer, up to 100 MiB of them. The heap is read before and after the
 * call, and directly before each collection. The function is called as by {@link assertAllocatesLess}.
 *
 * @param fn called without arguments; a returned promise is awaited.
 * @param limit bytes, or a string such as `'64 MiB'`.
 * @throws {SizeAssertionError} (as a rejection) otherwise; `actual` and `expected` are bytes, and the message names the
 * functions and lines that allocate.
 * @throws {TypeError | RangeError} (as a rejection) if an argument is invalid; and whatever `fn` throws.
 * @example
 * ```ts
 * await assertPeakBelow(() => new Uint8Array(1_000_000).length, '2 MiB');
 * ```
 */
export async function assertPeakBelow(fn: () => unknown, limit: Size, options?: CallOptions): Promise<void> {
  const verdict = await judgeCall('assertPeakBelow', 'peak', fn, limit, options);
  rejectUnlessPassed(verdict, 'assertPeakBelow', assertPeakBelow);
}

/**
 * Fails if each call leaves something behind: objects that are alive after V8 has collected all garbage, or entries in
 * a collection. Node only; a bundle has to import `heapscale/node`.
 *
 * The function is called in four rounds, 50 times in all by default. If heap, buffers and collections do not grow, that
 * is the answer; otherwise the calls are repeated by `findLeaks`, with a heap snapshot at the end.
 *
 * @param fn called without arguments; a returned promise is awaited, and what it returns is dropped.
 * @throws {SizeAssertionError} (as a rejection) if each call leaves more than `tolerance`; the message names what is
 * left, the function that allocated it, what holds it and the path to it. `actual` and `expected` are bytes.
 * @throws {TypeError | RangeError} (as a rejection) if an argument is invalid; and whatever `fn` throws.
 * @example
 * ```ts
 * const sessions = new Map<string, object>();
 * await assertLeavesNothing(() => {
 *   sessions.set('ann', { seen: 1 });
 *   sessions.delete('ann');
 * });
 * ```
 */
export async function assertLeavesNothing(fn: () => unknown, options?: LeavesNothingOptions): Promise<void> {
  const verdict = await judgeLeaves('assertLeavesNothing', fn, options);
  rejectUnlessPassed(verdict, 'assertLeavesNothing', assertLeavesNothing);
}

function rejectUnlessPassed(
  { pass, actual, expected, message }: CallVerdict,
  operator: string,
  stackStartFn: (...args: never[]) => unknown,
): void {
  if (!pass) throw toAssertionError({ message, actual, expected, operator, stackStartFn }, undefined);
}
