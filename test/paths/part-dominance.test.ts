// What parts retain, held against the definition: without the references of a part, what it retains is out of reach.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Column, words } from '../../src/paths/column.ts';
import { Outline } from '../../src/paths/graph.ts';
import { PartDominance } from '../../src/paths/part-dominance.ts';
import { Step } from '../../src/inspect/references.ts';

/** A graph with an edge for each pair; node n weighs 2 to the n, so that a sum tells which nodes are in it. */
function outlineFrom(nodeCount: number, pairs: readonly (readonly [number, number])[]): Outline {
  const edges = [...pairs].sort((a, b) => a[0] - b[0]);
  const firstEdge = new Uint32Array(nodeCount + 1);
  for (const [from] of edges) firstEdge[from + 1]++;
  for (let i = 0; i < nodeCount; i++) firstEdge[i + 1] += firstEdge[i];
  return new Outline({
    nodeCount,
    root: 0,
    totalBytes: 2 ** nodeCount - 1,
    bytes: Float64Array.from({ length: nodeCount }, (_, i) => 2 ** i),
    types: new Uint32Array(nodeCount),
    typeNames: ['Object'],
    firstEdge,
    edgeTo: Uint32Array.from(edges, ([, to]) => to),
    edgeStep: new Uint8Array(edges.length).fill(Step.element),
    edgeKey: Uint32Array.from(edges, (_, i) => i),
    keys: [],
    objectCount: nodeCount,
    objects: [],
    leafValues: [],
  });
}

/** Nodes that the root reaches without some edges. */
function reachedWithout(outline: Outline, cut: ReadonlySet<number>): Set<number> {
  const seen = new Set<number>([0]);
  for (const node of seen)
    for (let e = outline.firstEdge[node]; e < outline.firstEdge[node + 1]; e++)
      if (!cut.has(e)) seen.add(outline.edgeTo[e]);
  return seen;
}

const freedBy = (outline: Outline, cut: ReadonlySet<number>): Set<number> => {
  const left = reachedWithout(outline, cut);
  return new Set([...reachedWithout(outline, new Set())].filter((node) => !left.has(node)));
};
const bytesOf = (nodes: Iterable<number>): number => [...nodes].reduce((sum, node) => sum + 2 ** node, 0);

function columnOf(nodes: Iterable<number>): Column<Uint32Array> {
  const column = new Column(words);
  for (const node of nodes) column.push(node);
  return column;
}

/** Edges of some nodes, in order. */
const edgesOf = (outline: Outline, members: Iterable<number>): number[] =>
  [...members].flatMap((node) =>
    Array.from(
      { length: outline.firstEdge[node + 1] - outline.firstEdge[node] },
      (_, i) => outline.firstEdge[node] + i,
    ),
  );

describe('the parts of a place', () => {
  it('retain by definition what is out of reach without them, two levels deep, in random graphs', () => {
    const graphs = fc
      .integer({ min: 1, max: 12 })
      .chain((n) =>
        fc.tuple(
          fc.constant(n),
          fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 36 }),
          fc.array(fc.nat(2), { minLength: 80, maxLength: 80 }),
        ),
      );
    fc.assert(
      fc.property(graphs, ([n, pairs, choice]) => {
        const outline = outlineFrom(n, pairs);
        const flow = new PartDominance(outline);
        flow.region.fill(1);
        flow.home[0] = 1;
        let chosen = 0;
        const check = (id: number, members: Iterable<number>, within: ReadonlySet<number>): Set<number>[] => {
          const edges = edgesOf(outline, members);
          const partAt = Uint32Array.from(edges, () => choice[chosen++ % choice.length]);
          const found = flow.run({ id, members: columnOf(members) }, partAt, 3);
          const freed = [0, 1, 2].map(
            (part) =>
              new Set(
                [...freedBy(outline, new Set(edges.filter((_, i) => partAt[i] === part)))].filter((node) =>
                  within.has(node),
                ),
              ),
          );
          expect([...found.retained]).toEqual(freed.map(bytesOf));
          const own = [...members].filter((node) => within.has(node));
          expect(found.shared).toBe(
            bytesOf(within) - bytesOf(new Set([...own, ...freed.flatMap((nodes) => [...nodes])])),
          );
          const targets = [0, 1, 2].map(
            (part) => new Set(edges.filter((_, i) => partAt[i] === part).map((e) => outline.edgeTo[e])),
          );
          const ids = Uint32Array.from([0, 1, 2], (part) => id * 10 + part);
          targets.forEach((nodes, part) => {
            for (const node of [...nodes])
              if (flow.home[node] === 0) flow.home[node] = ids[part];
              else nodes.delete(node);
          });
          flow.settle(ids, 0);
          if (id === 1) freed.forEach((nodes, part) => check(ids[part], targets[part], nodes));
          return freed;
        };
        check(1, [0], reachedWithout(outline, new Set()));
      }),
      { numRuns: 1000 },
    );
  });

  it('agree with the dominator tree where one reference is all that leads to a node', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(15), fc.nat(15)), { maxLength: 60 }), (pairs) => {
        // A tree of sixteen nodes, and what else leads back and forth below the root.
        const outline = outlineFrom(17, [
          ...Array.from({ length: 16 }, (_, i): [number, number] => [i >> 1, i + 1]),
          ...pairs.filter(([from]) => from > 0),
        ]);
        const flow = new PartDominance(outline);
        flow.region.fill(1);
        flow.home[0] = 1;
        const edges = edgesOf(outline, [0]);
        const found = flow.run(
          { id: 1, members: columnOf([0]) },
          Uint32Array.from(edges, (_, i) => i),
          edges.length,
        );
        edges.forEach((edge, i) => {
          const to = outline.edgeTo[edge];
          // Ways into a node that do not start below it.
          const freed = freedBy(outline, new Set([edge]));
          if (freed.has(to)) expect(found.retained[i]).toBe(outline.retainedBytes[to]);
          else expect(found.retained[i]).toBe(0);
        });
      }),
      { numRuns: 300 },
    );
  });
});
