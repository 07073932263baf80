// npm run bench:guard: fails when heapscale has become much slower than a bare walk of the same graph in the same run, or its import than
// that of a small package.
// Ratios only, with room for noisy machines: the best of three tries has to keep the limit.
import { deepSizeOf } from '../../dist/index.js';
import { bareWalk, graphs, race } from './graphs.mjs';
import { startTimes } from './start.mjs';

/** About one and a half times what was measured when this was written. */
const LIMITS = {
  'JSON records': 2.8,
  'class instances': 2,
  'Map of records': 4.5,
  'nested documents': 3.5,
  'array of doubles': 0.3,
};
let failed = false;
for (const [name, limit] of Object.entries(LIMITS)) {
  const graph = graphs[name]();
  let best = Infinity;
  for (let attempt = 0; attempt < 3 && best > limit; attempt++) {
    const { bare, heapscale } = race({ bare: bareWalk, heapscale: deepSizeOf }, graph, 9);
    best = Math.min(best, heapscale.ms / bare.ms);
  }
  console.log(`${name}: ${best.toFixed(2)} times the bare walk, limit ${limit}`);
  if (best > limit) failed = true;
}
/** Importing heapscale, in times of importing object-sizeof; what was measured is half of it. */
const IMPORT_LIMIT = 3;
let least = Infinity;
for (let attempt = 0; attempt < 3 && least > IMPORT_LIMIT; attempt++) {
  const { heapscale, 'object-sizeof': peer } = startTimes(9);
  least = Math.min(least, heapscale.importMs / peer.importMs);
}
console.log(`import: ${least.toFixed(2)} times object-sizeof's, limit ${IMPORT_LIMIT}`);
if (least > IMPORT_LIMIT) failed = true;
if (failed) {
  console.error('slower than the limit in three tries');
  process.exit(1);
}
