/**
 * What hangs on single references. Most nodes of a value have one reference to them: whatever retains the object that
 * holds it retains the node, too. So everything that hangs on a node by single references is one weight, and a search
 * needs to follow only the references to nodes that have several.
 */
import type { Graph } from './dominators.ts';

/** Several references lead to a node, or none has to: it is the root. */
export const SEVERAL = 1;

/** A node, or something that hangs on it, refers to a node with several references to it. */
export const LEADS = 2;

/** A node refers to others. */
export const REFERS = 4;

/** The nodes of a graph by how many references lead to them. */
export interface SingleHolders {
  /** By node, which of {@link SEVERAL}, {@link LEADS} and {@link REFERS} hold; 0 for a leaf with a single reference. */
  readonly traits: Uint8Array;
  /**
   * By node without {@link SEVERAL}, one more than the node that holds the reference to it; 0 if there is none. A
   * holder comes before what it holds: a node that comes before its holder counts as one of several.
   */
  readonly holder: Uint32Array;
  /** By node, its bytes and those of everything that hangs on it by single references. */
  readonly weight: Float64Array;
}

/** Finds the nodes with a single reference to them. */
export function singleHoldersOf(
  { nodeCount, firstEdge, edgeTo }: Graph,
  root: number,
  bytes: Float64Array,
): SingleHolders {
  const traits = new Uint8Array(nodeCount);
  const holder = new Uint32Array(nodeCount);
  const weight = new Float64Array(nodeCount);
  traits[root] = SEVERAL;
  for (let node = 0, edge = 0; node < nodeCount; node++) {
    weight[node] = bytes[node];
    const end = firstEdge[node + 1];
    if (edge < end) traits[node] |= REFERS;
    for (; edge < end; edge++) {
      const to = edgeTo[edge];
      const before = holder[to];
      if (before === 0 && node < to && (traits[to] & SEVERAL) === 0) {
        holder[to] = node + 1;
        continue;
      }
      if (before !== 0) traits[before - 1] |= LEADS;
      traits[node] |= LEADS;
      traits[to] |= SEVERAL;
    }
  }
  for (let node = nodeCount - 1; node >= 0; node--) {
    const by = holder[node];
    if (by === 0 || (traits[node] & SEVERAL) !== 0) continue;
    weight[by - 1] += weight[node];
    traits[by - 1] |= traits[node] & LEADS;
  }
  return { traits, holder, weight };
}
