// Run by Deno: the portable structures, weighed by the portable build and judged by Deno's own heap snapshot.
import { captureSnapshot } from '../../.build/src/heap/capture.js';
import { ownedBy } from '../../.build/src/heap/owned.js';
import { ownershipOf } from '../../.build/src/heap/ownership.js';
import { deepSizeOf } from '../../dist/index.js';
import { synthetic } from '../../.build/test/corpus/synthetic.js';
import { hostile } from '../../.build/test/corpus/hostile.js';
import { estimate, provoked, withTruth } from './measure.mjs';

const values = synthetic.map((structure) => structure.build());
const cases = estimate(synthetic, values, deepSizeOf);
const { snapshot, nodes } = await captureSnapshot(values);
console.log(
  JSON.stringify({
    version: Deno.version.deno,
    layout: deepSizeOf(1.5).layout.title,
    failed: provoked(hostile, deepSizeOf),
    cases: withTruth(cases, snapshot, nodes, { ownedBy, ownershipOf }),
  }),
);
