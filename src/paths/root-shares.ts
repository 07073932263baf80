/**
 * What each of several values has for itself and what it reaches, in one graph of all of them. Nodes that only one
 * value reaches are its own; the others are condensed into strongly connected components, and which values reach a
 * component is propagated between components for 32 values at a time. So n values take time linear in the references
 * that are not shared, plus n / 32 times those that are.
 */
import { nullPrototypeList } from '../platform/safe-collections.ts';
import type { RecordedGraph } from './builder.ts';
import { Column, integers, words } from './column.ts';
import { NONE } from './edge-list.ts';

/** The bytes of one value. */
export interface RootShare {
  /** Everything that it reaches. */
  bytes: number;
  /** What no other value reaches. */
  ownBytes: number;
}

const UNMET = 0;
const SHARED = 1;
const FIRST_ROOT = 2;

/** Values per bit set. */
const BATCH = 32;

/** The shares of all roots of a graph, in their order. */
export function rootShares(graph: RecordedGraph, count: number): RootShare[] {
  const { bytes, nodeCount, roots } = graph;
  const label = labelsOf(graph, count);
  const shares = nullPrototypeList<RootShare>();
  for (let i = 0; i < count; i++) shares[i] = { bytes: 0, ownBytes: 0 };
  let shared = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (label[node] >= FIRST_ROOT) shares[label[node] - FIRST_ROOT].ownBytes += bytes[node];
    else if (label[node] === SHARED) shared++;
  }
  for (let i = 0; i < count; i++) shares[i].bytes = shares[i].ownBytes;
  if (shared > 0) addShared(graph, roots, label, shares, new Components(graph, label, shared));
  return shares;
}

/**
 * By node the only root that reaches it ({@link FIRST_ROOT} and on), or a mark for several. A label changes at most
 * twice.
 */
function labelsOf({ nodeCount, roots, firstEdge, edgeTo }: RecordedGraph, count: number): Uint32Array {
  const label = new Uint32Array(nodeCount);
  const work = new Column(words);
  const meet = (node: number, by: number): void => {
    const before = label[node];
    if (before === by || before === SHARED) return;
    label[node] = before === UNMET ? by : SHARED;
    work.push(node);
  };
  for (let i = 0; i < count; i++) if (roots[i] !== NONE) meet(roots[i], FIRST_ROOT + i);
  while (work.length > 0) {
    const node = work.values[--work.length];
    const by = label[node];
    for (let e = firstEdge[node]; e < firstEdge[node + 1]; e++) meet(edgeTo[e], by);
  }
  return label;
}

/**
 * The strongly connected components of the shared nodes (Tarjan), numbered so that references lead to lower numbers.
 */
class Components {
  count = 0;
  /** By node, its component and one more. */
  readonly of: Uint32Array;
  /** Nodes by component. */
  readonly nodes = new Column(words);
  readonly first = new Column(words);

  constructor({ nodeCount, firstEdge, edgeTo }: RecordedGraph, label: Uint32Array, shared: number) {
    const of = (this.of = new Uint32Array(nodeCount));
    // Depth-first order plus one, and the lowest order that a node can reach.
    const order = new Uint32Array(nodeCount);
    const low = new Uint32Array(nodeCount);
    const nextEdge = new Uint32Array(nodeCount);
    const path = new Uint32Array(shared);
    const open = new Uint32Array(shared);
    let depth = 0;
    let opened = 0;
    let met = 0;
    for (let from = 0; from < nodeCount; from++) {
      if (label[from] !== SHARED || order[from] !== 0) continue;
      path[depth++] = open[opened++] = from;
      order[from] = low[from] = ++met;
      nextEdge[from] = firstEdge[from];
      while (depth > 0) {
        const node = path[depth - 1];
        if (nextEdge[node] < firstEdge[node + 1]) {
          const to = edgeTo[nextEdge[node]++];
          // What a shared node refers to is shared.
          if (order[to] === 0) {
            path[depth++] = open[opened++] = to;
            order[to] = low[to] = ++met;
            nextEdge[to] = firstEdge[to];
          } else if (of[to] === 0 && order[to] < low[node]) {
            low[node] = order[to];
          }
          continue;
        }
        depth--;
        if (depth > 0 && low[node] < low[path[depth - 1]]) low[path[depth - 1]] = low[node];
        if (low[node] !== order[node]) continue;
        this.first.push(this.nodes.length);
        this.count++;
        let last: number;
        do {
          last = open[--opened];
          of[last] = this.count;
          this.nodes.push(last);
        } while (last !== node);
      }
    }
    this.first.push(this.nodes.length);
  }
}

function addShared(
  { bytes, firstEdge, edgeTo, nodeCount }: RecordedGraph,
  roots: Uint32Array,
  label: Uint32Array,
  shares: RootShare[],
  components: Components,
): void {
  const { of, nodes, first, count } = components;
  // Components that a root refers to, directly or through its own nodes.
  const entryRoot = new Column(words);
  const entryComponent = new Column(words);
  for (let i = 0; i < shares.length; i++) {
    if (roots[i] === NONE || label[roots[i]] !== SHARED) continue;
    entryRoot.push(i);
    entryComponent.push(of[roots[i]] - 1);
  }
  for (let node = 0; node < nodeCount; node++) {
    if (label[node] < FIRST_ROOT) continue;
    for (let e = firstEdge[node]; e < firstEdge[node + 1]; e++) {
      if (label[edgeTo[e]] !== SHARED) continue;
      entryRoot.push(label[node] - FIRST_ROOT);
      entryComponent.push(of[edgeTo[e]] - 1);
    }
  }
  const reached = new Column(integers);
  for (let c = 0; c < count; c++) reached.push(0);
  const by = reached.values;
  for (let batch = 0; batch < shares.length; batch += BATCH) {
    for (let c = 0; c < count; c++) by[c] = 0;
    for (let i = 0; i < entryRoot.length; i++) {
      const bit = entryRoot.values[i] - batch;
      if (bit >= 0 && bit < BATCH) by[entryComponent.values[i]] |= 1 << bit;
    }
    // Bytes of components that the same roots reach are added up before they are assigned.
    let sum = 0;
    let mask = 0;
    for (let c = count - 1; c >= 0; c--) {
      if (by[c] === 0) continue;
      if (by[c] !== mask) {
        giveTo(shares, batch, mask, sum);
        mask = by[c];
        sum = 0;
      }
      for (let at = first.values[c]; at < first.values[c + 1]; at++) {
        const node = nodes.values[at];
        sum += bytes[node];
        for (let e = firstEdge[node]; e < firstEdge[node + 1]; e++) by[of[edgeTo[e]] - 1] |= mask;
      }
    }
    giveTo(shares, batch, mask, sum);
  }
}

function giveTo(shares: RootShare[], batch: number, mask: number, bytes: number): void {
  for (let bits = mask, bit = 0; bits !== 0; bits >>>= 1, bit++)
    if ((bits & 1) === 1) shares[batch + bit].bytes += bytes;
}
