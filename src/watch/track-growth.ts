/** trackGrowth: weighs a value again and again, and reports what of it grows steadily. */
import { checkFunction, checkOptionalFunction, timerMs } from '../platform/argument-checks.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { repeat } from '../platform/timer.ts';
import { SafeMap } from '../platform/safe-collections.ts';
import { now } from '../platform/yield.ts';
import { deepReport } from '../measure/deep-size-of.ts';
import { deepReportInSlices } from '../measure/deep-size-of-async.ts';
import { checkValues, DEEP_SIZE_NAMES } from '../measure/options.ts';
import type { DeepSizeOptions } from '../measure/options.ts';
import { isSummary } from '../paths/path-row.ts';
import type { PathRow } from '../paths/path-row.ts';
import type { SizeReport } from '../report/size-report.ts';
import { GrowthReport, growingRows } from './growth-report.ts';
import { Series } from './series.ts';
import { MIN_SAMPLES } from './steady.ts';

/** What to weigh, and when. */
export interface GrowthOptions extends DeepSizeOptions {
  /**
   * Milliseconds between samples, which a timer then takes that does not keep the process alive; at most 2,147,483,647. The walk
   * is done in slices between which the event loop runs, and never begins before the one before has ended.
   *
   * @defaultValue samples are taken by `measure()` only
   */
  readonly everyMs?: number | undefined;
  /**
   * Called after every sample.
   *
   * @defaultValue nothing is called
   */
  readonly onSample?: ((report: SizeReport) => void) | undefined;
}

const GROWTH_NAMES: OptionNames<GrowthOptions> = /* @__PURE__ */ addNames(DEEP_SIZE_NAMES, {
  everyMs: true as const,
  onSample: true as const,
});

/** Follows the growth of one value. It keeps figures and names, and neither the value nor any part of it. */
export interface GrowthTracker {
  /** Weighs the value now and adds the sample. */
  measure(): SizeReport;
  /** The number of samples so far. */
  readonly samples: number;
  /** What grows steadily by all samples so far. */
  growth(): GrowthReport;
  /** Ends the timer; `measure()` still works. */
  stop(): void;
  /** What ended the timer: the error that `of` or `onSample` threw; undefined if there was none. */
  readonly failure: unknown;
  /** What `growth()` prints. */
  toString(): string;
}

/**
 * Follows how a value grows, to find leaks: takes samples, and reports which types, and with `paths` which places, grow
 * steadily. What fills up and is emptied again does not count: a figure grows steadily if the lows of five parts of the
 * samples, in the order of time, rise from each to the next, at least 1 % in all, and the last rise is at least half of the
 * average one. At least ten samples are needed.
 *
 * Figures are bytes: the deep size of the whole value and of each type, and the retained size of places. A type that a sample lacks
 * counts 0 there; a place that a sample does not list is unknown there.
 *
 * @param of returns the value; it is called for every sample, and the value is not kept.
 * @throws {TypeError | RangeError} if an argument or an option is invalid; the measured value never causes an error.
 * @example
 * ```ts
 * const tracker = trackGrowth(() => server.state, { everyMs: 60_000, paths: true });
 * // hours later
 * console.log(String(tracker)); // grows steadily: +1.2 MiB per sample, ...
 * tracker.stop();
 * ```
 */
export function trackGrowth(of: () => unknown, options?: GrowthOptions): GrowthTracker {
  checkFunction('of', of, 'that returns the value');
  const own = ownOptions('trackGrowth', GROWTH_NAMES, options);
  const { everyMs, onSample } = own;
  if (everyMs !== undefined) timerMs('everyMs', everyMs);
  checkOptionalFunction('onSample', onSample);
  checkValues(own);
  const totals = new Series(0);
  const types = new Series(0);
  const places = new Series(Number.NaN);
  const start = now();
  let latest = start;
  let failure: unknown;
  let stopTimer: (() => void) | undefined;
  let isBusy = false;

  function add(report: SizeReport): void {
    latest = now();
    const time = latest - start;
    const { bytes, byType, paths } = report;
    const total = new SafeMap<string, number>();
    total.set('', bytes);
    totals.add(time, total);
    const ofTypes = new SafeMap<string, number>();
    for (let i = 0; i < byType.length; i++) ofTypes.set(byType[i].type, byType[i].bytes);
    types.add(time, ofTypes);
    if (paths !== undefined) places.add(time, retainedByPath(paths));
    onSample?.(report);
  }

  async function measureInSlices(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    try {
      // A walk of a sample of the elements is short enough to be done at once.
      const report = own.sample === undefined ? await deepReportInSlices(of(), own) : deepReport(of(), own);
      if (stopTimer !== undefined) add(report);
    } catch (error) {
      failure = error;
      stop();
    } finally {
      isBusy = false;
    }
  }

  function stop(): void {
    stopTimer?.();
    stopTimer = undefined;
  }

  function growth(): GrowthReport {
    return new GrowthReport({
      samples: totals.count,
      spanMs: totals.count === 0 ? 0 : latest - start - totals.times[0],
      enough: totals.times.length >= MIN_SAMPLES,
      total: growingRows(totals)[0],
      byType: growingRows(types),
      byPath: growingRows(places),
    });
  }

  if (everyMs !== undefined) stopTimer = repeat(() => void measureInSlices(), everyMs);

  return {
    measure() {
      const report = deepReport(of(), own);
      add(report);
      return report;
    },
    get samples() {
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

/** The retained bytes of single places; the root is the total, and a row of several places has other ones every time. */
function retainedByPath(paths: readonly PathRow[]): ReadonlyMap<string, number> {
  const retained = new SafeMap<string, number>();
  for (let i = 0; i < paths.length; i++)
    if (paths[i].depth > 0 && !isSummary(paths[i])) retained.set(paths[i].path, paths[i].retainedBytes);
  return retained;
}
