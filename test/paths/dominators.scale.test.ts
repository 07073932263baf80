// Dominators of as many nodes as a large heap has.
import { expect, it } from 'vitest';
import { dominatorsOf, retainedSizes } from '../../src/paths/dominators.ts';

it('dominators of ten million nodes are complete', () => {
  const n = 10_000_000;
  const firstEdge = new Uint32Array(n + 1);
  const edgeTo = new Uint32Array(2 * n);
  let at = 0;
  for (let i = 0; i < n; i++) {
    firstEdge[i] = at;
    if (i + 1 < n) edgeTo[at++] = i + 1;
    edgeTo[at++] = (i * 7919) % n;
  }
  firstEdge[n] = at;
  const dominators = dominatorsOf({ nodeCount: n, firstEdge, edgeTo: edgeTo.subarray(0, at) }, 0);
  expect(dominators.order.length).toBe(n);
  expect(retainedSizes(dominators, new Uint8Array(n).fill(1))[0]).toBe(n);
});
