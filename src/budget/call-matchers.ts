/** Limits on a call as matchers. */
import type { Size } from '../report/byte-size.ts';
import { askV8 } from './ask-v8.ts';
import { judgeCall, judgeLeaves } from './call-checks.ts';
import type { CallVerdict } from './call-checks.ts';
import type { CallOptions, LeavesNothingOptions } from './call-options.ts';

/** What these matchers return to their runner. */
export interface CallMatcherResult {
  /** Whether the call is below the limit, or leaves nothing. */
  readonly pass: boolean;
  /** What a failure says, with `.not` if it passed. */
  readonly message: () => string;
}

// No `actual` and `expected`: a runner would print their difference below the message, which has it.
function toResult({ pass, message }: CallVerdict): CallMatcherResult {
  return { pass, message: () => message };
}

/** Passes if a call of the function allocates less than `limit`. */
export function toAllocateLess(fn: unknown, limit: Size, options?: CallOptions): Promise<CallMatcherResult> {
  return askV8(async () => toResult(await judgeCall('toAllocateLess', 'allocated', fn, limit, options)));
}

/** Passes if the most in use at one time during a call of the function is below `limit`. */
export function toPeakBelow(fn: unknown, limit: Size, options?: CallOptions): Promise<CallMatcherResult> {
  return askV8(async () => toResult(await judgeCall('toPeakBelow', 'peak', fn, limit, options)));
}

/** Passes if calls of the function leave nothing behind. */
export function toLeaveNothing(fn: unknown, options?: LeavesNothingOptions): Promise<CallMatcherResult> {
  return askV8(async () => toResult(await judgeLeaves('toLeaveNothing', fn, options)));
}
