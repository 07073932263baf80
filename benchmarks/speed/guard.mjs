// npm run bench:guard: fails when heapscale has become much slower than a bare walk of the same graph in the same run,
// the hot path of a cache than JSON.stringify, or its import than that of a small package. Ratios only, with room for
// noisy machines: the best of three tries has to keep the limit.
import { deepSizeOf, entrySizeOf } from '../../dist/index.js';
import { bareWalk, graphs, race } from './graphs.mjs';
import { startTimes } from './start.mjs';

/** About one and a half times what was measured on Node 20 to 26 when this was written. */
const LIMITS = {
  'plain objects': 4.5,
  'class instances': 3.5,
  'Map of plain objects': 5,
  'nested documents': 7.5,
  'short arrays': 9.5,
  'instances with an array': 9,
};

/** Times a walk without a full collection before it. */
const COLLECTED_LIMIT = 1.5;

/** The size of an entry in times of JSON.stringify, which V8 14 made twice as quick. */
const ENTRY_LIMIT = Number(process.versions.v8.split('.')[0]) < 14 ? 2 : 4;

/** The same for a report of a small object: some 0.9 µs, where a walk takes twice as long. */
const REPORT_LIMIT = 2.5 * ENTRY_LIMIT;

/** Importing heapscale, in times of importing object-sizeof. */
const IMPORT_LIMIT = 4;

let failed = false;

/** The least of three tries, fewer if one keeps the limit. */
function check(name, limit, measure) {
  let least = Infinity;
  for (let attempt = 0; attempt < 3 && least > limit; attempt++) least = Math.min(least, measure());
  console.log(`${name}: ${least.toFixed(2)} times, limit ${limit}`);
  if (least > limit) failed = true;
}

for (const [name, limit] of Object.entries(LIMITS)) {
  const graph = graphs[name]();
  check(`${name}, the bare walk`, limit, () => {
    const { bare, heapscale } = race({ bare: bareWalk, heapscale: deepSizeOf }, graph, 9);
    return heapscale / bare;
  });
}
if (globalThis.gc !== undefined) {
  const graph = graphs['short arrays']();
  check('a walk after a full collection, one without', COLLECTED_LIMIT, () => {
    const walk = { heapscale: deepSizeOf };
    return race(walk, graph, 9, { collects: true }).heapscale / race(walk, graph, 9).heapscale;
  });
}
const entries = JSON.parse(
  JSON.stringify(
    Array.from({ length: 10_000 }, (_, id) => ({ id, name: `name ${id}`, tags: null, half: id + 0.5, at: 1.7e9 + id })),
  ),
);
let weighed = 0;
const each = (weigh) => (list) => {
  for (let i = 0; i < list.length; i++) weighed += weigh(list[i]);
};
check('an entry of a cache, JSON.stringify', ENTRY_LIMIT, () => {
  const { ours, json } = race(
    { ours: each((value) => entrySizeOf('a key', value)), json: each((value) => JSON.stringify(value).length) },
    entries,
    9,
  );
  return ours / json;
});
check('the report of a small object, JSON.stringify', REPORT_LIMIT, () => {
  const { ours, json } = race(
    { ours: each((value) => deepSizeOf(value).bytes), json: each((value) => JSON.stringify(value).length) },
    entries,
    9,
  );
  return ours / json;
});
check("import, object-sizeof's", IMPORT_LIMIT, () => {
  const { heapscale, 'object-sizeof': peer } = startTimes(9);
  return heapscale.importMs / peer.importMs;
});
if (failed || weighed === 0) {
  console.error('slower than the limit in three tries');
  process.exit(1);
}
