/**
 * The tree that every picture draws: places or types, each with the bytes that only it keeps, chains of single parts as
 * one.
 */
import type { PathRow } from '../../paths/path-row.ts';
import type { SizeReportData } from '../report-data.ts';

/** One part of a picture. Its own parts never add up to more than itself. */
export interface PicturePart {
  /** What to write on it: the last steps of the path, or a type. */
  label: string;
  /** The whole path, or the type. */
  path: string;
  type: string;
  /** The area: what only this part keeps. */
  bytes: number;
  /** Everything reachable from here. */
  deepBytes: number;
  /** Places or objects. */
  count: number;
  /** Heaviest first. */
  parts: PicturePart[];
  /**
   * A place (or type); a `sum` of what parts share or of parts too small to be listed; the `rest` that no part keeps.
   */
  readonly kind: 'place' | 'sum' | 'rest';
}

/** The label of what a parent keeps and none of its parts does. */
export const REST = 'itself and the rest';

/** Steps that sum something up; a key with such a name is in brackets or after a dot. */
const SUM = /^\((?:shared|[\d,]+ more)\)$/;

/** What pictures call the value where the walk gave it no name. */
export const ROOT_NAME = 'value';

/** The tree of a report: by path where it has paths, else by type. */
export function pictureOf(report: SizeReportData): PicturePart {
  return report.paths === undefined || report.paths.length === 0 ? typeTree(report) : pathTree(report.paths);
}

/** Places as they contain one another; rows come root first, each followed by its parts. */
export function pathTree(rows: readonly PathRow[]): PicturePart {
  const open: PicturePart[] = [];
  const all: PicturePart[] = [];
  for (const { path, step, type, bytes, retainedBytes, count, depth } of rows) {
    const part: PicturePart = {
      label: step,
      path,
      type,
      bytes: retainedBytes,
      deepBytes: bytes,
      count,
      parts: [],
      kind: SUM.test(step) ? 'sum' : 'place',
    };
    open.length = Math.min(open.length, depth);
    if (open.length > 0) open[open.length - 1].parts.push(part);
    open.push(part);
    all.push(part);
  }
  // Parts come after their parent, so the innermost are done first.
  for (let i = all.length - 1; i >= 0; i--) finish(all[i]);
  return all[0];
}

/** Takes a single part into its parent, and gives what is left of a parent a part of its own. */
function finish(part: PicturePart): void {
  const { parts } = part;
  if (parts.length === 0) return;
  if (parts.length === 1 && parts[0].kind === 'place') {
    const [only] = parts;
    part.label += only.label;
    part.path = only.path;
    part.type = only.type;
    part.count = only.count;
    part.parts = only.parts.filter((inner) => inner.kind !== 'rest');
    if (part.parts.length === 0) return;
  }
  let rest = part.bytes;
  for (const { bytes } of part.parts) rest -= bytes;
  if (rest > 0)
    part.parts.push({
      label: REST,
      path: part.path,
      type: part.type,
      bytes: rest,
      deepBytes: rest,
      count: part.count,
      parts: [],
      kind: 'rest',
    });
  part.parts.sort((a, b) => b.bytes - a.bytes);
}

/** Types, with the whole as their parent. */
export function typeTree({ bytes, byType, objects }: SizeReportData): PicturePart {
  const parts = byType.map(
    (row): PicturePart => ({
      label: row.type,
      path: row.type,
      type: row.type,
      bytes: row.bytes,
      deepBytes: row.bytes,
      count: row.count,
      parts: [],
      kind: 'place',
    }),
  );
  return { label: ROOT_NAME, path: ROOT_NAME, type: '', bytes, deepBytes: bytes, count: objects, parts, kind: 'place' };
}
