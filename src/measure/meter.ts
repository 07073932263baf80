/** createMeter: a running total over many values, in which what they share counts once. */
import type { SizeReport } from '../report/size-report.ts';
import { prepare, toReport } from './weighing.ts';
import type { DeepSizeOptions } from './weighing.ts';

/** What a meter counts. */
export interface MeterOptions extends DeepSizeOptions {
  /**
   * True to remember no object and no string from one value to the next: memory stays the same however many values come,
   * and what two values share counts with each. For streams of records that share nothing. Default false.
   */
  readonly forget?: boolean | undefined;
}

/** Adds up values over its life. */
export interface Meter {
  /**
   * Weighs a value and adds it; what was counted before is not counted again.
   *
   * @returns the bytes by which `bytes` has grown.
   */
  add(value: unknown): number;
  /** All bytes so far: the best figure, as in a report. */
  readonly bytes: number;
  /** How many values were added. */
  readonly values: number;
  /** The report on everything so far. */
  report(): SizeReport;
}

/**
 * A meter for a stream of values or the insertions of a cache: it keeps its set of visited objects and its totals over
 * many `add` calls, so that what the values share counts once over the meter's life. It holds every object it has
 * counted, unless it is told to `forget`; removing is not promised.
 *
 * @throws {RangeError | TypeError} if an option is none of its values.
 * @example
 * ```ts
 * const meter = createMeter();
 * const shared = { text: 'in both' };
 * meter.add({ shared }); // 88
 * meter.add({ shared }); // 32: the rest was counted before
 * ```
 */
export function createMeter(options: MeterOptions = {}): Meter {
  const weighing = prepare(options, true);
  const { walker, weigher } = weighing;
  const forget = options.forget === true;
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
