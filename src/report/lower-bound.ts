/** When a figure is a lower bound, in what words a report says so, and what gives the whole figure. */
import { canBeRevealed, hiddenLabelOf, mayKeepBytes } from '../inspect/hidden-kinds.ts';
import type { HiddenRow, SizeReportData } from './report-data.ts';

/** The kinds of hidden state whose bytes V8 counts and the report lacks. */
function missingFrom({ hidden }: Pick<SizeReportData, 'hidden'>): readonly HiddenRow[] {
  return hidden.filter((row) => mayKeepBytes(row.kind, row.types));
}

/**
 * True if a value takes at least the bytes of its report: a limit ended the walk, or it met state that V8 counts as a
 * part of the value and that was not followed.
 */
export function isLowerBound({ complete, hidden }: Pick<SizeReportData, 'complete' | 'hidden'>): boolean {
  if (!complete) return true;
  for (let i = 0; i < hidden.length; i++) if (mayKeepBytes(hidden[i].kind, hidden[i].types)) return true;
  return false;
}

/** How sure a report's bytes are, as the words before them: `at least `, `about `, both or nothing. */
export function qualifierOf(report: Pick<SizeReportData, 'complete' | 'hidden' | 'sampled'>): string {
  return `${isLowerBound(report) ? 'at least ' : ''}${report.sampled ? 'about ' : ''}`;
}

/** What follows the state that the report lacks; undefined if nothing is lacking or nothing follows it. */
export function cureOf(report: Pick<SizeReportData, 'hidden'>): string | undefined {
  const missing = missingFrom(report);
  const revealed = missing.filter((row) => canBeRevealed(row.kind));
  if (revealed.length === 0) return undefined;
  const what = revealed.length === missing.length ? 'them' : revealed.map((row) => hiddenLabelOf(row.kind)).join(', ');
  return `reveal: true follows ${what} in Node`;
}
