/** trackGrowth: weighs a value again and again, and tells what of it grows steadily. */
import { deepSizeOf } from '../measure/deep-size-of.ts';
import { deepSizeOfAsync } from '../measure/deep-size-of-async.ts';
import { GrowthReport, growingRows } from './growth-report.ts';
import { Readings } from './series.ts';
import { FEWEST_READINGS } from './steady.ts';
import { isSummary } from '../paths/path-row.ts';
import type { SizeReport } from '../report/size-report.ts';
import type { DeepSizeOptions } from '../measure/weighing.ts';
import { now } from '../platform/yield.ts';

/** What to weigh, and when. */
export interface GrowthOptions extends DeepSizeOptions {
  /**
   * Milliseconds between readings. They are then taken by a timer that keeps no process alive, in slices between which the
   * event loop goes on, and not before the one before has ended. Without it readings are taken by hand.
   */
  readonly every?: number | undefined;
  /** Called after every reading. */
  readonly onReading?: ((report: SizeReport) => void) | undefined;
}

/** Follows the growth of one value. It keeps figures and names, and neither the value nor any part of it. */
export interface GrowthTracker {
  /** Weighs the value now and adds the reading. */
  read(): SizeReport;
  /** Readings so far. */
  readonly readings: number;
  /** What grows steadily by all readings so far. */
  growth(): GrowthReport;
  /** Ends the timer; readings can still be taken by hand. */
  stop(): void;
  /** What ended the timer, if the function that gives the value has thrown, or `onReading` has; else undefined. */
  readonly failure: unknown;
  /** What `growth()` prints. */
  toString(): string;
}

/** The timer functions of the platform. */
interface Timers {
  setInterval(run: () => void, ms: number): unknown;
  clearInterval(timer: unknown): void;
}

/**
 * Follows how a value grows, to find leaks: takes readings, and tells which types, and with `paths` which places, grow
 * steadily. What fills up and is emptied again does not count: a figure grows steadily if the lows of five parts of the
 * readings, in the order of time, rise from each to the next, at least 1 % in all, and the last rise is no less than half of the
 * average one. Ten readings are the fewest that tell.
 *
 * Figures are bytes: deep size of the whole and of each type, and for places what they retain. A type that a reading lacks
 * counts 0 there; of a place that a reading does not list nothing is known.
 *
 * @param get gives the value; it is called for every reading, and the value is let go afterwards.
 * @throws {RangeError | TypeError} if an option is none of its values.
 * @example
 * ```ts
 * const tracker = trackGrowth(() => server.state, { every: 60_000, paths: true });
 * // hours later
 * console.log(String(tracker)); // grows steadily: +1.2 MiB a reading, ...
 * tracker.stop();
 * ```
 */
export function trackGrowth(get: () => unknown, options: GrowthOptions = {}): GrowthTracker {
  if (typeof get !== 'function')
    throw new TypeError('trackGrowth takes a function that gives the value, so that it need not hold the value itself');
  const { every, onReading } = options;
  if (every !== undefined && (typeof every !== 'number' || !(every > 0)))
    throw new RangeError(`every must be a number of milliseconds above zero, not ${String(every)}`);
  const totals = new Readings(0);
  const types = new Readings(0);
  const places = new Readings(Number.NaN);
  const start = now();
  let latest = start;
  let failure: unknown;
  let timer: unknown;
  let isBusy = false;

  function add(report: SizeReport): void {
    latest = now();
    const time = latest - start;
    totals.add(time, new Map([['', report.bytes]]));
    types.add(time, new Map(report.byType.map((row) => [row.type, row.bytes])));
    if (report.paths !== undefined)
      places.add(
        time,
        new Map(
          report.paths.filter((row) => row.depth > 0 && !isSummary(row)).map((row) => [row.path, row.retainedBytes]),
        ),
      );
    onReading?.(report);
  }

  async function readInSlices(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      // A sample is quick enough to be taken at once.
      const report = options.sample === undefined ? await deepSizeOfAsync(get(), options) : deepSizeOf(get(), options);
      if (timer !== undefined) add(report);
    } catch (error) {
      failure = error;
      stop();
    } finally {
      isBusy = false;
    }
  }

  function stop(): void {
    if (timer !== undefined) (globalThis as unknown as Timers).clearInterval(timer);
    timer = undefined;
  }

  function growth(): GrowthReport {
    return new GrowthReport({
      readings: totals.count,
      spanMs: totals.count === 0 ? 0 : latest - start - totals.times[0],
      enough: totals.times.length >= FEWEST_READINGS,
      total: growingRows(totals)[0],
      byType: growingRows(types),
      byPath: growingRows(places),
    });
  }

  if (every !== undefined) {
    timer = (globalThis as unknown as Timers).setInterval(() => void readInSlices(), every);
    // In Node a timer would keep the process alive; browsers have numbers for timers.
    (timer as { unref?: () => void }).unref?.();
  }

  return {
    read() {
      const report = deepSizeOf(get(), options);
      add(report);
      return report;
    },
    get readings() {
      return totals.count;
    },
    growth,
    stop,
    get failure() {
      return failure;
    },
    toString: () => String(growth()),
  };
}
