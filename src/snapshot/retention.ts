/**
 * What each node of a snapshot retains, to the byte as DevTools shows it: the nodes that it dominates, where backing
 * stores count with their owners. Computed once per snapshot, on the first question that needs it.
 */
import { dominatorsOf } from '../paths/dominators.ts';
import type { Dominators, Graph } from '../paths/dominators.ts';
import { shallowOwners } from '../heap/shallow-owners.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { essentialEdges, hasProgramRoots } from './essential-edges.ts';

/** The dominators of a snapshot and the bytes that they retain. */
export interface Retention {
  /** The immediate dominator of each node; 0, the root, for itself and for what only weak references reach. */
  readonly idom: Uint32Array;
  /** All nodes, each after its dominator. */
  readonly order: Uint32Array;
  /** Bytes that would be freed with the node. */
  readonly retained: Float64Array;
  /** The node with which each node's own bytes count: itself, or the object whose backing store it is. */
  readonly owners: Uint32Array;
}

const known = new WeakMap<HeapSnapshot, Retention>();

/** The dominators and retained sizes of a snapshot. */
export function retentionOf(snapshot: HeapSnapshot): Retention {
  let retention = known.get(snapshot);
  if (retention === undefined) known.set(snapshot, (retention = computed(snapshot)));
  return retention;
}

function computed(snapshot: HeapSnapshot): Retention {
  const { nodeCount, selfSize } = snapshot;
  const { order, idom } = dominators(snapshot);
  const owners = hasProgramRoots(snapshot) ? shallowOwners(snapshot) : eachItself(nodeCount);
  const retained = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) retained[owners[node]] += selfSize[node];
  for (let i = nodeCount - 1; i > 0; i--) retained[idom[order[i]]] += retained[order[i]];
  return { idom, order, retained, owners };
}

function eachItself(count: number): Uint32Array {
  const nodes = new Uint32Array(count);
  for (let node = 0; node < count; node++) nodes[node] = node;
  return nodes;
}

/** Dominators from the root; what only weak references reach counts as held by the root. */
function dominators(snapshot: HeapSnapshot): Pick<Retention, 'order' | 'idom'> {
  const { nodeCount } = snapshot;
  const graph = essentialGraph(snapshot);
  let found: Dominators = dominatorsOf(graph, nodeCount);
  if (found.order.length <= nodeCount) found = dominatorsOf(withUnreached(graph, found.order), nodeCount);
  const { order, idom } = found;
  for (let node = 0; node < nodeCount; node++) if (idom[node] === nodeCount) idom[node] = 0;
  // The extra root is the first, the snapshot's root the second.
  return { order: order.subarray(1), idom: idom.subarray(0, nodeCount) };
}

/** The essential references. The last node is an extra root, with the snapshot's root and what nothing refers to. */
function essentialGraph(snapshot: HeapSnapshot): Graph {
  const { nodeCount, edgeCount, firstEdge: first, edgeTo: to } = snapshot;
  const isEssential = essentialEdges(snapshot);
  const firstEdge = new Uint32Array(nodeCount + 2);
  const isReferred = new Uint8Array(nodeCount);
  const edges = new Uint32Array(edgeCount + nodeCount);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    firstEdge[node] = count;
    for (let edge = first[node]; edge < first[node + 1]; edge++) {
      if (!isEssential(node, edge)) continue;
      edges[count++] = to[edge];
      isReferred[to[edge]] = 1;
    }
  }
  firstEdge[nodeCount] = count;
  edges[count++] = 0;
  for (let node = 1; node < nodeCount; node++) if (isReferred[node] === 0) edges[count++] = node;
  firstEdge[nodeCount + 1] = count;
  return { nodeCount: nodeCount + 1, firstEdge, edgeTo: edges.subarray(0, count) };
}

/** The same graph with references from the extra root to what only refers to each other. */
function withUnreached({ nodeCount, firstEdge, edgeTo }: Graph, order: Uint32Array): Graph {
  const isReached = new Uint8Array(nodeCount);
  for (const node of order) isReached[node] = 1;
  const edges = new Uint32Array(edgeTo.length + nodeCount - order.length);
  edges.set(edgeTo);
  let count = edgeTo.length;
  for (let node = 0; node < nodeCount; node++) if (isReached[node] === 0) edges[count++] = node;
  const first = firstEdge.slice();
  first[nodeCount] = count;
  return { nodeCount, firstEdge: first, edgeTo: edges };
}
