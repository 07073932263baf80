/** The size of a value that is small enough to be weighed without a walk. */
import { layoutFact, reportOf } from '../../report/report-of.ts';
import type { SizeReport } from '../../report/size-report.ts';
import { runningLayout } from '../../layout/detect.ts';
import { SmallWeigher } from './small-weigher.ts';

let weigher: SmallWeigher | undefined;

/** The bytes of a small value, with default options; -1 if it needs a walk. */
export function bytesIfSmall(value: unknown): number {
  const small = (weigher ??= new SmallWeigher());
  const bytes = small.weigh(value, false) ? small.bytes : -1;
  small.clear();
  return bytes;
}

/** The report on a small value, with default options; undefined if it needs a walk. */
export function reportIfSmall(value: unknown): SizeReport | undefined {
  const small = (weigher ??= new SmallWeigher());
  const report = small.weigh(value, true)
    ? reportOf(small.totals(), { layout: layoutFact(runningLayout()) })
    : undefined;
  small.clear();
  return report;
}
