/** createMeter: a running total over many values; what they share counts once. */
import type { SizeReport } from '../report/size-report.ts';
import { boolean } from '../platform/argument-checks.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { SIZE_NAMES } from './options.ts';
import type { SizeOptions } from './options.ts';
import { prepare, toReport } from './weighing.ts';

/** What a meter counts. */
export interface MeterOptions extends SizeOptions {
  /**
   * True to forget objects and strings after each value: the meter's own memory then stays constant, and what two
   * values share counts in both. For streams of values that share nothing.
   *
   * @defaultValue `false`
   */
  readonly forget?: boolean | undefined;
}

const METER_NAMES: OptionNames<MeterOptions> = /* @__PURE__ */ addNames(SIZE_NAMES, { forget: true as const });

/** A running total over many values. */
export interface Meter {
  /**
   * Measures a value and adds it; what was counted before is not counted again.
   *
   * @returns the bytes that were added.
   */
  add(value: unknown): number;
  /** Bytes of all values so far: the point estimate, as in a report. */
  readonly bytes: number;
  /** The number of values added. */
  readonly values: number;
  /** The report on everything so far. */
  report(): SizeReport;
}

/**
 * A meter for a stream of values or the insertions of a cache: it keeps its set of visited objects and its totals
 * between `add` calls, so that what the values share counts once. It keeps every counted object alive, unless `forget`
 * is set. Values cannot be removed.
 *
 * @throws {TypeError | RangeError} if an option is invalid; a measured value never causes an error.
 * @example
 * ```ts
 * const meter = createMeter();
 * const shared = { text: 'in both' };
 * meter.add({ shared }); // 88
 * meter.add({ shared }); // 32: the rest was counted before
 * ```
 */
export function createMeter(options?: MeterOptions): Meter {
  const own = ownOptions('createMeter', METER_NAMES, options);
  const forget = boolean('forget', own.forget, false);
  const weighing = prepare(own);
  const { walker, weigher } = weighing;
  let bytes = 0;
  let values = 0;
  return {
    add(value) {
      walker.begin(value);
      walker.step(Infinity);
      values++;
      if (forget) {
        walker.forget();
        weigher.forget();
      }
      const before = bytes;
      bytes = weigher.bytes();
      return bytes - before;
    },
    get bytes() {
      return bytes;
    },
    get values() {
      return values;
    },
    report: () => toReport(weighing, false),
  };
}
