/** retainersIn: why the objects of a class, or one object, are alive, as the ways by which the roots reach them. */
import { checkSnapshot } from '../heap/check-snapshot.ts';
import { integer, rangeError, string } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { shortestPaths } from '../heap/retainers.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import { formatCount, formatTable } from '../report/table.ts';
import { dominatedTree } from './dominated.ts';
import { formatSteps, HeldPatterns } from './held-by.ts';
import type { HeldStep } from './held-by.ts';
import { retentionOf } from './retention.ts';

/** Objects that are held in the same way. */
export interface HeldObjects {
  /** How many. */
  readonly count: number;
  /**
   * Bytes that would be freed with each of them, added up; of objects of the class within each other, the outer ones.
   */
  readonly retainedBytes: number;
  /** The way from the roots, which ends at the objects. */
  readonly steps: readonly HeldStep[];
}

/** The plain data of what keeps objects alive. */
export interface RetainersInData {
  /** What was asked for. */
  readonly target: string;
  /** How many objects it is. */
  readonly count: number;
  /** Bytes that would be freed with all of them. */
  readonly retainedBytes: number;
  /**
   * Of a class, one row for each way, most bytes first: the shortest way to each object, with ways that differ in
   * indexes only as one. Of one object, one row for each of its direct holders, the shortest way first.
   */
  readonly ways: readonly HeldObjects[];
  /** Ways that are not listed. */
  readonly moreWays: number;
}

/** Why objects are alive. Printing it gives a table; `JSON.stringify` gives the plain data. */
export class RetainersIn extends Result<RetainersInData> {
  constructor(data: RetainersInData) {
    super(data);
  }

  /** One line per way, without a trailing newline. */
  override toString(): string {
    const { target, count, retainedBytes, ways, moreWays } = this;
    const head =
      count === 1 && target.startsWith('@')
        ? `${target} retains ${formatBytes(retainedBytes)}`
        : `${formatCount(count)} ${shortName(target)} retain ${formatBytes(retainedBytes)}`;
    const rows = ways.map((way) => [formatCount(way.count), formatBytes(way.retainedBytes), formatSteps(way.steps)]);
    if (moreWays > 0) rows.push(['', '', `(${formatCount(moreWays)} more ways)`]);
    return [head, formatTable([['count', 'retains', 'held by'], ...rows], ['right', 'right', 'left'])].join('\n');
  }
}

/** How many ways to list. */
export interface RetainersInOptions {
  /**
   * The maximum number of ways.
   *
   * @defaultValue `10`
   */
  readonly maxWays?: number | undefined;
}

const NAMES: OptionNames<RetainersInOptions> = { maxWays: true };

/**
 * Why objects of a snapshot are alive: the shortest ways from the roots that lead to them. A way that begins at a
 * global object is preferred to one that begins at V8's own roots. Weak references keep nothing alive.
 *
 * @param target the name of a class as in the snapshot's report, or `'@'` and the id of one object.
 * @throws {TypeError | RangeError} if `target` or an option is invalid, or if the snapshot has no such class or object.
 * @example
 * ```ts
 * const snapshot = await openSnapshot('heap.heapsnapshot');
 * console.log(String(retainersIn(snapshot, 'Cache')));
 * ```
 */
export function retainersIn(snapshot: HeapSnapshot, target: string, options?: RetainersInOptions): RetainersIn {
  checkSnapshot(snapshot);
  const own = ownOptions('retainersIn', NAMES, options);
  const maxWays = own.maxWays === undefined ? 10 : integer('maxWays', own.maxWays, 1);
  const id = /^@(\d+)$/.exec(string('target', target))?.[1];
  return id === undefined ? ofClass(snapshot, target, maxWays) : ofObject(snapshot, Number(id), maxWays);
}

function ofObject(snapshot: HeapSnapshot, id: number, maxWays: number): RetainersIn {
  const node = snapshot.nodeId.indexOf(id);
  if (node < 0) throw rangeError('target', 'the id of an object in the snapshot', `@${id}`);
  const retainedBytes = dominatedTree(snapshot).retained[node];
  const paths = shortestPaths(snapshot, node, [], maxWays + 1);
  return new RetainersIn({
    target: `@${id}`,
    count: 1,
    retainedBytes,
    ways: paths.slice(0, maxWays).map((path) => ({
      count: 1,
      retainedBytes,
      steps: path.map((step) => ({ edge: step.edge, type: `${step.type} @${step.id}` })),
    })),
    moreWays: Math.max(0, paths.length - maxWays),
  });
}

function ofClass(snapshot: HeapSnapshot, name: string, maxWays: number): RetainersIn {
  const { nodeCount } = snapshot;
  const { retained, owners } = dominatedTree(snapshot);
  const classes = nodeClasses(snapshot);
  const patterns = new HeldPatterns(snapshot);
  const ways = new Map<number, { count: number; retainedBytes: number }>();
  const isWanted = new Uint8Array(nodeCount);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (owners[node] !== node || classes.names[classes.of(node)] !== name) continue;
    isWanted[node] = 1;
    count++;
  }
  if (count === 0) throw rangeError('target', 'the name of a class in the snapshot', name);
  const isInside = insideOf(snapshot, isWanted);
  for (let node = 0; node < nodeCount; node++) {
    if (isWanted[node] === 0) continue;
    const pattern = patterns.of(node);
    let way = ways.get(pattern);
    if (way === undefined) ways.set(pattern, (way = { count: 0, retainedBytes: 0 }));
    way.count++;
    if (isInside[node] === 0) way.retainedBytes += retained[node];
  }
  const sorted = [...ways].sort(([, a], [, b]) => b.retainedBytes - a.retainedBytes || b.count - a.count);
  return new RetainersIn({
    target: name,
    count,
    retainedBytes: sorted.reduce((sum, [, way]) => sum + way.retainedBytes, 0),
    ways: sorted.slice(0, maxWays).map(([pattern, way]) => ({
      ...way,
      steps: pattern < 0 ? [{ edge: '', type: '(only weak references)' }] : patterns.stepsOf(pattern),
    })),
    moreWays: Math.max(0, sorted.length - maxWays),
  });
}

/** 1 for every shown node that one of the wanted nodes retains. */
function insideOf(snapshot: HeapSnapshot, isWanted: Uint8Array): Uint8Array {
  const { parent } = dominatedTree(snapshot);
  const isInside = new Uint8Array(snapshot.nodeCount);
  // Each node comes after its dominators.
  for (const node of retentionOf(snapshot).order)
    if (node !== 0) isInside[node] = isWanted[parent[node]] | isInside[parent[node]];
  return isInside;
}
