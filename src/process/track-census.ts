/** trackCensus: takes censuses repeatedly and reports which classes grow steadily. */
import { checkOptionalFunction, timerMs } from '../platform/argument-checks.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { GrowthSeries } from '../watch/growth-series.ts';
import { census, CENSUS_NAMES, checkCensusOptions } from './census.ts';
import type { CensusOptions } from './census.ts';
import type { CensusReport } from './census-report.ts';

/** How strings are counted, and when censuses are taken. */
export interface CensusTrackingOptions extends CensusOptions {
  /**
   * Milliseconds between censuses, at most 2,147,483,647. The timer does not keep the process alive. Each census stops
   * the process, so a minute or more is usual.
   *
   * @defaultValue censuses are taken by `measure()` only
   */
  readonly everyMs?: number | undefined;
  /**
   * Called after every census.
   *
   * @defaultValue nothing is called
   */
  readonly onSample?: ((report: CensusReport) => void) | undefined;
}

const TRACKING_NAMES: OptionNames<CensusTrackingOptions> = addNames(CENSUS_NAMES, {
  everyMs: true as const,
  onSample: true as const,
});

/**
 * Tracks the growth of the classes of a process. It keeps figures and names, and no object. Printing it gives the table
 * of `growth()`.
 */
export class CensusTracker extends GrowthSeries {
  readonly #options: CensusTrackingOptions;

  /** @internal Trackers are made by {@link trackCensus}, which checks the options. */
  constructor(options: CensusTrackingOptions) {
    super();
    this.#options = options;
    if (options.everyMs !== undefined) this.sampleEvery(options.everyMs, () => this.#measureOnTime());
  }

  /** Takes a census now and adds its figures. */
  measure(): CensusReport {
    const { strings, readStrings, facts, sample, onSample } = this.#options;
    const report = census({ strings, readStrings, facts, sample });
    this.add(report);
    onSample?.(report);
    return report;
  }

  #measureOnTime(): void {
    try {
      this.measure();
    } catch (error) {
      this.fail(error);
    }
  }
}

/**
 * Tracks which classes of the process grow steadily, by a {@link census} at an interval and the criterion of
 * `trackGrowth`: the samples are divided into five parts in time order, and a class grows if the low of each part is
 * above that of the part before. At least ten censuses are needed.
 *
 * @throws {TypeError | RangeError} if an option is invalid.
 * @throws {Error} from `measure()` if there is no inspector in this thread.
 * @example
 * ```ts
 * const tracker = trackCensus({ everyMs: 60_000 });
 * // a quarter of an hour later
 * console.log(String(tracker)); // grows steadily: +1.2 MiB per sample, ...
 * tracker.stop();
 * ```
 */
export function trackCensus(options?: CensusTrackingOptions): CensusTracker {
  const own = ownOptions('trackCensus', TRACKING_NAMES, options);
  const { everyMs, onSample } = own;
  if (everyMs !== undefined) timerMs('everyMs', everyMs);
  checkOptionalFunction('onSample', onSample);
  checkCensusOptions(own);
  return new CensusTracker(own);
}
