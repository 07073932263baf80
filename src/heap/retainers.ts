/** retainersOf: why a value is still alive, as the shortest paths from V8's roots to it. */
import { Result } from '../report/printable.ts';
import { countSnapshot } from './capture.ts';
import type { Capture } from './capture.ts';
import { strongEdges } from './flow.ts';
import { integer } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { edgeText } from './edge-text.ts';
import { nodeName } from './names.ts';
import { escaped } from '../paths/path-text.ts';
import { rejected } from '../platform/rejected.ts';
import { checkedReading, READ_NAMES } from './read-snapshot.ts';
import type { ReadOptions } from './read-snapshot.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** One object on a path, and the reference by which its predecessor holds it. */
export interface RetainerStep {
  /**
   * The reference from the preceding object: `.name`, `[3]`, `(closure variable) name`, or V8's internal name in
   * parentheses.
   */
  readonly edge: string;
  /** The object's type, as DevTools shows it. */
  readonly type: string;
  /** V8's id of the object, the same in every snapshot of one process and in DevTools after the `@`. */
  readonly id: number;
}

/** The plain data of what keeps a value alive. */
export interface RetainersData {
  /**
   * The paths from the roots to the value, shortest first, each through a different direct holder; empty if only the
   * call itself holds the value.
   */
  readonly paths: readonly (readonly RetainerStep[])[];
}

/** The paths that keep a value alive. Printing it gives one line per path; `JSON.stringify` gives the plain data. */
export class Retainers extends Result<RetainersData> {
  constructor(data: RetainersData) {
    super(data);
  }

  /** One line per path, without a trailing newline. */
  override toString(): string {
    if (this.paths.length === 0) return 'nothing holds the value';
    return this.paths
      .map((path) => path.map((step) => (step.edge === '' ? step.type : `${step.edge} ${step.type}`)).join(' > '))
      .join('\n');
  }
}

/** How many paths to return, and how to read the snapshot. */
export interface RetainerOptions extends ReadOptions {
  /**
   * The maximum number of paths.
   *
   * @defaultValue `5`
   */
  readonly maxPaths?: number | undefined;
}

const RETAINER_NAMES: OptionNames<RetainerOptions> = { ...READ_NAMES, maxPaths: true };

/**
 * The shortest paths from the roots that keep a value alive, from one heap snapshot. Weak references keep nothing alive
 * and are not followed. A local variable of a suspended function appears as that function's suspended frame.
 *
 * @throws {TypeError | RangeError} (as a rejection, like all that follows) if an option is invalid.
 * @throws {SnapshotFormatError} if V8's stream cannot be read; the signal's reason if it was aborted.
 * @example
 * ```ts
 * console.log(String(await retainersOf(leaked)));
 * // (GC roots) > ... > cache (Map) > table (Array) > [3] (Session)
 * ```
 */
export function retainersOf(value: unknown, options?: RetainerOptions): Promise<Retainers> {
  try {
    const own = checkedReading(ownOptions('retainersOf', RETAINER_NAMES, options));
    const maxPaths = own.maxPaths === undefined ? 5 : integer('maxPaths', own.maxPaths, 0);
    return countSnapshot([value], own, (capture) => toRetainers(capture, maxPaths));
  } catch (error) {
    return rejected(error);
  }
}

function toRetainers({ snapshot, nodes, holders }: Capture, limit: number): Retainers {
  return new Retainers({ paths: nodes[0] < 0 ? [] : shortestPaths(snapshot, nodes[0], holders, limit) });
}

/** The shortest path through each of the value's direct holders, shortest first. */
export function shortestPaths(
  snapshot: HeapSnapshot,
  target: number,
  holders: readonly number[],
  limit: number,
): RetainerStep[][] {
  const { firstEdge, edgeTo, nodeCount } = snapshot;
  const isStrong = strongEdges(snapshot, holders);
  const NONE = 0xffffffff;
  const cameBy = new Uint32Array(nodeCount).fill(NONE);
  const cameFrom = new Uint32Array(nodeCount);
  const distance = new Uint32Array(nodeCount);
  const queue = new Uint32Array(nodeCount);
  /** The edge by which each direct holder refers to the value. */
  const last = new Map<number, number>();
  let head = 0;
  let tail = 1;
  while (head < tail) {
    const node = queue[head++];
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (!isStrong(node, edge)) continue;
      if (to === target) {
        if (!last.has(node)) last.set(node, edge);
      } else if (to !== 0 && cameBy[to] === NONE) {
        cameBy[to] = edge;
        cameFrom[to] = node;
        distance[to] = distance[node] + 1;
        queue[tail++] = to;
      }
    }
  }
  return [...last.keys()]
    .filter((holder) => !isPartOfHolder(snapshot, holder, cameFrom, last))
    .sort((a, b) => distance[a] - distance[b])
    .slice(0, limit)
    .map((holder) => {
      const path = [stepOf(snapshot, last.get(holder)!, target)];
      for (let at = holder; at !== 0; at = cameFrom[at]) path.push(stepOf(snapshot, cameBy[at], at));
      return path.reverse();
    });
}

/**
 * Whether a holder is a private part of an object that is a holder as well: V8 lists an element from the array and from
 * its backing store, and a global variable from the global object and from the cell in its dictionary.
 */
function isPartOfHolder(
  snapshot: HeapSnapshot,
  holder: number,
  cameFrom: Uint32Array,
  last: ReadonlyMap<number, number>,
): boolean {
  const { nodeType, nodeTypes } = snapshot;
  const isPart = (node: number): boolean => {
    const type = nodeTypes[nodeType[node]];
    return type === 'array' || type === 'code' || nodeName(snapshot, node).startsWith('system / Property');
  };
  for (let at = holder; isPart(at); ) {
    at = cameFrom[at];
    if (last.has(at)) return true;
  }
  return false;
}

function stepOf(snapshot: HeapSnapshot, edge: number, node: number): RetainerStep {
  return { edge: edgeText(snapshot, edge), type: escaped(nodeName(snapshot, node)), id: snapshot.nodeId[node] };
}
