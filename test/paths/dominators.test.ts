// Dominators held against their definition: without a node, what it dominates cannot be reached.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominatorsOf, retainedSizes } from '../../src/paths/dominators.ts';
import type { Graph } from '../../src/paths/dominators.ts';

function graphOf(nodeCount: number, edges: readonly (readonly [number, number])[]): Graph {
  const firstEdge = new Uint32Array(nodeCount + 1);
  for (const [from] of edges) firstEdge[from + 1]++;
  for (let i = 0; i < nodeCount; i++) firstEdge[i + 1] += firstEdge[i];
  const next = firstEdge.slice();
  const edgeTo = new Uint32Array(edges.length);
  for (const [from, to] of edges) edgeTo[next[from]++] = to;
  return { nodeCount, firstEdge, edgeTo };
}

function reached(graph: Graph, without: number): Set<number> {
  const seen = new Set<number>();
  const work = without === 0 ? [] : [0];
  while (work.length > 0) {
    const node = work.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    for (let e = graph.firstEdge[node]; e < graph.firstEdge[node + 1]; e++)
      if (graph.edgeTo[e] !== without) work.push(graph.edgeTo[e]);
  }
  return seen;
}

describe('dominators', () => {
  it('of the diamond: the ends of both ways belong to the fork', () => {
    const { idom } = dominatorsOf(
      graphOf(5, [
        [0, 1],
        [1, 2],
        [1, 3],
        [2, 4],
        [3, 4],
      ]),
      0,
    );
    expect([...idom]).toEqual([0, 0, 1, 1, 1]);
  });

  it('are by definition what cuts a node off, in random graphs', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 14 })
          .chain((n) => fc.tuple(fc.constant(n), fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 40 }))),
        ([n, edges]) => {
          const graph = graphOf(n, edges);
          const dominators = dominatorsOf(graph, 0);
          const all = reached(graph, -1);
          expect(new Set(dominators.order)).toEqual(all);
          const retained = retainedSizes(dominators, new Float64Array(n).fill(1));
          for (const node of all) expect(retained[node]).toBe(all.size - reached(graph, node).size);
        },
      ),
      { numRuns: 500 },
    );
  });
});
