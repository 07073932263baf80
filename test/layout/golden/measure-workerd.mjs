// Run by a Node with WebSocket: prints the shallow sizes of workerd as JSON.
import { fileURLToPath } from 'node:url';
import { withWorkerd } from '../../../benchmarks/engines/workerd.mjs';
import { ownedBy } from '../../../.build/src/heap/owned.js';
import { ownershipOf } from '../../../.build/src/heap/ownership.js';
import { sizesIn } from './measure.mjs';

const kinds = fileURLToPath(new URL('worker-kinds.mjs', import.meta.url));
const sizes = await withWorkerd(kinds, async ({ call, capture }) => {
  const key = `heapscale holder ${Math.random()}`;
  const isPresent = await call(key);
  const { snapshot, nodes } = await capture(key, isPresent.length);
  return sizesIn(snapshot, nodes, isPresent, { ownedBy, ownershipOf });
});
console.log(JSON.stringify(sizes));
