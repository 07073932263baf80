// Run by each Node and by Deno: prints V8's shallow sizes of this engine as JSON.
import { captureSnapshot } from '../../../.build/src/heap/capture.js';
import { ownedBy } from '../../../.build/src/heap/owned.js';
import { ownershipOf } from '../../../.build/src/heap/ownership.js';
import { buildAll, sizesIn } from './measure.mjs';

const values = buildAll();
const { snapshot, nodes } = await captureSnapshot(values);
const isPresent = values.map((value) => value !== undefined);
console.log(JSON.stringify(sizesIn(snapshot, nodes, isPresent, { ownedBy, ownershipOf })));
