/** trackGrowth: measures a value repeatedly and reports what in it grows steadily. */
import { checkFunction, checkOptionalFunction, timerMs } from '../platform/argument-checks.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { deepReport } from '../measure/deep-size-of.ts';
import { deepReportInSlices } from '../measure/deep-size-of-async.ts';
import { checkValues, DEEP_SIZE_NAMES } from '../measure/options.ts';
import type { DeepSizeOptions } from '../measure/options.ts';
import type { SizeReport } from '../report/size-report.ts';
import { GrowthSeries } from './growth-series.ts';

/** What to measure, and when. */
export interface GrowthOptions extends DeepSizeOptions {
  /**
   * Milliseconds between samples, at most 2,147,483,647. The timer does not keep the process alive. Each walk is sliced
   * so that the event loop runs in between, and starts only after the previous one has ended.
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

/**
 * Tracks the growth of one value. It keeps figures and names, but not the value or parts of it. Printing it gives the
 * table of `growth()`.
 */
export class GrowthTracker extends GrowthSeries {
  readonly #of: () => unknown;
  readonly #options: GrowthOptions;
  #isBusy = false;

  /** @internal Trackers are made by {@link trackGrowth}, which checks the options. */
  constructor(of: () => unknown, options: GrowthOptions) {
    super();
    this.#of = of;
    this.#options = options;
    if (options.everyMs !== undefined) this.sampleEvery(options.everyMs, () => void this.#measureInSlices());
  }

  /** Measures the value now and adds the sample. */
  measure(): SizeReport {
    const report = deepReport((0, this.#of)(), this.#options);
    this.#add(report);
    return report;
  }

  #add(report: SizeReport): void {
    this.add(report);
    const { onSample } = this.#options;
    onSample?.(report);
  }

  async #measureInSlices(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const options = this.#options;
    try {
      // With the option `sample` the walk is short enough to run synchronously.
      const value = (0, this.#of)();
      const report =
        options.sample === undefined ? await deepReportInSlices(value, options) : deepReport(value, options);
      if (this.isSampling) this.#add(report);
    } catch (error) {
      this.fail(error);
    } finally {
      this.#isBusy = false;
    }
  }
}

/**
 * Tracks the growth of a value, to find leaks: takes samples and reports which types, and with `paths` which places,
 * grow steadily. What fills up and is emptied again does not count. The samples are divided into five parts in time
 * order; a figure grows steadily if the low of each part is above that of the part before, by at least 1 % in total,
 * and the last rise is at least half of the average rise. At least ten samples are needed.
 *
 * Figures are bytes: the deep size of the whole value and of each type, and the retained size of places. A type that is
 * missing from a sample counts as 0 there; a place that is not listed in a sample is unknown there.
 *
 * @param of returns the value; called for every sample. The value is not kept.
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
  return new GrowthTracker(of, own);
}
