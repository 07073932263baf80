/** retainersOf: why a value is still alive, as the shortest paths from V8's roots to it. */
import { Result } from '../report/printable.ts';
import { captureSnapshot } from './capture.ts';
import type { Capture } from './capture.ts';
import { strongEdges } from './flow.ts';
import { integer } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { checkedReading, READ_NAMES } from './read-snapshot.ts';
import type { ReadOptions } from './read-snapshot.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** One object on a path, and how the one before refers to it. */
export interface RetainerStep {
  /**
   * How the object before refers to this one: `.name`, `[3]`, `(closure variable) name`, or V8's own name in
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
   * The paths from the roots to the value: shortest first, each through another last holder; empty if nothing but the
   * call itself holds the value.
   */
  readonly paths: readonly (readonly RetainerStep[])[];
}

/** The paths that keep a value alive. Printing it gives a line for each path; `JSON.stringify` gives the plain data. */
export class Retainers extends Result<RetainersData> {
  constructor(data: RetainersData) {
    super(data);
  }

  /** One line for each path, without a line end at its end. */
  override toString(): string {
    if (this.paths.length === 0) return 'nothing holds the value';
    return this.paths
      .map((path) => path.map((step) => (step.edge === '' ? step.type : `${step.edge} ${step.type}`)).join(' > '))
      .join('\n');
  }
}

/** How many paths to give, and how to read the snapshot. */
export interface RetainerOptions extends ReadOptions {
  /**
   * The most paths.
   *
   * @defaultValue `5`
   */
  readonly maxPaths?: number | undefined;
}

const RETAINER_NAMES: OptionNames<RetainerOptions> = { ...READ_NAMES, maxPaths: true };

/**
 * The shortest paths from the roots that keep a value alive, from one heap snapshot. Weak references keep nothing
 * alive and are not followed. A local variable of a function that waits shows as that function's suspended frame.
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
    return captureSnapshot([value], own).then((capture) => toRetainers(capture, maxPaths));
  } catch (error) {
    return Promise.reject(error as Error);
  }
}

function toRetainers({ snapshot, nodes, holders }: Capture, limit: number): Retainers {
  return new Retainers({ paths: nodes[0] < 0 ? [] : shortestPaths(snapshot, nodes[0], holders, limit) });
}

/** The shortest path over each of the value's direct holders, shortest of all first. */
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
  const last: { from: number; edge: number }[] = [];
  let head = 0;
  let tail = 1;
  while (head < tail) {
    const node = queue[head++];
    let found = false;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (!isStrong(node, edge)) continue;
      if (to === target) {
        if (!found) last.push({ from: node, edge });
        found = true;
      } else if (to !== 0 && cameBy[to] === NONE) {
        cameBy[to] = edge;
        cameFrom[to] = node;
        distance[to] = distance[node] + 1;
        queue[tail++] = to;
      }
    }
  }
  last.sort((a, b) => distance[a.from] - distance[b.from]);
  return last.slice(0, limit).map(({ from, edge }) => {
    const path = [stepOf(snapshot, edge, target)];
    for (let at = from; at !== 0; at = cameFrom[at]) path.push(stepOf(snapshot, cameBy[at], at));
    return path.reverse();
  });
}

function stepOf(snapshot: HeapSnapshot, edge: number, node: number): RetainerStep {
  const { strings, nodeName, nodeId } = snapshot;
  const kind = snapshot.edgeTypes[snapshot.edgeType[edge]];
  const nameOrIndex = snapshot.edgeNameOrIndex[edge];
  const name = kind === 'element' || kind === 'hidden' ? '' : strings.get(nameOrIndex);
  const text = strings.get(nodeName[node]);
  return {
    edge: edgeText(kind, name, nameOrIndex),
    type: text.length > 60 ? `${text.slice(0, 57)}...` : text,
    id: nodeId[node],
  };
}

function edgeText(kind: string, name: string, index: number): string {
  switch (kind) {
    case 'property':
      return /^[\p{ID_Start}$_#][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
    case 'element':
      return `[${index}]`;
    case 'context':
      return `(closure variable) ${name}`;
    case 'hidden':
      return '(hidden)';
    default:
      return name === '' || /^\d+$/.test(name) ? '' : `(${name})`;
  }
}
