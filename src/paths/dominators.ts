/**
 * Dominators of a directed graph in near-linear time, on typed arrays and without recursion, so that tens of millions
 * of nodes are possible. A node's immediate dominator is the last node on every path from the root to it: a node
 * retains what it dominates.
 *
 * The algorithm is Semi-NCA (Georgiadis, Tarjan and Werneck, "Finding dominators in practice").
 */

/** A directed graph: edges of node n are `edgeTo[firstEdge[n]]` to `edgeTo[firstEdge[n + 1] - 1]`. */
export interface Graph {
  readonly nodeCount: number;
  readonly firstEdge: Uint32Array;
  readonly edgeTo: Uint32Array;
}

/** What of a graph counts, where that is not all of it. */
export interface GraphPart {
  /** One bit per edge, 1 if it counts; all count if undefined. */
  readonly isEdge?: Uint8Array | undefined;
  /** Nodes that the root leads to as well. */
  readonly alsoFrom?: Uint32Array | undefined;
}

/** The dominator tree. */
export interface Dominators {
  /** Nodes reachable from the root, in depth-first order; a node comes after its dominator. */
  readonly order: Uint32Array;
  /** The immediate dominator of every reachable node; the root's is the root, and so is that of unreachable nodes. */
  readonly idom: Uint32Array;
  /**
   * Columns of at least as many numbers as there are reachable nodes, which are no longer needed: a caller that is
   * short of memory fills them again instead of allocating its own.
   */
  readonly spare: Uint32Array[];
}

const NONE = 0xffffffff;

/**
 * Finds the immediate dominator of every node that is reachable from `root`. Takes 28 bytes a node at a time, and 4 for
 * each edge that leads from a later node to an earlier one: columns are used again once their content is no longer
 * needed.
 */
export function dominatorsOf(graph: Graph, root: number, part: GraphPart = {}): Dominators {
  const { nodeCount } = graph;
  const { order, parent, number, nextEdge } = numberFrom(graph, root, part);
  const count = order.length;
  // For each node the first of those that lead to it, until its own turn comes.
  const label = new Uint32Array(count);
  const { firstPred, pred } = laterPredecessorsOf(graph, order, number, label, part);
  const semi = number.subarray(0, count);
  const path = nextEdge;
  const ancestor = new Uint32Array(nodeCount).fill(NONE);
  for (let w = count - 1; w >= 1; w--) {
    let least = label[w];
    for (let at = firstPred[w]; at < firstPred[w + 1]; at++) {
      const best = semi[evaluate(pred[at])];
      if (best < least) least = best;
    }
    semi[w] = least;
    label[w] = w;
    ancestor[w] = parent[w];
  }
  // A dominator's number is below its node's, so in ascending order it is always known.
  const dominator = parent;
  for (let w = 1; w < count; w++) {
    let at = dominator[w];
    while (at > semi[w]) at = dominator[at];
    dominator[w] = at;
  }
  const idom = ancestor.fill(root);
  for (let w = 1; w < count; w++) idom[order[w]] = order[dominator[w]];
  return { order, idom, spare: [firstPred, pred, path, label, semi, parent] };

  /** The node with the least semidominator on the path from v up to the root of its tree, with path compression. */
  function evaluate(v: number): number {
    if (ancestor[v] === NONE) return v;
    let depth = 0;
    let at = v;
    while (ancestor[ancestor[at]] !== NONE) {
      path[depth++] = at;
      at = ancestor[at];
    }
    while (depth > 0) {
      at = path[--depth];
      const up = ancestor[at];
      if (semi[label[up]] < semi[label[at]]) label[at] = label[up];
      ancestor[at] = ancestor[up];
    }
    return label[v];
  }
}

/** Numbers the reachable nodes, depth first; `parent` is by number. */
function numberFrom(
  { nodeCount, firstEdge, edgeTo }: Graph,
  root: number,
  { isEdge, alsoFrom }: GraphPart,
): { order: Uint32Array; parent: Uint32Array; number: Uint32Array; nextEdge: Uint32Array } {
  const number = new Uint32Array(nodeCount).fill(NONE);
  const order = new Uint32Array(nodeCount);
  const parent = new Uint32Array(nodeCount);
  const nextEdge = firstEdge.slice(0, nodeCount);
  let count = 0;
  const visit = (start: number): void => {
    const first = count;
    order[count] = start;
    number[start] = count++;
    let at = first;
    for (;;) {
      const node = order[at];
      const edge = nextEdge[node];
      if (edge === firstEdge[node + 1]) {
        if (at === first) return;
        at = parent[at];
        continue;
      }
      nextEdge[node]++;
      if (isEdge !== undefined && (isEdge[edge >>> 3] & (1 << (edge & 7))) === 0) continue;
      const to = edgeTo[edge];
      if (number[to] !== NONE) continue;
      number[to] = count;
      order[count] = to;
      parent[count] = at;
      at = count++;
    }
  };
  visit(root);
  // Their parent is number 0, the root.
  for (const node of alsoFrom ?? []) if (number[node] === NONE) visit(node);
  return {
    order: count === nodeCount ? order : order.slice(0, count),
    parent: count === nodeCount ? parent : parent.slice(0, count),
    number,
    nextEdge,
  };
}

/**
 * The reversed edges, between numbers, without those from earlier nodes: such a node is still the root of its tree when
 * it is asked about, so of them the first one decides, which is written to `first`.
 */
function laterPredecessorsOf(
  { firstEdge, edgeTo }: Graph,
  order: Uint32Array,
  number: Uint32Array,
  first: Uint32Array,
  { isEdge, alsoFrom = new Uint32Array(0) }: GraphPart,
): { firstPred: Uint32Array; pred: Uint32Array } {
  const count = order.length;
  first.fill(NONE);
  const firstPred = new Uint32Array(count + 2);
  for (let w = 0; w < count; w++) {
    const node = order[w];
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (isEdge !== undefined && (isEdge[edge >>> 3] & (1 << (edge & 7))) === 0) continue;
      const to = number[edgeTo[edge]];
      if (w > to) firstPred[to + 2]++;
      else if (w < first[to]) first[to] = w;
    }
  }
  for (const node of alsoFrom) first[number[node]] = 0;
  for (let w = 2; w < count + 2; w++) firstPred[w] += firstPred[w - 1];
  const pred = new Uint32Array(firstPred[count + 1]);
  for (let w = 0; w < count; w++) {
    const node = order[w];
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (isEdge !== undefined && (isEdge[edge >>> 3] & (1 << (edge & 7))) === 0) continue;
      const to = number[edgeTo[edge]];
      if (w > to) pred[firstPred[to + 1]++] = w;
    }
  }
  return { firstPred, pred };
}

/** What each node retains: its own size and that of all it dominates. Unreachable nodes retain nothing. */
export function retainedSizes({ order, idom }: Dominators, sizes: ArrayLike<number>): Float64Array {
  const retained = new Float64Array(idom.length);
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i];
    retained[node] += sizes[node];
    if (i > 0) retained[idom[node]] += retained[node];
  }
  return retained;
}
