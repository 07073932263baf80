/**
 * What each node of a snapshot retains, to the byte as DevTools shows it: the nodes that it dominates, where backing
 * stores count with their owners. Computed once per snapshot, on the first question that needs it.
 */
import { dominatorsOf } from '../paths/dominators.ts';
import type { Dominators } from '../paths/dominators.ts';
import { GrowingColumn } from '../heap/growing-column.ts';
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
  readonly retained: Uint32Array | Float64Array;
  /** The node with which each node's own bytes count: itself, or the object whose backing store it is. */
  readonly owners: Uint32Array;
  /** Columns that may be overwritten by the next who needs some. */
  readonly spare: Uint32Array[];
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
  const { order, idom, spare } = dominators(snapshot);
  const owners = hasProgramRoots(snapshot) ? shallowOwners(snapshot, spare) : eachItself(nodeCount);
  let total = 0;
  for (let node = 0; node < nodeCount; node++) total += selfSize[node];
  const retained = total < 2 ** 32 ? new Uint32Array(nodeCount) : new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) retained[owners[node]] += selfSize[node];
  for (let i = nodeCount - 1; i > 0; i--) retained[idom[order[i]]] += retained[order[i]];
  return { idom, order, retained, owners, spare };
}

function eachItself(count: number): Uint32Array {
  const nodes = new Uint32Array(count);
  for (let node = 0; node < count; node++) nodes[node] = node;
  return nodes;
}

/** Dominators from the root; what only weak references reach counts as held by the root. */
function dominators(snapshot: HeapSnapshot): Dominators {
  const { nodeCount, edgeCount, firstEdge, edgeTo } = snapshot;
  const isEssential = essentialEdges(snapshot);
  const isEdge = new Uint8Array((edgeCount + 7) >>> 3);
  const isReferred = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (!isEssential(node, edge)) continue;
      isEdge[edge >>> 3] |= 1 << (edge & 7);
      isReferred[edgeTo[edge]] = 1;
    }
  }
  isReferred[0] = 1;
  const orphans = without(isReferred);
  const found = dominatorsOf(snapshot, 0, { isEdge, alsoFrom: orphans });
  if (found.order.length === nodeCount) return found;
  // Nodes that only refer to each other are left.
  const isReached = new Uint8Array(nodeCount);
  for (const node of found.order) isReached[node] = 1;
  const left = without(isReached);
  const alsoFrom = new Uint32Array(orphans.length + left.length);
  alsoFrom.set(orphans);
  alsoFrom.set(left, orphans.length);
  return dominatorsOf(snapshot, 0, { isEdge, alsoFrom });
}

/** The nodes that are not marked. */
function without(isMarked: Uint8Array): Uint32Array {
  const nodes = new GrowingColumn(Uint32Array);
  for (let node = 0; node < isMarked.length; node++) if (isMarked[node] === 0) nodes.push(node);
  return nodes.finish();
}
