/**
 * The tree that every picture draws: places or types with the bytes that only they retain. Chains of single children
 * are joined.
 */
import type { PathRow } from '../../paths/path-row.ts';
import type { SizeReportData } from '../report-data.ts';

/** One part of a picture. Its children never add up to more than itself. */
export interface PicturePart {
  /** The label: the last steps of the path, or a type. */
  label: string;
  /** The whole path, or the type. */
  path: string;
  type: string;
  /** The area: bytes that only this part retains. */
  bytes: number;
  /** Bytes of everything reachable from here. */
  deepBytes: number;
  /** How many places or objects. */
  count: number;
  /** Heaviest first. */
  parts: PicturePart[];
  /**
   * A place (or type); a `sum` of what children share or of children too small to be listed; the `rest` that no child
   * retains.
   */
  readonly kind: 'place' | 'sum' | 'rest';
}

/** The label of what a parent retains and none of its children does. */
export const REST = 'itself and the rest';

/** Steps that are sums. A key with such a name starts with a bracket or a dot, so it does not match. */
const SUM = /^\((?:shared|[\d,]+ more)\)$/;

/** The name of the value if the walk gave it none. */
export const ROOT_NAME = 'value';

/** The tree of a report: by path if the report has paths, otherwise by type. */
export function pictureOf(report: SizeReportData): PicturePart {
  return report.paths === undefined || report.paths.length === 0 ? typeTree(report) : pathTree(report.paths);
}

/** The tree of places; rows come root first, each followed by its children. */
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
  // Children come after their parent, so going backwards handles the innermost first.
  for (let i = all.length - 1; i >= 0; i--) finish(all[i]);
  return all[0];
}

/** Joins a single child with its parent, and adds a child for the bytes that no child of the parent has. */
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

/** The tree of types below one root. */
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
