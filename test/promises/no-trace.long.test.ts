// Measuring changes no object: a heap snapshot before and one after show the same ones.
import v8 from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captureSnapshot } from '../../src/heap/capture.ts';
import { ownedBy } from '../../src/heap/owned.ts';
import { ownershipOf } from '../../src/heap/ownership.ts';
import { deepSizeOf, sizeOf } from '../../src/index.ts';
import { anything } from '../corpus/random.ts';

describe('measuring leaves no trace', () => {
  it('a snapshot before and after shows the same objects with the same sizes', async () => {
    const values = [
      ...fc.sample(anything, { numRuns: 100, seed: 7 }),
      new Error('stays lazy'),
      function lazy() {},
      new Uint8Array(10),
      [
        [0, 0],
        [0.5, 1],
        ['a', 1],
      ],
      Object.create(null),
      new Date(),
      /re/,
      class Kept {
        static a = {};
      },
      ...Array.from({ length: 2000 }, (_, i) => (i % 3 ? [i / 3, i] : [i, 'x'])),
    ];
    const sizes = async (): Promise<Map<number, number>[]> => {
      const { snapshot, nodes } = await captureSnapshot(values);
      const ownership = ownershipOf(snapshot, { hidden: true });
      return nodes.map(
        (node) =>
          new Map(
            Array.from(ownedBy(snapshot, ownership, [node]).nodes, (owned) => [
              snapshot.nodeId[owned],
              snapshot.selfSize[owned],
            ]),
          ),
      );
    };
    // While somebody uses V8's table of object ids, heapscale's snapshots leave it, and ids are those of the last
    // snapshot.
    for await (const _ of v8.getHeapSnapshot());
    await sizes();
    const before = await sizes();
    for (let round = 0; round < 30; round++) for (const value of values) deepSizeOf(value);
    for (const value of values) sizeOf(value);
    const after = await sizes();
    expect(
      after.findIndex(
        (map, i) => map.size !== before[i].size || [...map].some(([id, size]) => before[i].get(id) !== size),
      ),
    ).toBe(-1);
  });
});
