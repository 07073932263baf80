/** Picks the few places of a tree that show where the bytes of a value are. */
import { formatBytes } from '../report/bytes.ts';
import type { PathRow } from '../paths/path-row.ts';
import { shortName } from '../report/short-name.ts';
import { formatCount, formatShare, formatTable } from '../report/table.ts';

/** The maximum number of places listed, few enough to read at a glance. */
const NAMED = 5;

/** If one child has at least this share of a place, only the child is listed. */
const PASSED_ON = 0.75;

/** A place and the bytes that it is listed for. */
export interface Place {
  readonly row: PathRow;
  readonly bytes: number;
}

/**
 * The places with the most bytes, heaviest first, at most five. If a place consists almost entirely of one child, only
 * the child is listed.
 *
 * @param rows a tree as in `SizeReport.paths`.
 * @param bytesOf the bytes that a place is ranked by; places without bytes are left out.
 */
export function heaviestPlaces(rows: readonly PathRow[], bytesOf: (row: PathRow) => number): readonly Place[] {
  const places: Place[] = [];
  rows.forEach((row, i) => {
    const bytes = bytesOf(row);
    // The root is not listed unless it is the only place.
    if (bytes <= 0 || row.step.startsWith('(') || (row.depth === 0 && rows.length > 1)) return;
    if (!partsOf(rows, i).some((part) => bytesOf(part) >= PASSED_ON * bytes)) places.push({ row, bytes });
  });
  return places.sort((a, b) => b.bytes - a.bytes || a.row.depth - b.row.depth).slice(0, NAMED);
}

/** The children of a row, which follow it. */
function partsOf(rows: readonly PathRow[], at: number): readonly PathRow[] {
  const parts: PathRow[] = [];
  for (let i = at + 1; i < rows.length && rows[i].depth > rows[at].depth; i++)
    if (rows[i].depth === rows[at].depth + 1) parts.push(rows[i]);
  return parts;
}

/** Places as a table. */
export function formatPlaces(places: readonly Place[], head: string, whole: number): string {
  const rows = places.map(({ row, bytes }) => [
    row.path,
    shortName(row.type),
    formatCount(row.count),
    formatBytes(bytes),
    formatShare(bytes, whole),
  ]);
  return formatTable([['place', 'type', 'count', head, 'share'], ...rows], ['left', 'left', 'right', 'right', 'right']);
}
