/** diffSizes: what grew between two reports, by type and by place. */
import { formatBytes } from './bytes.ts';
import { isSummary } from '../paths/path-row.ts';
import type { PathRow } from '../paths/path-row.ts';
import { checkReport } from './check-report.ts';
import { isLowerBound } from './lower-bound.ts';
import { Result } from './printable.ts';
import type { SizeReportData } from './report-data.ts';
import { shortName } from './short-name.ts';
import { formatCount, formatShare, formatTable } from './table.ts';

/** The change of one type; figures are bytes, negative if the type shrank. */
export interface TypeChange {
  /** The type's name, as in `byType` of a report. */
  readonly type: string;
  /** Change of the number of objects. */
  readonly count: number;
  /** Change in bytes: `after - before`, which is also `heapBytes + externalBytes`. */
  readonly bytes: number;
  /** Bytes more on V8's heap. */
  readonly heapBytes: number;
  /** Bytes more outside V8's heap. */
  readonly externalBytes: number;
  /** Bytes in the first report. */
  readonly before: number;
  /** Bytes in the second report. */
  readonly after: number;
}

/** The change of one place; figures are bytes, negative if the place shrank. */
export interface PathChange {
  /** The path in the second report, or in the first if the place is gone. */
  readonly path: string;
  /** Change of the number of places that the row combines. */
  readonly count: number;
  /** Change of the retained bytes: `after - before`. */
  readonly retainedBytes: number;
  /** Change of the deep size. */
  readonly bytes: number;
  /** Retained bytes in the first report; 0 if the place is not listed there, being absent or too small. */
  readonly before: number;
  /** Retained bytes in the second report; 0 if the place is not listed there. */
  readonly after: number;
}

/** The plain data of a difference; figures are bytes unless their description says otherwise. */
export interface SizeDiffData {
  /** Change of the deep size: `after - before`. */
  readonly bytes: number;
  /** Bytes more on V8's heap. */
  readonly heapBytes: number;
  /** Bytes more outside V8's heap. */
  readonly externalBytes: number;
  /** Change of the number of objects. */
  readonly objects: number;
  /** Deep size in the first report. */
  readonly before: number;
  /** Deep size in the second report. */
  readonly after: number;
  /** Types that changed, largest growth first. */
  readonly byType: readonly TypeChange[];
  /** Places that changed, largest growth of retained bytes first; undefined unless both reports have paths. */
  readonly byPath?: readonly PathChange[] | undefined;
  /** What makes the comparison imprecise: different engines, an engine that is not known, lower bounds, samples. */
  readonly notes: readonly string[];
}

const MAX_ROWS = 20;

/** A growth beyond this is said in times: nobody reads 153914.3 %. */
const MANY_TIMES = 10;

/** A change beside what there was before: ` (+12.5 %)`, or ` (154 times)` of it; empty if there was nothing. */
export function changeShare(bytes: number, before: number): string {
  if (before === 0) return '';
  const times = (before + bytes) / before;
  const share = times >= MANY_TIMES ? `${formatCount(Math.round(times))} times` : formatShare(bytes, before);
  return ` (${bytes < 0 || times >= MANY_TIMES ? '' : '+'}${share})`;
}

/** The difference between two reports. Printing it gives tables; `JSON.stringify` gives the plain data. */
export class SizeDiff extends Result<SizeDiffData> {
  constructor(data: SizeDiffData) {
    super(data, 'SizeDiff');
  }

  /** The difference as aligned tables, without a trailing newline. */
  override toString(): string {
    const { bytes, before, after, objects, byType, byPath } = this;
    const lines = [
      `${signedBytes(bytes)}${changeShare(bytes, before)}: from ${formatBytes(before)} to ${formatBytes(after)}; ` +
        `${signedCount(objects)} ${Math.abs(objects) === 1 ? 'object' : 'objects'}`,
    ];
    if (byType.length > 0) {
      lines.push(
        changesText(
          'type',
          byType.map((row) => [
            shortName(row.type),
            signedCount(row.count),
            signedBytes(row.bytes),
            formatBytes(row.before),
            formatBytes(row.after),
          ]),
        ),
      );
    }
    if (byPath !== undefined && byPath.length > 0) {
      lines.push(
        changesText(
          'retained by place',
          byPath.map((row) => [
            row.path,
            signedCount(row.count),
            signedBytes(row.retainedBytes),
            formatBytes(row.before),
            formatBytes(row.after),
          ]),
        ),
      );
    }
    for (const note of this.notes) lines.push(`note: ${note}`);
    return lines.join('\n');
  }
}

/**
 * Compares two reports: what grew from the first to the second, by type, and by place if both reports have `paths`.
 *
 * All figures are bytes unless their description says otherwise; they are negative for what shrank. Places are compared
 * by retained bytes. A place that one tree does not list counts as 0 there if its parent's children are listed, or if
 * its parent is too small to have held it; otherwise its size there is unknown and the place is left out.
 *
 * @param before the earlier report, or its plain data (`toJSON`, JSON).
 * @param after the later report.
 * @throws {TypeError} if an argument is not a report.
 * @example
 * ```ts
 * const before = deepSizeOf(cache, { paths: true });
 * await handleRequests();
 * console.log(String(diffSizes(before, deepSizeOf(cache, { paths: true }))));
 * ```
 */
export function diffSizes(before: SizeReportData, after: SizeReportData): SizeDiff {
  checkReport('before', before);
  checkReport('after', after);
  return new SizeDiff({
    bytes: after.bytes - before.bytes,
    heapBytes: after.heapBytes - before.heapBytes,
    externalBytes: after.externalBytes - before.externalBytes,
    objects: after.objects - before.objects,
    before: before.bytes,
    after: after.bytes,
    byType: typeChanges(before, after),
    byPath:
      before.paths === undefined || after.paths === undefined ? undefined : pathChanges(before.paths, after.paths),
    notes: notesOn(before, after),
  });
}

function typeChanges(before: SizeReportData, after: SizeReportData): TypeChange[] {
  const none = { count: 0, bytes: 0, heapBytes: 0, externalBytes: 0 };
  const first = new Map(before.byType.map((row) => [row.type, row]));
  const second = new Map(after.byType.map((row) => [row.type, row]));
  return [...new Set([...second.keys(), ...first.keys()])]
    .map((type): TypeChange => {
      const old = first.get(type) ?? none;
      const now = second.get(type) ?? none;
      return {
        type,
        count: now.count - old.count,
        bytes: now.bytes - old.bytes,
        heapBytes: now.heapBytes - old.heapBytes,
        externalBytes: now.externalBytes - old.externalBytes,
        before: old.bytes,
        after: now.bytes,
      };
    })
    .filter((row) => row.bytes !== 0 || row.count !== 0)
    .sort((a, b) => b.bytes - a.bytes || (a.type < b.type ? -1 : 1));
}

/** A tree of places whose rows are found by their paths below the root. */
interface Places {
  readonly rows: ReadonlyMap<string, PathRow>;
  /** By path, the path of the row above. */
  readonly parents: ReadonlyMap<string, string>;
  /** Paths that have rows below them. */
  readonly lookedInto: ReadonlySet<string>;
}

function pathChanges(before: readonly PathRow[], after: readonly PathRow[]): PathChange[] {
  const first = placesOf(before);
  const second = placesOf(after);
  const changes: PathChange[] = [];
  for (const path of new Set([...second.rows.keys(), ...first.rows.keys()])) {
    const old = first.rows.get(path);
    const now = second.rows.get(path);
    if (
      (old === undefined && !isKnownAbsent(path, first, second)) ||
      (now === undefined && !isKnownAbsent(path, second, first))
    )
      continue;
    const was = old ?? { bytes: 0, retainedBytes: 0, count: 0 };
    const is = now ?? { bytes: 0, retainedBytes: 0, count: 0 };
    if (was.bytes === is.bytes && was.retainedBytes === is.retainedBytes && was.count === is.count) continue;
    changes.push({
      path: (now ?? old)!.path,
      count: is.count - was.count,
      retainedBytes: is.retainedBytes - was.retainedBytes,
      bytes: is.bytes - was.bytes,
      before: was.retainedBytes,
      after: is.retainedBytes,
    });
  }
  // Of places with equal growth the deeper one says more.
  return changes.sort(
    (a, b) =>
      b.retainedBytes - a.retainedBytes ||
      b.bytes - a.bytes ||
      b.path.length - a.path.length ||
      (a.path < b.path ? -1 : 1),
  );
}

function placesOf(paths: readonly PathRow[]): Places {
  const rows = new Map<string, PathRow>();
  const parents = new Map<string, string>();
  const lookedInto = new Set<string>();
  const above: string[] = [];
  const rootLength = paths.length === 0 ? 0 : paths[0].path.length;
  for (const row of paths) {
    const path = row.path.slice(rootLength);
    above.length = row.depth;
    if (row.depth > 0) lookedInto.add(above[row.depth - 1]);
    above.push(path);
    if (isSummary(row)) continue;
    rows.set(path, row);
    if (row.depth > 0) parents.set(path, above[row.depth - 1]);
  }
  return { rows, parents, lookedInto };
}

/** A place that had at most this share of its present bytes is taken to have been nearly empty. */
const HARDLY = 0.1;

/**
 * True if a tree that lacks a path lists children of the nearest ancestor that it has, or if the ancestor was too small
 * to hold the place. `other` has the path and its ancestors.
 */
function isKnownAbsent(path: string, places: Places, other: Places): boolean {
  for (let at = other.parents.get(path); at !== undefined; at = other.parents.get(at)) {
    const row = places.rows.get(at);
    if (row !== undefined)
      return places.lookedInto.has(at) || row.bytes <= HARDLY * other.rows.get(path)!.retainedBytes;
  }
  return false;
}

function notesOn(before: SizeReportData, after: SizeReportData): string[] {
  const notes: string[] = [];
  if (before.layout.title !== after.layout.title)
    notes.push(`the reports are of different engines: ${before.layout.title}; ${after.layout.title}`);
  else if (after.layout.assumption !== undefined) notes.push(`layout ${after.layout.assumption}`);
  if (!before.complete || !after.complete) notes.push('a limit ended a walk, so its figures are lower bounds');
  else if (isLowerBound(before) || isLowerBound(after))
    notes.push('hidden state was not followed, so the figures are lower bounds');
  if (before.sampled || after.sampled) notes.push('figures from a sample have a sampling error');
  return notes;
}

function changesText(title: string, rows: readonly (readonly string[])[]): string {
  const shown = rows.length <= MAX_ROWS ? rows : rows.slice(0, MAX_ROWS - 1);
  const table = [[title, 'count', 'growth', 'before', 'after'], ...shown];
  if (shown.length < rows.length) table.push([`(${rows.length - shown.length} more)`]);
  return formatTable(table, ['left', 'right', 'right', 'right', 'right']);
}

/** Bytes with their sign. */
export function signedBytes(bytes: number): string {
  return `${bytes > 0 ? '+' : ''}${formatBytes(bytes)}`;
}

/** A count with its sign. */
export function signedCount(count: number): string {
  return `${count > 0 ? '+' : ''}${formatCount(count)}`;
}
