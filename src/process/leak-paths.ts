/**
 * Shortest paths from V8's roots to many nodes of one snapshot, from one search. Code comes last: a reference that V8's
 * optimised code or feedback has to an object of the program does not say what holds it, unless nothing else does.
 */
import { edgeText } from '../heap/edge-text.ts';
import { nodeName } from '../heap/names.ts';
import type { RetainerStep } from '../heap/retainers.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { escaped } from '../paths/path-text.ts';
import { holdingEdges } from './wrapper-edges.ts';

const NONE = 0xffffffff;

/** How a native context refers to the global object. */
const GLOBAL_EDGE = '(global_object)';

/**
 * The path to a node, the root left out; empty if nothing but `notHolders` holds it, or references that are ignored.
 */
export function pathsIn(
  snapshot: HeapSnapshot,
  notHolders: readonly number[],
  isIgnored: (from: number, to: number) => boolean = () => false,
): (node: number) => RetainerStep[] {
  const { nodeCount, firstEdge, edgeTo, nodeType, nodeTypes, nodeId } = snapshot;
  const isStrong = holdingEdges(snapshot, notHolders);
  const code = nodeTypes.indexOf('code');
  const cameBy = new Uint32Array(nodeCount).fill(NONE);
  const cameFrom = new Uint32Array(nodeCount);
  const queue = new Uint32Array(nodeCount);
  const later: number[] = [];
  let tail = 1;
  for (let head = 0; head < tail; head++) {
    expand(queue[head]);
    // Code is expanded once everything that is reached without it is known.
    if (head === tail - 1) for (const node of later.splice(0)) queue[tail++] = node;
  }
  return (node) => {
    const path: RetainerStep[] = [];
    for (let at = node; at !== 0; at = cameFrom[at]) {
      if (cameBy[at] === NONE) return [];
      const edge = edgeText(snapshot, cameBy[at]);
      // Its native context is V8's own, and leads to it on Node 26.
      if (edge === GLOBAL_EDGE) {
        path.push({ edge: '', type: 'global', id: nodeId[at] });
        break;
      }
      path.push({ edge, type: escaped(nodeName(snapshot, at)), id: nodeId[at] });
    }
    return path.reverse();
  };

  function expand(node: number): void {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (to === 0 || cameBy[to] !== NONE || !isStrong(node, edge) || isIgnored(node, to)) continue;
      cameBy[to] = edge;
      cameFrom[to] = node;
      if (nodeType[to] === code) later.push(to);
      else queue[tail++] = to;
    }
  }
}

/** Steps that are printed at each end of a long path. */
const SHOWN_STEPS = 8;

/** A path as one line; equal steps, such as a linked list's, are counted, and the middle of a long path is left out. */
export function pathText(path: readonly RetainerStep[]): string {
  const steps: string[] = [];
  for (let i = 0, times = 1; i < path.length; i += times, times = 1) {
    const step = stepText(path[i]);
    while (i + times < path.length && stepText(path[i + times]) === step) times++;
    steps.push(times === 1 ? step : `${step} (${times} times)`);
  }
  const left = steps.length - 2 * SHOWN_STEPS;
  if (left > 1) steps.splice(SHOWN_STEPS, left, `(${left} more)`);
  return steps.join(' > ');
}

function stepText({ edge, type }: RetainerStep): string {
  return edge === '' ? type : type === '' ? edge : `${edge} ${type}`;
}
