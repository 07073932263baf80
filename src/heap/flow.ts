/** The heap's strong references as a graph from its roots, without references that only the measurement holds. */
import type { Graph } from '../paths/dominators.ts';
import { GrowingColumn } from './growing-column.ts';
import { nodeName } from './names.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** V8's string tables hold their strings weakly, although a snapshot shows the references as strong. */
const WEAK_TABLES: ReadonlySet<string> = new Set(['(Internalized strings)', '(External strings)']);

/** Whether an edge keeps its target alive for the program. */
export function strongEdges(
  snapshot: HeapSnapshot,
  holders: readonly number[],
): (from: number, edge: number) => boolean {
  const { edgeType, edgeTypes, nodeType, nodeTypes, nodeCount } = snapshot;
  const weak = edgeTypes.indexOf('weak');
  const shortcut = edgeTypes.indexOf('shortcut');
  const synthetic = nodeTypes.indexOf('synthetic');
  const ignored = new Set(holders);
  for (let node = 0; node < nodeCount; node++)
    if (nodeType[node] === synthetic && WEAK_TABLES.has(nodeName(snapshot, node))) ignored.add(node);
  // Shortcuts duplicate other edges, except those of the root, which lead to the global objects.
  return (from, edge) => edgeType[edge] !== weak && (edgeType[edge] !== shortcut || from === 0) && !ignored.has(from);
}

/**
 * The graph of strong references. One extra node, the last, is its root: it leads to V8's roots and to those of
 * `values` that only the measurement holds.
 */
export function flowGraph(
  snapshot: HeapSnapshot,
  holders: readonly number[],
  values: readonly number[],
  isStrong = strongEdges(snapshot, holders),
): Graph {
  const { nodeCount, edgeCount, firstEdge: first, edgeTo: to } = snapshot;
  const firstEdge = new Uint32Array(nodeCount + 2);
  const edgeTo = new Uint32Array(edgeCount + 1 + values.length);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    firstEdge[node] = count;
    for (let edge = first[node]; edge < first[node + 1]; edge++) if (isStrong(node, edge)) edgeTo[count++] = to[edge];
  }
  firstEdge[nodeCount] = count;
  edgeTo[count++] = 0;
  for (const value of unreached({ nodeCount, firstEdge, edgeTo }, values)) edgeTo[count++] = value;
  firstEdge[nodeCount + 1] = count;
  return { nodeCount: nodeCount + 1, firstEdge, edgeTo: edgeTo.subarray(0, count) };
}

/** The values that neither the roots nor another value reaches. */
function unreached(graph: Graph, values: readonly number[]): Set<number> {
  const seen = new Uint8Array(graph.nodeCount);
  const roots = new Set<number>();
  visit(graph, 0, seen, roots);
  for (const value of values) {
    if (value < 0 || seen[value] === 1) continue;
    visit(graph, value, seen, roots);
    roots.add(value);
  }
  return roots;
}

function visit({ firstEdge, edgeTo }: Graph, start: number, seen: Uint8Array, roots: Set<number>): void {
  const work = new GrowingColumn(Uint32Array);
  work.push(start);
  seen[start] = 1;
  while (work.length > 0) {
    const node = work.pop();
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      // A value that was a root until now belongs to the one that reaches it.
      if (roots.size > 0 && roots.has(to)) roots.delete(to);
      if (seen[to] === 1) continue;
      seen[to] = 1;
      work.push(to);
    }
  }
}
