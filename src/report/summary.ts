/** A report as one line, for logs. */
import { formatBytes } from './bytes.ts';
import { amountOf } from './headline.ts';
import { shortName } from './short-name.ts';
import type { SizeReport } from './size-report.ts';
import { formatCount, printable } from './table.ts';

/** Types that are named: as many as fit in a line of a log; the others are counted. */
const NAMED_TYPES = 3;

/** Size, objects, interval, the heaviest types, what was not seen: one line without control characters. */
export function summaryOf(report: SizeReport): string {
  const { range, byType, hidden } = report;
  const interval = range.min === range.max ? '' : `, between ${formatBytes(range.min)} and ${formatBytes(range.max)}`;
  const named = byType
    .slice(0, NAMED_TYPES)
    .map((row) => `${printable(shortName(row.type))} ${formatBytes(row.bytes)}`);
  const others = byType.length - named.length;
  if (others > 0) named.push(`${others} more ${others === 1 ? 'type' : 'types'}`);
  const unseen =
    hidden.length === 0 ? '' : `; not seen: ${hidden.map((row) => `${formatCount(row.count)} ${row.kind}`).join(', ')}`;
  return `${amountOf(report)}${interval}${named.length === 0 ? '' : `: ${named.join(', ')}`}${unseen}`;
}
