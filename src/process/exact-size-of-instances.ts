/** exactSizeOfInstances: V8's own count of all instances of a class, and what they alone keep alive. */
import { dominatorsOf, retainedSizes } from '../paths/dominators.ts';
import type { Graph } from '../paths/dominators.ts';
import { boolean, integer } from '../platform/argument-checks.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { rejected } from '../platform/rejected.ts';
import { reportOf } from '../report/report-of.ts';
import { countSnapshot } from '../heap/capture.ts';
import type { Capture } from '../heap/capture.ts';
import { flowGraph } from '../heap/flow.ts';
import { ownedBy, typeNameOf } from '../heap/owned.ts';
import { ownershipOf } from '../heap/ownership.ts';
import { checkedReading, READ_NAMES } from '../heap/read-snapshot.ts';
import type { ReadOptions } from '../heap/read-snapshot.ts';
import { countedBy, snapshotTitle } from '../heap/snapshot-report.ts';
import { instancesBelow, INSTANCE_NAMES } from './instances-of.ts';
import type { InstanceOptions } from './instances-of.ts';
import { InstancesReport } from './instances-report.ts';
import { nameOfClass, prototypeOfClass } from './live-objects.ts';
import type { ClassOf } from './live-objects.ts';

/** Which objects are instances, how many of the largest to list, and how to read the snapshot. */
export interface ExactInstancesOptions extends InstanceOptions, ReadOptions {
  /**
   * The number of largest instances to list.
   *
   * @defaultValue `10`
   */
  readonly largest?: number | undefined;
}

const EXACT_NAMES: OptionNames<ExactInstancesOptions> = addNames(addNames(INSTANCE_NAMES, READ_NAMES), {
  largest: true as const,
});

/**
 * {@link sizeOfInstances} by V8's own count, from one heap snapshot, with `retainedBytes`: what would be freed if
 * nothing held any of the instances. Of an instance, `ownBytes` is what it retains by itself.
 *
 * @throws {TypeError | RangeError} (as a rejection, like all that follows) if `Class` is not a class, or an option is
 * invalid.
 * @throws {Error} if there is no inspector in this thread.
 * @throws {SnapshotFormatError} if V8's stream cannot be read; the signal's reason if it was aborted.
 * @example
 * ```ts
 * const report = await exactSizeOfInstances(Logger);
 * report.retainedBytes; // what only the loggers keep alive
 * ```
 */
export function exactSizeOfInstances(
  Class: ClassOf<unknown>,
  options?: ExactInstancesOptions,
): Promise<InstancesReport> {
  try {
    const prototype = prototypeOfClass(Class);
    const own = checkedReading(ownOptions('exactSizeOfInstances', EXACT_NAMES, options));
    const subclasses = boolean('subclasses', own.subclasses, true);
    const most = own.largest === undefined ? 10 : integer('largest', own.largest, 0);
    const type = nameOfClass(Class);
    // Not an async function: its frame would hold the instances during the snapshot.
    return countSnapshot(instancesBelow(prototype, subclasses), own, (capture) => toReport(capture, type, most));
  } catch (error) {
    return rejected(error);
  }
}

function toReport({ snapshot, nodes, holders, values }: Capture, type: string, most: number): InstancesReport {
  const owned = ownedBy(snapshot, ownershipOf(snapshot, { hidden: true }), nodes);
  const { graph, root, group } = asOne(flowGraph(snapshot, holders, nodes), nodes);
  const sizes = new Float64Array(graph.nodeCount);
  sizes.set(snapshot.selfSize);
  const retained = retainedSizes(dominatorsOf(graph, root), sizes);
  const largest = [...nodes.keys()].sort((a, b) => retained[nodes[b]] - retained[nodes[a]] || a - b).slice(0, most);
  const retainedBytes = nodes.length === 0 ? 0 : retained[group];
  let own = 0;
  for (const node of nodes) own += retained[node];
  return new InstancesReport(
    {
      type,
      count: nodes.length,
      total: reportOf(owned.totals, { layout: countedBy(snapshotTitle()), retainedBytes }),
      retainedBytes,
      sharedBytes: retainedBytes - own,
      largest: largest.map((at) => ({ type: typeNameOf(snapshot, nodes[at]), ownBytes: retained[nodes[at]] })),
    },
    largest.map((at) => new WeakRef(values[at] as object)),
  );
}

/**
 * The graph with one more node, the group: all references to the instances lead to it, and it leads to them. What the
 * group dominates is what the instances keep alive together, and what an instance dominates hangs on it alone.
 */
function asOne(flow: Graph, instances: readonly number[]): { graph: Graph; root: number; group: number } {
  const { nodeCount, firstEdge: first, edgeTo: to } = flow;
  const group = nodeCount;
  const isInstance = new Uint8Array(nodeCount);
  for (const node of instances) isInstance[node] = 1;
  const firstEdge = new Uint32Array(nodeCount + 2);
  firstEdge.set(first);
  firstEdge[nodeCount + 1] = to.length + instances.length;
  const edgeTo = new Uint32Array(to.length + instances.length);
  for (let edge = 0; edge < to.length; edge++) edgeTo[edge] = isInstance[to[edge]] === 1 ? group : to[edge];
  edgeTo.set(instances, to.length);
  return { graph: { nodeCount: nodeCount + 1, firstEdge, edgeTo }, root: nodeCount - 1, group };
}
