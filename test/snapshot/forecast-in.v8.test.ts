// A forecast from V8's own snapshot of this process, against the estimator for the same layout: they share no rule.
import { expect, it } from 'vitest';
import { captureSnapshot } from '../../src/heap/capture.ts';
import { ownedBy } from '../../src/heap/owned.ts';
import { ownershipOf } from '../../src/heap/ownership.ts';
import { deepSizeOf, layouts } from '../../src/index.ts';
import { resizerFor } from '../../src/snapshot/resized.ts';

const values: Readonly<Record<string, unknown>> = {
  smis: Array.from({ length: 5000 }, (_, i) => i),
  doubles: JSON.parse(`[${Array.from({ length: 5000 }, (_, i) => i + 0.5)}]`),
  objects: JSON.parse(JSON.stringify(Array.from({ length: 500 }, (_, i) => ({ i, half: i + 0.5, name: `name ${i}` })))),
  wide: `я${'text'.repeat(100)}`.split('').join('|'),
  map: new Map(Array.from({ length: 100 }, (_, i) => [i, { i }])),
  bytes: new Uint8Array(5000),
  bigints: [1n, 2n ** 200n],
  expressions: [/ab+c/, /(?<name>x)|y/gi],
  literals: [/plain text/, /other text/y],
};

it('is what the estimator says', async () => {
  const { snapshot, nodes } = await captureSnapshot(Object.values(values));
  const ownership = ownershipOf(snapshot, { hidden: false });
  const layout = layouts.node24compressed;
  const resized = resizerFor(snapshot, layout);
  const forecast = Object.keys(values).map((name, i) => {
    const bytes = ownedBy(snapshot, ownership, [nodes[i]]).nodes.reduce((sum, node) => sum + resized(node), 0);
    return { name, bytes, expected: deepSizeOf(values[name], { layout }).bytes };
  });
  const off = forecast.filter(({ bytes, expected }) => Math.abs(bytes - expected) > Math.max(24, expected / 100));
  expect(off).toEqual([]);
});
