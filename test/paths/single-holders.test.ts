// Nodes with a single reference to them, held against the definition in random graphs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEADS, REFERS, SEVERAL, singleHoldersOf } from '../../src/paths/single-holders.ts';

describe('what hangs on single references', () => {
  it('is weighed with its holder, and leads to nodes with several references, in random graphs', () => {
    const graphs = fc
      .integer({ min: 1, max: 14 })
      .chain((n) => fc.tuple(fc.constant(n), fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 24 })));
    fc.assert(
      fc.property(graphs, ([n, pairs]) => {
        const edges = [...pairs].sort((a, b) => a[0] - b[0]);
        const firstEdge = Uint32Array.from({ length: n + 1 }, (_, i) => edges.filter(([from]) => from < i).length);
        const edgeTo = Uint32Array.from(edges, ([, to]) => to);
        const bytes = Float64Array.from({ length: n }, (_, i) => 2 ** i);
        const { traits, holder, weight } = singleHoldersOf({ nodeCount: n, firstEdge, edgeTo }, 0, bytes);
        // A node hangs on its holder if one reference leads to it, from a node before it.
        const holderOf = (node: number): number => {
          const from = edges.filter(([, to]) => to === node).map(([owner]) => owner);
          return node > 0 && from.length === 1 && from[0] < node ? from[0] : -1;
        };
        const hangsOn = (node: number, on: number): boolean =>
          node === on || (holderOf(node) >= 0 && hangsOn(holderOf(node), on));
        const nodes = Array.from({ length: n }, (_, i) => i);
        for (const node of nodes) {
          const below = nodes.filter((other) => hangsOn(other, node));
          expect(weight[node]).toBe(below.reduce((sum, other) => sum + 2 ** other, 0));
          const isReached = node === 0 || edges.some(([, to]) => to === node);
          expect((traits[node] & SEVERAL) !== 0).toBe(isReached && holderOf(node) < 0);
          expect((traits[node] & REFERS) !== 0).toBe(edges.some(([from]) => from === node));
          expect((traits[node] & LEADS) !== 0).toBe(
            edges.some(([from, to]) => below.includes(from) && holderOf(to) < 0),
          );
          if (holderOf(node) >= 0) expect(holder[node]).toBe(holderOf(node) + 1);
        }
      }),
      { numRuns: 500 },
    );
  });
});
