/** Weighs the values of a configuration and compares them with their budgets and with the baseline. */
import { layoutOfBaseline } from '../budget/baseline.ts';
import { judgeFit } from '../budget/fit.ts';
import { weighed } from '../budget/subject.ts';
import { explainUnseen } from '../budget/hidden.ts';
import { toleranceOf } from '../budget/weight.ts';
import { withOptions } from '../platform/own-options.ts';
import type { SizeReportData } from '../report/report-data.ts';
import { diffSizes } from '../report/size-diff.ts';
import type { SizeDiff } from '../report/size-diff.ts';
import type { Baseline } from './check-baseline.ts';
import type { CheckConfig, CheckedValue } from './check-config.ts';

/** The outcome for one value. */
export interface CheckRow {
  readonly name: string;
  readonly report: SizeReportData;
  readonly budget: number | undefined;
  /** What changed since the baseline; undefined if the baseline lacks the value. */
  readonly diff: SizeDiff | undefined;
  /** One line for each reason why the check fails; none if it passes. */
  readonly failures: readonly string[];
}

/** Places that a baseline keeps of each value: enough to name what has grown. */
const PLACES = 60;

/** Weighs one value after the other: none is kept. `mayGrow` accepts any growth, as for a new baseline. */
export async function checkValues(
  { values, growth }: CheckConfig,
  baseline: Baseline,
  mayGrow: boolean,
): Promise<CheckRow[]> {
  const rows: CheckRow[] = [];
  for (const value of values) {
    const before = baseline.get(value.name);
    const tolerance = mayGrow ? Infinity : toleranceOf(growth, before?.bytes ?? 0);
    rows.push(await checkValue(value, before, tolerance));
  }
  return rows;
}

async function checkValue(
  { name, build, budget, options }: CheckedValue,
  before: SizeReportData | undefined,
  tolerance: number,
): Promise<CheckRow> {
  // Weighed for the engine of the baseline, so that another version of Node does not count as growth.
  const layout = options.layout ?? (before === undefined ? undefined : layoutOfBaseline(before.layout.id));
  const subject = weighed(await build(), withOptions(options, { layout }), name);
  const report = { ...subject.report.toJSON(), paths: subject.places().slice(0, PLACES) };
  const failures: string[] = [];
  if (subject.unseen.length > 0) failures.push(...explainUnseen(subject.unseen));
  else if (budget !== undefined) {
    const verdict = judgeFit(subject, budget, `'${name}'`, false);
    if (!verdict.pass) failures.push(verdict.message().split('\n')[0]);
  }
  const diff = before === undefined ? undefined : diffSizes(before, report);
  if (diff !== undefined && diff.bytes > tolerance)
    failures.push(`'${name}' has grown: ${String(diff).split('\n')[0]}`);
  return { name, report, budget, diff, failures };
}
