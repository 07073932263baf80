// Run by Deno: the portable structures, weighed by the portable build and judged by Deno's own heap snapshot.
import { captureSnapshot } from '../../.build/src/heap/capture.js';
import { ownedBy } from '../../.build/src/heap/owned.js';
import { ownershipOf } from '../../.build/src/heap/ownership.js';
import { deepSizeOf } from '../../dist/index.js';
import { census, engineFacts, revealHidden } from '../../dist/node.js';
import { measureMemory, profileMemory } from '../../dist/profile.js';
import { synthetic } from '../../.build/test/corpus/synthetic.js';
import { hostile } from '../../.build/test/corpus/hostile.js';
import { estimate, provoked, withTruth } from './measure.mjs';

/** What needs an inspector of the same thread, which Deno lacks: the errors. */
async function refused() {
  const run = () => Array.from({ length: 1000 }, (_, i) => ({ i }));
  const tries = {
    revealHidden: () => revealHidden(),
    reveal: () => deepSizeOf(Promise.resolve({ a: 1 }), { reveal: true }),
    profileMemory: () => profileMemory(run),
    census: () => census(),
    engineFacts: () => engineFacts(),
  };
  const errors = {};
  for (const [name, attempt] of Object.entries(tries)) {
    try {
      await attempt();
      errors[name] = 'no error';
    } catch (error) {
      errors[name] = String(error);
    }
  }
  // This one needs no inspector.
  errors.measureMemory = (await measureMemory(run)).allocatedBytes >= 0 ? 'works' : 'fails';
  return errors;
}

const values = synthetic.map((structure) => structure.build());
const cases = estimate(synthetic, values, deepSizeOf);
const { snapshot, nodes } = await captureSnapshot(values);
console.log(
  JSON.stringify({
    version: Deno.version.deno,
    layout: deepSizeOf(1.5).layout.title,
    failed: provoked(hostile, deepSizeOf),
    refused: await refused(),
    cases: withTruth(cases, snapshot, nodes, { ownedBy, ownershipOf }),
  }),
);
