/**
 * The notes that every form of a report prints below its figures: duplicate strings, what was not followed, why the
 * walk ended, and the engine.
 */
import { hiddenLabelOf } from '../inspect/hidden-kinds.ts';
import { formatBytes } from './bytes.ts';
import { gatewayNote } from './gateway.ts';
import { remedyOf } from './lower-bound.ts';
import type { HiddenRow, SizeReportData } from './report-data.ts';
import { shortName } from './short-name.ts';
import { formatCount } from './table.ts';

/** The notes of a report, one line each. */
export function notesOf(report: SizeReportData): string[] {
  const { duplicateStrings, wideBytes, hidden, stopped, layout } = report;
  const notes: string[] = [];
  if (duplicateStrings.count > 0)
    notes.push(
      `duplicate strings: ${formatCount(duplicateStrings.count)} ` +
        `(${formatBytes(duplicateStrings.bytes)} if not shared)`,
    );
  if (wideBytes !== undefined && wideBytes > report.bytes)
    notes.push(`${formatBytes(wideBytes)} more if keys of plain objects were computed`);
  for (const row of hidden) notes.push(`not followed: ${hiddenText(row)}: ${row.types.map(shortName).join(', ')}`);
  const gateway = gatewayNote(report);
  if (gateway !== undefined) notes.push(gateway);
  const remedy = remedyOf(report);
  if (remedy !== undefined) notes.push(remedy);
  if (stopped !== undefined)
    notes.push(`incomplete: stopped at ${stopped.by} = ${formatCount(stopped.limit)}, in ${shortName(stopped.at)}`);
  // The sum of zero reports has no layout.
  if (layout.title !== '') notes.push(`layout: ${layout.title}`);
  return notes;
}

/** A kind of hidden state and how many objects have it: `private fields (2)`. */
export function hiddenText({ kind, count }: HiddenRow): string {
  return `${hiddenLabelOf(kind)} (${formatCount(count)})`;
}
