/** Adds up what parts of a sample weigh, each as often as it stands for. */
import { sqrt } from '../../platform/math.ts';
import { heaviestFirst, SizeReport } from '../../report/size-report.ts';
import type { TypeRow } from '../../report/size-report.ts';
import { Totals } from '../../weigh/totals.ts';
import type { Weigher } from '../../weigh/weigher.ts';
import { growthOfDistinct } from './distinct.ts';

/** Standard errors on either side: more than the 1.96 of a normal distribution, because sizes are skewed. */
const STANDARD_ERRORS = 2.6;

/** A sum of scaled parts. */
export class SampledTotals {
  /** Sum of the squared standard errors of all samples. */
  variance = 0;
  readonly #rows = new Totals();
  readonly #hidden = new Map<string, { count: number; types: Set<string> }>();
  #repeated = 0;
  #repeatedBytes = 0;

  /** Adds what a weigher found, for `growth` times as much of it, and that `times` over. */
  add(weigher: Weigher, growth: number, times: number): void {
    const { draws, distinct, bytes: onceBytes } = weigher.strings.onceDraws;
    const once = growthOfDistinct(draws, distinct, growth);
    this.addDoubt(onceBytes * once * times, draws, distinct);
    const factor = growth * times;
    this.addRows(weigher.totals(once / growth), factor);
    weigher.hiddenRows.forEach((from, kind) => {
      let row = this.#hidden.get(kind);
      if (row === undefined) this.#hidden.set(kind, (row = { count: 0, types: new Set() }));
      row.count += from.count * factor;
      for (const type of from.types) row.types.add(type);
    });
    const { count, bytes } = weigher.strings.repeated;
    this.#repeated += count * factor;
    this.#repeatedBytes += bytes * factor;
  }

  /** Adds rows, `factor` times. */
  addRows(rows: Totals, factor = 1): void {
    this.#rows.add(rows, factor);
  }

  /** How many different things there are was told from the repetitions among `draws`: their number has its own error. */
  addDoubt(bytes: number, draws: number, distinct: number): void {
    if (draws > distinct) this.variance += bytes ** 2 / (draws - distinct);
  }

  /** The sum as a report; its range has the sampling error in it. */
  toReport(layout: string, sampled: boolean): SizeReport {
    let heapBytes = 0;
    let externalBytes = 0;
    let least = 0;
    let most = 0;
    let objects = 0;
    const byType: TypeRow[] = [];
    for (let i = 0; i < this.#rows.count; i++) {
      const { type, count, bytes, external, min, max } = this.#rows.at(i);
      const row = { type, count: Math.round(count), heapBytes: Math.round(bytes), externalBytes: Math.round(external) };
      heapBytes += row.heapBytes;
      externalBytes += row.externalBytes;
      least += min + external;
      most += max + external;
      objects += row.count;
      if (row.count > 0) byType.push({ ...row, bytes: row.heapBytes + row.externalBytes });
    }
    byType.sort(heaviestFirst);
    const margin = STANDARD_ERRORS * sqrt(this.variance);
    return new SizeReport({
      bytes: heapBytes + externalBytes,
      heapBytes,
      externalBytes,
      objects,
      range: { min: Math.max(0, Math.floor(least - margin)), max: Math.ceil(most + margin) },
      byType,
      hidden: [...this.#hidden].map(([kind, row]) => ({
        kind,
        count: Math.round(row.count),
        types: [...row.types].slice(0, 10),
      })),
      repeatedStrings: { count: Math.round(this.#repeated), bytes: Math.round(this.#repeatedBytes) },
      complete: true,
      sampled,
      layout,
    });
  }
}
