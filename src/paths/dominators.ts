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

/** The dominator tree. */
export interface Dominators {
  /** Nodes reachable from the root, in depth-first order; a node comes after its dominator. */
  readonly order: Uint32Array;
  /** The immediate dominator of every reachable node; the root's is the root, and so is that of unreachable nodes. */
  readonly idom: Uint32Array;
}

const NONE = 0xffffffff;

/** Finds the immediate dominator of every node that is reachable from `root`. */
export function dominatorsOf(graph: Graph, root: number): Dominators {
  const { nodeCount } = graph;
  const { order, parent, number } = numberFrom(graph, root);
  const { firstPred, pred } = predecessorsOf(graph, order, number);
  const count = order.length;
  const semi = new Uint32Array(count);
  const label = new Uint32Array(count);
  const ancestor = new Uint32Array(count).fill(NONE);
  const path = new Uint32Array(count);
  for (let i = 0; i < count; i++) semi[i] = label[i] = i;
  for (let w = count - 1; w >= 1; w--) {
    let least = w;
    for (let at = firstPred[w]; at < firstPred[w + 1]; at++) {
      const best = semi[evaluate(pred[at])];
      if (best < least) least = best;
    }
    semi[w] = least;
    ancestor[w] = parent[w];
  }
  // A dominator's number is below its node's, so in ascending order it is always known.
  const dominator = parent;
  for (let w = 1; w < count; w++) {
    let at = dominator[w];
    while (at > semi[w]) at = dominator[at];
    dominator[w] = at;
  }
  const idom = new Uint32Array(nodeCount).fill(root);
  for (let w = 1; w < count; w++) idom[order[w]] = order[dominator[w]];
  return { order, idom };

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
): { order: Uint32Array; parent: Uint32Array; number: Uint32Array } {
  const number = new Uint32Array(nodeCount).fill(NONE);
  const order = new Uint32Array(nodeCount);
  const parent = new Uint32Array(nodeCount);
  const stack = new Uint32Array(nodeCount);
  const nextEdge = firstEdge.slice(0, nodeCount);
  let count = 1;
  let depth = 1;
  stack[0] = root;
  order[0] = root;
  number[root] = 0;
  while (depth > 0) {
    const node = stack[depth - 1];
    if (nextEdge[node] === firstEdge[node + 1]) {
      depth--;
      continue;
    }
    const to = edgeTo[nextEdge[node]++];
    if (number[to] !== NONE) continue;
    number[to] = count;
    order[count] = to;
    parent[count] = number[node];
    count++;
    stack[depth++] = to;
  }
  return { order: order.slice(0, count), parent: parent.slice(0, count), number };
}

/** The reversed edges, between numbers. */
function predecessorsOf(
  { firstEdge, edgeTo }: Graph,
  order: Uint32Array,
  number: Uint32Array,
): { firstPred: Uint32Array; pred: Uint32Array } {
  const count = order.length;
  const firstPred = new Uint32Array(count + 2);
  for (let w = 0; w < count; w++) {
    const node = order[w];
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) firstPred[number[edgeTo[edge]] + 2]++;
  }
  for (let w = 2; w < count + 2; w++) firstPred[w] += firstPred[w - 1];
  const pred = new Uint32Array(firstPred[count + 1]);
  for (let w = 0; w < count; w++) {
    const node = order[w];
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
      pred[firstPred[number[edgeTo[edge]] + 1]++] = w;
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
