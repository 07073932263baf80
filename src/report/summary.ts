/** A report as one line, for logs. */
import { withAssumption } from './assumption.ts';
import { formatBytes } from './bytes.ts';
import { amountOf } from './headline.ts';
import { hiddenText } from './notes.ts';
import type { SizeReportData } from './report-data.ts';
import { shortName } from './short-name.ts';
import { printable } from './table.ts';

/** How many types are named, so that the line stays short; the others are counted. */
const NAMED_TYPES = 3;

/** Size, objects, interval, the heaviest types, what was not followed: one line without control characters. */
export function summaryOf(report: SizeReportData): string {
  const { byType, hidden, layout } = report;
  const named = byType
    .slice(0, NAMED_TYPES)
    .map((row) => `${printable(shortName(row.type))} ${formatBytes(row.bytes)}`);
  const others = byType.length - named.length;
  if (others > 0) named.push(`${others} more ${others === 1 ? 'type' : 'types'}`);
  const notFollowed = hidden.length === 0 ? '' : `; not followed: ${hidden.map(hiddenText).join(', ')}`;
  const types = named.length === 0 ? '' : `: ${named.join(', ')}`;
  return withAssumption(`${amountOf(report)}${types}${notFollowed}`, layout, '; ');
}
