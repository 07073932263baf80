/** The few places that tell where the bytes of a value are, out of a tree of all. */
import { formatBytes } from '../report/bytes.ts';
import type { PathRow } from '../paths/path-row.ts';
import { shortName } from '../report/short-name.ts';
import { formatCount, formatShare, formatTable } from '../report/table.ts';

/** How many places are named: as many as one reads before one looks. */
const NAMED = 5;

/** A place of which one part has at least this share is told by that part. */
const PASSED_ON = 0.75;

/** A place and the bytes that it is listed for. */
export interface Place {
  readonly row: PathRow;
  readonly bytes: number;
}

/**
 * The places with the most bytes, heaviest first, at most five. Of a chain in which each place has little beside the
 * next only the end is named.
 *
 * @param rows a tree as it stands in `SizeReport.paths`.
 * @param bytesOf what a place is listed for; places with nothing are left out.
 */
export function heaviestPlaces(rows: readonly PathRow[], bytesOf: (row: PathRow) => number): readonly Place[] {
  const places: Place[] = [];
  rows.forEach((row, i) => {
    const bytes = bytesOf(row);
    // The whole is no place in it, unless it has no others.
    if (bytes <= 0 || row.step.startsWith('(') || (row.depth === 0 && rows.length > 1)) return;
    if (!partsOf(rows, i).some((part) => bytesOf(part) >= PASSED_ON * bytes)) places.push({ row, bytes });
  });
  return places.sort((a, b) => b.bytes - a.bytes || a.row.depth - b.row.depth).slice(0, NAMED);
}

/** The rows one step below a row, which follow it. */
function partsOf(rows: readonly PathRow[], at: number): readonly PathRow[] {
  const parts: PathRow[] = [];
  for (let i = at + 1; i < rows.length && rows[i].depth > rows[at].depth; i++)
    if (rows[i].depth === rows[at].depth + 1) parts.push(rows[i]);
  return parts;
}

/** Such places as a table. */
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
