/**
 * The dominator tree as it is shown: backing stores are parts of their owners, and each node knows by which reference
 * its dominator holds it.
 */
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { columnOf } from '../heap/shallow-owners.ts';
import { retentionOf } from './retention.ts';

/** No child, no sibling. */
export const NO_NODE = 0xffffffff;

/** The shown tree, in columns by node. Backing stores are not among its nodes. */
export interface DominatedTree {
  /** The nearest dominator that is shown; the root's is the root. */
  readonly parent: Uint32Array;
  /** The first child; {@link NO_NODE} if there is none. */
  readonly firstChild: Uint32Array;
  /** The next child of the same parent; {@link NO_NODE} for the last. */
  readonly nextSibling: Uint32Array;
  /**
   * The parent's reference to the node, or that of one of its backing stores, plus one; 0 if only several of the
   * parent's parts together lead to it.
   */
  readonly heldBy: Uint32Array;
  /** Bytes that would be freed with the node. */
  readonly retained: Uint32Array | Float64Array;
  /** The shown node of each node: itself, or the owner of the backing store. */
  readonly owners: Uint32Array;
}

const known = new WeakMap<HeapSnapshot, DominatedTree>();

/** The shown dominator tree of a snapshot. */
export function dominatedTree(snapshot: HeapSnapshot): DominatedTree {
  let tree = known.get(snapshot);
  if (tree === undefined) known.set(snapshot, (tree = computed(snapshot)));
  return tree;
}

function computed(snapshot: HeapSnapshot): DominatedTree {
  const { nodeCount, firstEdge, edgeTo, edgeType, edgeTypes } = snapshot;
  const { idom, order, owners, retained, spare } = retentionOf(snapshot);
  const weak = edgeTypes.indexOf('weak');
  const parent = columnOf(nodeCount, spare).fill(0);
  const firstChild = columnOf(nodeCount, spare).fill(NO_NODE);
  const nextSibling = columnOf(nodeCount, spare).fill(NO_NODE);
  // Backwards, so that children are listed in the order of the file's depth-first walk.
  for (let i = nodeCount - 1; i > 0; i--) {
    const node = order[i];
    if (owners[node] !== node) continue;
    let up = idom[node];
    while (owners[up] !== up) up = owners[up];
    parent[node] = up;
    nextSibling[node] = firstChild[up];
    firstChild[up] = node;
  }
  const heldBy = columnOf(nodeCount, spare).fill(0);
  for (let node = 0; node < nodeCount; node++) {
    const owner = owners[node];
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (parent[to] === owner && to !== 0 && heldBy[to] === 0 && edgeType[edge] !== weak) heldBy[to] = edge + 1;
    }
  }
  spare.length = 0;
  return { parent, firstChild, nextSibling, heldBy, retained, owners };
}
