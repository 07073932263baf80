/**
 * Shortest ways from the roots to all nodes, those of the program first: a way from a global object is preferred to one
 * from V8's own roots, however long it is, as in DevTools' column "distance".
 */
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { essentialEdges } from './essential-edges.ts';

/** Ways in columns by node. */
export interface Ways {
  /** The node before each node. */
  readonly from: Uint32Array;
  /** The reference by which that node holds it, plus one; 0 for the root and for what no way leads to. */
  readonly edge: Uint32Array;
}

const known = new WeakMap<HeapSnapshot, Ways>();

/** The ways of a snapshot; computed once. */
export function waysOf(snapshot: HeapSnapshot): Ways {
  let ways = known.get(snapshot);
  if (ways === undefined) known.set(snapshot, (ways = computed(snapshot)));
  return ways;
}

function computed(snapshot: HeapSnapshot): Ways {
  const { nodeCount, firstEdge, edgeTo, nodeType, nodeTypes } = snapshot;
  const isEssential = essentialEdges(snapshot);
  const synthetic = nodeTypes.indexOf('synthetic');
  const from = new Uint32Array(nodeCount);
  const edge = new Uint32Array(nodeCount);
  const queue = new Uint32Array(nodeCount);
  let head = 0;
  let tail = 0;
  const reach = (node: number, at: number): void => {
    const to = edgeTo[at];
    if (to === 0 || edge[to] !== 0 || !isEssential(node, at)) return;
    from[to] = node;
    edge[to] = at + 1;
    queue[tail++] = to;
  };
  const follow = (): void => {
    while (head < tail) {
      const node = queue[head++];
      for (let at = firstEdge[node]; at < firstEdge[node + 1]; at++) reach(node, at);
    }
  };
  for (let at = firstEdge[0]; at < firstEdge[1]; at++) if (nodeType[edgeTo[at]] !== synthetic) reach(0, at);
  follow();
  for (let at = firstEdge[0]; at < firstEdge[1]; at++) reach(0, at);
  follow();
  return { from, edge };
}
