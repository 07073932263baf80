// Run by Node 24: what the portable structures would take in workerd, by a forecast from a heap snapshot of this
// process. Prints the bytes by the structure's name.
import { ownedBy } from '../../.build/src/heap/owned.js';
import { captureSnapshot } from '../../.build/src/heap/capture.js';
import { ownershipOf } from '../../.build/src/heap/ownership.js';
import { resizerFor } from '../../.build/src/snapshot/resized.js';
import { deepSizeOf, layouts } from '../../dist/index.js';
import { synthetic } from '../../.build/test/corpus/synthetic.js';

const values = synthetic.map((structure) => structure.build());
// As in workerd, where each was weighed before: that makes a rope flat.
for (const value of values) deepSizeOf(value);
const { snapshot, nodes } = await captureSnapshot(values);
const ownership = ownershipOf(snapshot, { hidden: false });
const resized = resizerFor(snapshot, layouts.workerd);
const entries = synthetic.map(({ name }, i) => {
  const owned = ownedBy(snapshot, ownership, [nodes[i]]).nodes;
  return [name, owned.reduce((sum, node) => sum + resized(node), 0)];
});
console.log(JSON.stringify(Object.fromEntries(entries)));
