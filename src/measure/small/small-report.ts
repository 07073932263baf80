/**
 * The report of a small object without a walk, for programs that ask for the sizes of many: reading it takes a fifth of
 * what preparing a walk and adding up its totals does. What an object of its shape takes is known from the last one,
 * and only the strings differ.
 */
import { runningLayout } from '../../layout/detect.ts';
import type { Layout } from '../../layout/layout.ts';
import { layoutFact, reportOf } from '../../report/report-of.ts';
import type { SizeReport } from '../../report/size-report.ts';
import { FewStringSums } from '../../weigh/strings/few-string-sums.ts';
import { Totals } from '../../weigh/totals.ts';
import { doubtTotals } from '../../weigh/value-doubts.ts';
import { ValueFacts } from '../../weigh/value-facts.ts';
import { SmallWeigher } from './small-weigher.ts';

/** The first calls of a program walk: for a few of them, code of its own would have to be read and compiled. */
const FIRST_CALLS = 16;

/** After a value that needed a walk the next ones are walked at once: at first one, at most so many. */
const MOST_WALKED = 64;

/** Makes reports of small objects, one at a time. */
class SmallReports {
  readonly #layout: Layout = runningLayout();
  readonly #weigher = new SmallWeigher();
  readonly #sums = new FewStringSums(this.#layout);
  readonly #totals = new Totals();
  readonly #value = new ValueFacts();

  of(object: unknown): SizeReport | undefined {
    const weigher = this.#weigher;
    const report = weigher.weigh(object) && weigher.hasTotals ? this.#report(weigher) : undefined;
    weigher.clear();
    return report;
  }

  #report({ totals: known, strings }: SmallWeigher): SizeReport {
    const totals = this.#totals;
    const value = this.#value;
    totals.add(known.totals);
    this.#sums.addTo(totals, strings);
    value.beginTotals();
    value.ordinary = known.value.ordinary;
    value.made = known.value.made;
    value.doubts.addAll(known.value.doubts);
    doubtTotals(value, this.#sums, totals);
    const report = reportOf(totals, { layout: layoutFact(this.#layout) });
    totals.clear();
    return report;
  }
}

let reports: SmallReports | undefined;
let toWalk = FIRST_CALLS;
let walked = 1;

/** The report of a small object with default options; undefined if the value is to be walked. */
export function reportIfSmall(value: unknown): SizeReport | undefined {
  if (toWalk > 0) {
    toWalk--;
    return undefined;
  }
  const report = (reports ??= new SmallReports()).of(value);
  if (report !== undefined) {
    walked = 1;
    return report;
  }
  toWalk = walked;
  if (walked < MOST_WALKED) walked *= 2;
  return undefined;
}
