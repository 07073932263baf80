/** The figures of many reports over time, and what in them grows steadily; the timer: what all trackers share. */
import { isSummary } from '../paths/path-row.ts';
import type { PathRow } from '../paths/path-row.ts';
import { SafeMap } from '../platform/safe-collections.ts';
import { repeat } from '../platform/timer.ts';
import { now } from '../platform/yield.ts';
import { Printable } from '../report/printable.ts';
import type { ReportLayout, SizeReportData } from '../report/report-data.ts';
import { minSamplesOf, UNDER_LOAD } from './growth-criterion.ts';
import { GrowthReport, growingRows } from './growth-report.ts';
import type { GrowthData } from './growth-report.ts';
import { Series } from './series.ts';

/** Keeps figures and names, and no value. Printing it gives the table of `growth()`. */
export class GrowthSeries extends Printable {
  readonly #totals = new Series(0);
  readonly #types = new Series(0);
  readonly #places = new Series(Number.NaN);
  readonly #start = now();
  #latest = this.#start;
  #layout: ReportLayout | undefined = undefined;
  #failure: unknown = undefined;
  #stopTimer: (() => void) | undefined = undefined;

  // An implied constructor passes on its arguments, in compiled code with an array iterator, which can be patched.
  constructor() {
    super();
  }

  /** The number of samples so far. */
  get samples(): number {
    return this.#totals.count;
  }

  /** What grows steadily, judged by all samples so far. */
  growth(): GrowthReport {
    const { times, count } = this.#totals;
    return new GrowthReport({
      samples: count,
      spanMs: count === 0 ? 0 : this.#latest - this.#start - times[0],
      enough: times.length >= minSamplesOf(UNDER_LOAD),
      total: growingRows(this.#totals)[0],
      byType: growingRows(this.#types),
      byPath: growingRows(this.#places),
      layout: this.#layout,
    });
  }

  /** Stops the timer; `measure()` still works. */
  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  /** The error of a sample, or of a function of the program, that stopped the timer; undefined if there was none. */
  get failure(): unknown {
    return this.#failure;
  }

  /** What `growth()` prints. */
  override toString(): string {
    return String(this.growth());
  }

  /** The plain data of `growth()`. */
  toJSON(): GrowthData {
    return this.growth().toJSON();
  }

  /** Takes samples by a timer from now on. */
  protected sampleEvery(ms: number, sample: () => void): void {
    this.#stopTimer = repeat(sample, ms);
  }

  /** True until the timer is stopped. */
  protected get isSampling(): boolean {
    return this.#stopTimer !== undefined;
  }

  /** Ends sampling by an error. */
  protected fail(error: unknown): void {
    this.#failure = error;
    this.stop();
  }

  /** Adds the figures of a report. */
  protected add({ bytes, byType, paths, layout }: SizeReportData): void {
    this.#latest = now();
    this.#layout = layout;
    const time = this.#latest - this.#start;
    const total = new SafeMap<string, number>();
    total.set('', bytes);
    this.#totals.add(time, total);
    const ofTypes = new SafeMap<string, number>();
    for (let i = 0; i < byType.length; i++) ofTypes.set(byType[i].type, byType[i].bytes);
    this.#types.add(time, ofTypes);
    if (paths !== undefined) this.#places.add(time, retainedByPath(paths));
  }
}

/**
 * The retained bytes of single places. The root is left out, because it is the total, and so are rows that combine
 * several places, because they are other places in each sample.
 */
function retainedByPath(paths: readonly PathRow[]): ReadonlyMap<string, number> {
  const retained = new SafeMap<string, number>();
  for (let i = 0; i < paths.length; i++)
    if (paths[i].depth > 0 && !isSummary(paths[i])) retained.set(paths[i].path, paths[i].retainedBytes);
  return retained;
}
