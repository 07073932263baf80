/** When a figure is a lower bound, how a report words it, and which option gives the full figure. */
import { canBeRevealed, hiddenLabelOf, mayKeepBytes } from '../inspect/hidden-kinds.ts';
import type { HiddenRow, SizeReportData } from './report-data.ts';

/** The kinds of hidden state whose bytes V8 counts and the report lacks. */
function missingFrom({ hidden }: Pick<SizeReportData, 'hidden'>): readonly HiddenRow[] {
  return hidden.filter((row) => mayKeepBytes(row.kind, row.types));
}

/**
 * True if the report's bytes are a lower bound: a limit ended the walk, or the walk met state that V8 counts as part of
 * the value and did not follow it.
 */
export function isLowerBound({ complete, hidden }: Pick<SizeReportData, 'complete' | 'hidden'>): boolean {
  if (!complete) return true;
  for (let i = 0; i < hidden.length; i++) if (mayKeepBytes(hidden[i].kind, hidden[i].types)) return true;
  return false;
}

/** The qualifier printed before a report's bytes: `at least `, `about `, both or nothing. */
export function qualifierOf(report: Pick<SizeReportData, 'complete' | 'hidden' | 'sampled'>): string {
  return `${isLowerBound(report) ? 'at least ' : ''}${report.sampled ? 'about ' : ''}`;
}

/** The option that follows the missing state; undefined if nothing is missing or no option can follow it. */
export function remedyOf(report: Pick<SizeReportData, 'hidden'>): string | undefined {
  const missing = missingFrom(report);
  const revealed = missing.filter((row) => canBeRevealed(row.kind));
  if (revealed.length === 0) return undefined;
  const what = revealed.length === missing.length ? 'them' : revealed.map((row) => hiddenLabelOf(row.kind)).join(', ');
  return `reveal: true follows ${what} in Node`;
}
