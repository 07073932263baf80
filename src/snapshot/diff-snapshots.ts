/**
 * diffSnapshots: what grew from one snapshot of a process to the next, by class; new objects are recognised by their
 * ids.
 */
import { isSnapshot } from '../heap/check-snapshot.ts';
import { isList, resultError, typeError } from '../platform/argument-checks.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import { changeShare, signedBytes, signedCount } from '../report/size-diff.ts';
import { formatCount, formatTable } from '../report/table.ts';
import { IdSet } from './id-set.ts';
import { summarizeSnapshot } from './summarize-snapshot.ts';
import type { SnapshotSummary } from './summarize-snapshot.ts';

/** The change of one class; figures are bytes unless their description says otherwise. */
export interface SnapshotTypeChange {
  /** The name of the class. */
  readonly type: string;
  /** How many objects each snapshot has. */
  readonly counts: readonly number[];
  /** Objects of the last snapshot that the first does not have. */
  readonly added: number;
  /** Objects of the first snapshot that the last does not have. */
  readonly freed: number;
  /**
   * Objects that were new in the second snapshot and are in every later one: with two snapshots the same as `added`. A
   * leak has many; what is only waiting to be collected has none.
   */
  readonly kept: number;
  /** Change of the shallow bytes from the first snapshot to the last. */
  readonly bytes: number;
  /** Change of the retained bytes. */
  readonly retainedBytes: number;
  /** True if there are more objects in each snapshot than in the one before. */
  readonly isGrowing: boolean;
}

/** The plain data of a comparison. */
export interface SnapshotDiffData {
  /** All bytes of each snapshot. */
  readonly totals: readonly number[];
  /** Change of all bytes from the first snapshot to the last. */
  readonly bytes: number;
  /** Classes that changed, largest growth of retained bytes first. */
  readonly byType: readonly SnapshotTypeChange[];
  /** What makes the comparison imprecise. */
  readonly notes: readonly string[];
}

const MAX_ROWS = 20;

/** What grew between snapshots. Printing it gives a table; `JSON.stringify` gives the plain data. */
export class SnapshotDiff extends Result<SnapshotDiffData> {
  constructor(data: SnapshotDiffData) {
    super(data);
  }

  /** An aligned table, without a trailing newline. */
  override toString(): string {
    const { totals, bytes, byType, notes } = this;
    const isSeries = totals.length > 2;
    const change = `${signedBytes(bytes)}${changeShare(bytes, totals[0])}`;
    const lines = [`${change}: ${totals.map((total) => formatBytes(total)).join(' → ')}`];
    const rows = [['type', 'count', 'new', 'freed', ...(isSeries ? ['new and kept'] : []), 'bytes', 'retained']];
    const shown = byType.length <= MAX_ROWS ? byType : byType.slice(0, MAX_ROWS - 1);
    for (const row of shown)
      rows.push([
        shortName(row.type),
        row.counts.map(formatCount).join(' → '),
        signedCount(row.added),
        formatCount(-row.freed),
        ...(isSeries ? [row.isGrowing ? formatCount(row.kept) : '-'] : []),
        signedBytes(row.bytes),
        signedBytes(row.retainedBytes),
      ]);
    if (shown.length < byType.length) rows.push([`(${byType.length - shown.length} more types)`]);
    if (byType.length > 0) lines.push(formatTable(rows, ['left', ...rows[0].slice(1).map(() => 'right' as const)]));
    for (const note of notes) lines.push(`note: ${note}`);
    return lines.join('\n');
  }
}

/**
 * Compares snapshots of one process: how the objects of each class grew in number, bytes and retained bytes; which are
 * new, by V8's ids. With three or more, `kept` counts what was allocated between the first two and never freed, which
 * is how a leak is distinguished from a cache that is being filled.
 *
 * @param snapshots two or more, in the order in which they were written; snapshots or their summaries.
 * @throws {TypeError} if it is not a list of at least two snapshots or summaries.
 * @example
 * ```ts
 * const before = summarizeSnapshot(await openSnapshot('heap.heapsnapshot'));
 * const after = await openSnapshot('heap.heapsnapshot');
 * console.log(String(diffSnapshots([before, after])));
 * ```
 */
export function diffSnapshots(snapshots: readonly (HeapSnapshot | SnapshotSummary)[]): SnapshotDiff {
  if (!isList(snapshots) || snapshots.length < 2)
    throw typeError('snapshots', 'a list of at least two snapshots', snapshots);
  for (const each of snapshots)
    if (!isSnapshot(each) && !isList((each as SnapshotSummary | null | undefined)?.byType))
      throw resultError('each of the snapshots', 'a heap snapshot or what summarizeSnapshot returns', each);
  const all = snapshots.map(
    (each: HeapSnapshot | SnapshotSummary): SnapshotSummary => ('nodeCount' in each ? summarizeSnapshot(each) : each),
  );
  const [first, second] = all;
  const last = all[all.length - 1];
  const ofFirst = new IdSet(first.ids);
  const survivors = perType(last, (id) => ofFirst.has(id));
  const kept = keptPerType(all, ofFirst);
  const rowsOf = all.map(({ byType }) => new Map(byType.map((row) => [row.type, row])));
  const none = { count: 0, bytes: 0, retainedBytes: 0 };
  const byType = [...new Set(all.flatMap((each) => each.byType.map(({ type }) => type)))]
    .filter((type) => type !== '(synthetic)')
    .map((type): SnapshotTypeChange => {
      const rows = rowsOf.map((byName) => byName.get(type) ?? none);
      const before = rows[0];
      const after = rows[rows.length - 1];
      const same = survivors.get(type) ?? 0;
      return {
        type,
        counts: rows.map(({ count }) => count),
        added: after.count - same,
        freed: before.count - same,
        kept: kept.get(type) ?? 0,
        bytes: after.bytes - before.bytes,
        retainedBytes: after.retainedBytes - before.retainedBytes,
        isGrowing: rows.every(({ count }, i) => i === 0 || count > rows[i - 1].count),
      };
    })
    .filter((row) => row.added !== row.freed || row.bytes !== 0)
    .sort((a, b) => b.retainedBytes - a.retainedBytes || b.bytes - a.bytes || (a.type < b.type ? -1 : 1));
  return new SnapshotDiff({
    totals: all.map(({ bytes }) => bytes),
    bytes: last.bytes - first.bytes,
    byType,
    notes: isOfOneProcess(first, second)
      ? []
      : [
          'the snapshots seem to be of different processes, where equal ids mean nothing: ' +
            'only counts and bytes compare',
        ],
  });
}

/** By class, how many objects satisfy a condition on their ids. */
function perType({ ids, types, byType }: SnapshotSummary, isCounted: (id: number) => boolean): Map<string, number> {
  const counts = new Float64Array(byType.length);
  for (let i = 0; i < ids.length; i++) if (isCounted(ids[i])) counts[types[i]]++;
  return new Map(byType.map(({ type }, i) => [type, counts[i]]));
}

/** By class, how many objects were new in the second snapshot and are in all later ones. */
function keptPerType([, second, ...later]: readonly SnapshotSummary[], ofFirst: IdSet): Map<string, number> {
  if (later.length === 0) return perType(second, (id) => !ofFirst.has(id));
  let ids = second.ids.filter((id) => !ofFirst.has(id));
  for (const each of later) {
    const here = new IdSet(each.ids);
    ids = ids.filter((id) => here.has(id));
  }
  const kept = new IdSet(ids);
  return perType(later[later.length - 1], (id) => kept.has(id));
}

/** An object keeps its id and its class; in another process the same id is that of any object. */
function isOfOneProcess(first: SnapshotSummary, second: SnapshotSummary): boolean {
  const classOf = new Map<number, string>();
  // Enough objects to tell, spread over all ages.
  const step = Math.max(1, Math.floor(first.ids.length / 10_000));
  for (let i = 0; i < first.ids.length; i += step) classOf.set(first.ids[i], first.byType[first.types[i]].type);
  let both = 0;
  let equal = 0;
  for (let i = 0; i < second.ids.length; i++) {
    const type = classOf.get(second.ids[i]);
    if (type === undefined) continue;
    both++;
    if (type === second.byType[second.types[i]].type) equal++;
  }
  return both > 0 && equal / both > 0.9;
}
