/** Is a report's figure less than what the value takes? */
import { mayKeepBytes } from './hidden-bytes.ts';
import type { SizeReportData } from './report-data.ts';

/** True if a limit ended the walk, or it met hidden state that may keep bytes of the value and was not followed. */
export function isLowerBound({ complete, hidden }: Pick<SizeReportData, 'complete' | 'hidden'>): boolean {
  if (!complete) return true;
  for (let i = 0; i < hidden.length; i++) if (mayKeepBytes(hidden[i].kind, hidden[i].types)) return true;
  return false;
}
