/** Adds up what parts of a sample weigh, each as often as it stands for. */
import type { HiddenKind } from '../../inspect/hidden-kinds.ts';
import * as js from '../../platform/intrinsics.ts';
import { ceil, floor, max, round, sqrt } from '../../platform/math.ts';
import { nullPrototypeList, SafeMap, toArray } from '../../platform/safe-collections.ts';
import { heaviestFirst, SizeReport } from '../../report/size-report.ts';
import type { HiddenRow, TypeRow } from '../../report/size-report.ts';
import { Totals } from '../../weigh/totals.ts';
import type { Weigher } from '../../weigh/weigher.ts';
import { growthOfDistinct } from './distinct.ts';

/** Standard errors on either side: more than the 1.96 of a normal distribution, because sizes are skewed. */
const STANDARD_ERRORS = 2.6;

/** Names of types listed for each kind of hidden state. */
const MAX_HIDDEN_TYPES = 10;

function holds(types: readonly string[], type: string): boolean {
  for (let i = 0; i < types.length; i++) if (types[i] === type) return true;
  return false;
}

/** A sum of scaled parts. */
export class SampledTotals {
  /** Sum of the squared standard errors of all samples. */
  variance = 0;
  readonly #rows = new Totals();
  readonly #hidden = new SafeMap<HiddenKind, { kind: HiddenKind; count: number; types: string[] }>();
  readonly #hiddenRows: { kind: HiddenKind; count: number; types: string[] }[] = nullPrototypeList();
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
      if (row === undefined) {
        row = { kind, count: 0, types: nullPrototypeList() };
        this.#hidden.set(kind, row);
        this.#hiddenRows[this.#hiddenRows.length] = row;
      }
      row.count += from.count * factor;
      const { types } = row;
      from.types.forEach((type) => {
        if (types.length < MAX_HIDDEN_TYPES && !holds(types, type)) types[types.length] = type;
      });
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
    const byType = nullPrototypeList<TypeRow>();
    for (let i = 0; i < this.#rows.count; i++) {
      const { type, count, bytes, external, min, max } = this.#rows.at(i);
      const row = { type, count: round(count), heapBytes: round(bytes), externalBytes: round(external) };
      heapBytes += row.heapBytes;
      externalBytes += row.externalBytes;
      least += min + external;
      most += max + external;
      objects += row.count;
      if (row.count > 0) byType[byType.length] = { ...row, bytes: row.heapBytes + row.externalBytes };
    }
    js.sort(toArray(byType), heaviestFirst);
    const hidden = nullPrototypeList<HiddenRow>();
    for (let i = 0; i < this.#hiddenRows.length; i++) {
      const { kind, count, types } = this.#hiddenRows[i];
      hidden[i] = { kind, count: round(count), types: toArray(types) };
    }
    const margin = STANDARD_ERRORS * sqrt(this.variance);
    return new SizeReport({
      bytes: heapBytes + externalBytes,
      heapBytes,
      externalBytes,
      objects,
      range: { min: max(0, floor(least - margin)), max: ceil(most + margin) },
      byType,
      hidden: toArray(hidden),
      repeatedStrings: { count: round(this.#repeated), bytes: round(this.#repeatedBytes) },
      complete: true,
      sampled,
      layout,
    });
  }
}
