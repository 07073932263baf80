/** Adds up the parts of a sample, each scaled by its own factor. */
import type { Layout } from '../../layout/layout.ts';
import { sqrt } from '../../platform/math.ts';
import { layoutFact, reportOf } from '../../report/report-of.ts';
import type { SizeReport } from '../../report/size-report.ts';
import { Totals } from '../../weigh/totals.ts';
import type { Weigher } from '../../weigh/weigher.ts';
import { growthOfDistinct } from './distinct.ts';

/** Standard errors on each side: more than the 1.96 of a normal distribution, because sizes are skewed. */
const STANDARD_ERRORS = 2.6;

/** A sum of scaled parts. */
export class SampledTotals {
  /** The sum of the squared standard errors of all samples. */
  variance = 0;
  readonly totals = new Totals();
  /** Bytes that were weighed by a calibration; undefined without one. */
  #calibrated: number | undefined = undefined;

  /** Adds the totals of a weigher, scaled by `growth` and then by `times`. */
  add(weigher: Weigher, growth: number, times: number): void {
    const { draws, distinct, bytes: onceBytes } = weigher.strings.onceDraws;
    const once = growthOfDistinct(draws, distinct, growth);
    this.addDoubt(onceBytes * once * times, draws, distinct);
    const totals = weigher.totals(once / growth);
    this.totals.add(totals, growth * times);
    if (weigher.calibrated !== undefined)
      this.#calibrated = (this.#calibrated ?? 0) + weigher.calibrated * heapBytesOf(totals) * growth * times;
  }

  /**
   * The number of distinct objects is inferred from the repetitions among `draws`, which has an error of its own.
   */
  addDoubt(bytes: number, draws: number, distinct: number): void {
    if (draws > distinct) this.variance += bytes ** 2 / (draws - distinct);
  }

  /** The sum as a report; its range includes the sampling error. */
  toReport(layout: Layout, sampled: boolean): SizeReport {
    return reportOf(this.totals, {
      layout: layoutFact(layout),
      margin: STANDARD_ERRORS * sqrt(this.variance),
      sampled,
      calibrated: this.#calibrated && this.#calibrated / heapBytesOf(this.totals),
    });
  }
}

/** Bytes on V8's heap. */
function heapBytesOf(totals: Totals): number {
  let bytes = 0;
  for (let i = 0; i < totals.count; i++) bytes += totals.at(i).bytes;
  return bytes;
}
