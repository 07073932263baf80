// Run by a Node with WebSocket: the portable build in workerd, judged by the heap snapshot of its inspector. Prints
// JSON, as deno.mjs does.
import { fileURLToPath } from 'node:url';
import { withWorkerd } from '../../benchmarks/engines/workerd.mjs';
import { ownedBy } from '../../.build/src/heap/owned.js';
import { ownershipOf } from '../../.build/src/heap/ownership.js';
import { withTruth } from './measure.mjs';

const corpus = fileURLToPath(new URL('worker-corpus.mjs', import.meta.url));
const result = await withWorkerd(corpus, async ({ version, call, capture }) => {
  const key = `heapscale holder ${Math.random()}`;
  const { cases, ...rest } = await call(key);
  const { snapshot, nodes } = await capture(key, cases.length);
  return { version, ...rest, cases: withTruth(cases, snapshot, nodes, { ownedBy, ownershipOf }) };
});
console.log(JSON.stringify(result));
