/** The table of a report's types: count, bytes and share of each, the heaviest first. */
import { formatBytes } from './bytes.ts';
import type { SizeReportData } from './report-data.ts';
import { shortName } from './short-name.ts';
import { formatCount, formatShare, formatTable } from './table.ts';

const MAX_ROWS = 20;

/** The types of a report as an aligned table. */
export function formatTypes({ byType, bytes }: Pick<SizeReportData, 'byType' | 'bytes'>): string {
  const shown = byType.length <= MAX_ROWS ? byType : byType.slice(0, MAX_ROWS - 1);
  const rows = [['type', 'count', 'bytes', 'share']];
  for (const row of shown)
    rows.push([shortName(row.type), formatCount(row.count), formatBytes(row.bytes), formatShare(row.bytes, bytes)]);
  if (shown.length < byType.length) {
    const rest = byType.slice(shown.length);
    const restBytes = sum(rest, (row) => row.bytes);
    rows.push([
      `(${rest.length} more types)`,
      formatCount(sum(rest, (row) => row.count)),
      formatBytes(restBytes),
      formatShare(restBytes, bytes),
    ]);
  }
  return formatTable(rows, ['left', 'right', 'right', 'right']);
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  let total = 0;
  for (const row of rows) total += of(row);
  return total;
}
