/** The options of limits on a call. */
import { integer } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';

/** How often a limit on a call may call the function. */
export interface CallOptions {
  /**
   * The most calls, an integer from 1 to 10,000. The cheapest call counts, and the first one below the limit is the
   * last: the function is compiled at its first call and prepared at some more, which takes memory as well.
   *
   * @defaultValue `12`
   */
  readonly calls?: number | undefined;
}

/** How often the function is called, and what a call may leave. */
export interface LeavesNothingOptions {
  /**
   * Calls before the first one that counts, for caches that fill and one-time initialisation.
   *
   * @defaultValue `10`
   */
  readonly warmups?: number | undefined;
  /**
   * Calls in each of the four rounds, at least 2. What is left behind less often than by every call is not found.
   *
   * @defaultValue `10`
   */
  readonly runs?: number | undefined;
  /**
   * What each call may leave behind on average, in bytes or as a string such as `'1 KiB'`.
   *
   * @defaultValue `0`
   */
  readonly tolerance?: Size | undefined;
}

const CALL_NAMES: OptionNames<CallOptions> = { calls: true };
const LEAVES_NAMES: OptionNames<LeavesNothingOptions> = { warmups: true, runs: true, tolerance: true };

/** The most calls; `caller` is the name of the public function. */
export function callsOf(caller: string, options: CallOptions | undefined): number {
  const { calls = 12 } = ownOptions(caller, CALL_NAMES, options);
  return integer('calls', calls, 1, 10_000);
}

/** The options with their defaults. */
export function leavesOf(
  caller: string,
  options: LeavesNothingOptions | undefined,
): { readonly warmups: number; readonly runs: number; readonly tolerance: number } {
  const { warmups = 10, runs = 10, tolerance = 0 } = ownOptions(caller, LEAVES_NAMES, options);
  return {
    warmups: integer('warmups', warmups, 0),
    runs: integer('runs', runs, 2),
    tolerance: bytesArgument('tolerance', tolerance),
  };
}
