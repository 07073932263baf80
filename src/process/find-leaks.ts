/** findLeaks: what every run of a step leaves behind. */
import { setTimeout as delay } from 'node:timers/promises';
import { countSnapshot } from '../heap/capture.ts';
import type { Capture } from '../heap/capture.ts';
import { nodeName } from '../heap/names.ts';
import { typeNameOf } from '../heap/owned.ts';
import type { RetainerStep } from '../heap/retainers.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { escaped } from '../paths/path-text.ts';
import { checkFunction, integer } from '../platform/argument-checks.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { provideLeakSearch } from '../watch/leak-search.ts';
import { CollectionGrowth } from './collection-growth.ts';
import { HeapTracking } from './heap-tracking.ts';
import type { Interval } from './heap-tracking.ts';
import { pathsIn } from './leak-paths.ts';
import { LeakReport } from './leak-report.ts';
import type { Leak } from './leak-report.ts';
import { ScriptPlaces } from './script-places.ts';
import { survivorsIn } from './survivors.ts';

/** How often a step runs. */
export interface LeakOptions {
  /**
   * Runs in each round, at least 2. What is left behind less often than once per run is not found.
   *
   * @defaultValue `10`
   */
  readonly runs?: number | undefined;
  /**
   * Rounds, at least 2. A leak has survivors of every round.
   *
   * @defaultValue `4`
   */
  readonly rounds?: number | undefined;
  /**
   * Runs before the first round, for caches that fill and one-time initialisation.
   *
   * @defaultValue `10`
   */
  readonly warmUp?: number | undefined;
}

const LEAK_NAMES: OptionNames<LeakOptions> = { runs: true, rounds: true, warmUp: true };

/**
 * Repeats a step in rounds, and reports what every run leaves behind: objects of which each round leaves at least one
 * per run alive at the end, by class and by the function that allocated them, and collections that gain at least one
 * entry per run in every round. Each leak has one path from V8's roots, and what holds it.
 *
 * What is filled once, replaced, or dropped later does not count; a cache with a bound counts as a leak if it is not
 * full after all runs, so `warmUp` has to fill it. The whole process is examined: other code that runs meanwhile must
 * not allocate in step with the runs.
 *
 * V8 stores the stack of each allocation meanwhile, and neither optimises code nor moves old objects, which makes the
 * step slower; one heap snapshot is taken at the end.
 *
 * @param step the function to repeat; receives the number of the run, from 0, and is awaited if it returns a promise.
 * @throws {TypeError | RangeError} (as a rejection) if an argument or an option is invalid; and whatever the step
 * throws.
 * @throws {Error} (as a rejection) if there is no inspector in this thread.
 * @example
 * ```ts
 * const sessions = new Map<number, object>();
 * const report = await findLeaks((run) => { sessions.set(run, { user: `user ${run}` }); });
 * report.leaks.length; // 1
 * console.log(String(report)); // 1 leak in 40 runs (4 rounds of 10) ... 1 Object per run, held by ... sessions (Map)
 * ```
 */
export async function findLeaks(step: (run: number) => unknown, options?: LeakOptions): Promise<LeakReport> {
  checkFunction('step', step, 'to repeat');
  const own = ownOptions('findLeaks', LEAK_NAMES, options);
  const { runs = 10, rounds = 4, warmUp = 10 } = own;
  integer('runs', runs, 2);
  integer('rounds', rounds, 2);
  integer('warmUp', warmUp, 0);
  for (let run = 0; run < warmUp; run++) await step(run);
  await settled();
  const growth = new CollectionGrowth(runs);
  growth.begin();
  const tracking = new HeapTracking();
  try {
    const intervals: Interval[] = [];
    for (let round = 0, run = warmUp; round < rounds; round++) {
      const after = tracking.divide();
      for (const end = run + runs; run < end; run++) await step(run);
      await settled();
      intervals[round] = { after, until: tracking.divide() };
      growth.endRound();
      await settled();
    }
    return await examined(growth, intervals, runs);
  } finally {
    tracking.end();
  }
}

provideLeakSearch(findLeaks);

/** Waits for what the step has left to the event loop: finalizers, promises, closed handles. */
async function settled(): Promise<void> {
  await delay(0);
  await delay(0);
}

/** Not an async function: its frame would hold the collections during the snapshot. */
function examined(growth: CollectionGrowth, intervals: readonly Interval[], runs: number): Promise<LeakReport> {
  const { collections, gains } = withOriginals(() => {
    const grown = growth.grown();
    return { collections: grown.map(({ collection }) => collection), gains: grown.map(({ perRound }) => perRound) };
  });
  return countSnapshot(collections, {}, (capture) => toReport(capture, gains, intervals, runs));
}

function toReport(
  { snapshot, nodes, holders }: Capture,
  gains: readonly number[],
  intervals: readonly Interval[],
  runs: number,
): LeakReport {
  const pathTo = pathsIn(snapshot, holders);
  const survivors = survivorsIn(snapshot, holders, { intervals, least: runs });
  const places = new ScriptPlaces();
  try {
    const leaks = survivors.flatMap(({ type, allocatedBy, perRound, bytes, holder, sample }): Leak[] => {
      const path = pathTo(sample);
      return path.length === 0
        ? []
        : [
            {
              type,
              perRun: Math.floor(Math.min(...perRound) / runs),
              bytesPerRun: bytes / (runs * intervals.length),
              path,
              holder: holderText(snapshot, path, intervals[0].after, holder),
              allocatedBy: allocatedBy === undefined ? undefined : places.textOf(allocatedBy),
              line: allocatedBy === undefined ? undefined : places.creationLineOf(allocatedBy, type) || undefined,
            },
          ];
    });
    const known = new Set(survivors.map(({ holder }) => holder));
    const isKnown = (node: number): boolean =>
      known.has(node) || newEntries(snapshot, node, intervals[0].after) >= runs * intervals.length;
    nodes.forEach((node, i) => {
      if (node < 0 || isKnown(node)) return;
      const path = pathTo(node);
      if (path.length === 0) return;
      const holder = holderText(snapshot, path, Infinity, node);
      leaks.push({ type: 'entry', perRun: Math.floor(gains[i] / runs), bytesPerRun: 0, path, holder });
    });
    return new LeakReport({ runs, rounds: intervals.length, leaks });
  } finally {
    places.close();
  }
}

/** How many objects of the rounds a collection holds: they are leaks by themselves. */
function newEntries(
  { firstEdge, edgeTo, nodeId, nodeType, nodeTypes }: HeapSnapshot,
  node: number,
  after: number,
): number {
  const store = nodeTypes.indexOf('array');
  let count = 0;
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
    const to = edgeTo[edge];
    if (nodeId[to] <= after) continue;
    if (nodeType[to] !== store) count++;
    else for (let e = firstEdge[to]; e < firstEdge[to + 1]; e++) if (nodeId[edgeTo[e]] > after) count++;
  }
  return count;
}

/** The last object of a path that is older than the first round, by its type and the name under which it is held. */
function holderText(snapshot: HeapSnapshot, path: readonly RetainerStep[], after: number, holder: number): string {
  let at = -1;
  for (let i = 0; i < path.length; i++) if (path[i].id <= after) at = i;
  if (holder >= 0) {
    const found = path.findIndex(({ id }) => id === snapshot.nodeId[holder]);
    if (found >= 0) at = found;
  }
  if (at < 0) return holder < 0 ? 'V8' : escaped(`${nodeName(snapshot, holder)} (${typeNameOf(snapshot, holder)})`);
  const { edge, type } = path[at];
  return edge === '' ? type : `${edge} ${type}`;
}
