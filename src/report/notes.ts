/** What every form of a report adds below its figures: repetitions, what was not seen, why it ended, for which engine. */
import { formatBytes } from './bytes.ts';
import type { SizeReportData } from './report-data.ts';
import { shortName } from './short-name.ts';
import { formatCount } from './table.ts';

/** One line each. */
export function notesOf({ repeatedStrings, hidden, stopped, layout }: SizeReportData): string[] {
  const notes: string[] = [];
  if (repeatedStrings.count > 0)
    notes.push(
      `repeated strings: ${formatCount(repeatedStrings.count)}, ${formatBytes(repeatedStrings.bytes)} if each is kept apart`,
    );
  for (const row of hidden)
    notes.push(`not seen: ${row.kind}, ${formatCount(row.count)} (${row.types.map(shortName).join(', ')})`);
  if (stopped !== undefined)
    notes.push(`incomplete: stopped at ${stopped.by} = ${formatCount(stopped.limit)}, in ${shortName(stopped.at)}`);
  // The sum of no reports holds for no engine.
  if (layout !== '') notes.push(`layout: ${layout}`);
  return notes;
}
