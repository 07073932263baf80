/**
 * What hangs on each of several values alone, where one may refer to another: an extra node leads to all of them, so
 * that each dominates what is reached only through it, up to the next of the values.
 */
import type { RecordedGraph } from './builder.ts';
import { dominatorsOf, retainedSizes } from './dominators.ts';
import { NONE } from './edge-list.ts';

/**
 * By root, in order, the bytes of what it dominates. A root that occurs twice has its bytes at its first occurrence, so
 * that all of them add up to at most the whole.
 */
export function dominatedByRoots({ nodeCount, firstEdge, edgeTo, roots, bytes }: RecordedGraph): Float64Array {
  const edgeCount = firstEdge[nodeCount];
  const first = new Uint32Array(nodeCount + 2);
  for (let node = 0; node <= nodeCount; node++) first[node] = firstEdge[node];
  const to = new Uint32Array(edgeCount + roots.length);
  for (let edge = 0; edge < edgeCount; edge++) to[edge] = edgeTo[edge];
  let count = edgeCount;
  for (let i = 0; i < roots.length; i++) if (roots[i] !== NONE) to[count++] = roots[i];
  first[nodeCount + 1] = count;
  const sizes = new Float64Array(nodeCount + 1);
  for (let node = 0; node < nodeCount; node++) sizes[node] = bytes[node];
  const graph = { nodeCount: nodeCount + 1, firstEdge: first, edgeTo: to };
  const retained = retainedSizes(dominatorsOf(graph, nodeCount), sizes);
  const byRoot = new Float64Array(roots.length);
  for (let i = 0; i < roots.length; i++) {
    if (roots[i] === NONE) continue;
    byRoot[i] = retained[roots[i]];
    retained[roots[i]] = 0;
  }
  return byRoot;
}
