// One engine's table, as JSON: run by run.mjs on every Node.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import { deepSizeOf } from '../../dist/index.js';
import { exactSizeOf, exactSizesOf } from '../../dist/node.js';
import { bareWalk, graphs, race, unitsOf } from './graphs.mjs';

const peers = createRequire(fileURLToPath(new URL('../../.engines/', import.meta.url)));
const objectSizeof = peers('object-sizeof');
const sizeofvar = peers('@cldmv/sizeofvar');
const sizeof = peers('sizeof');
const ROUNDS = 9;

/** A contender that fails on a graph has no figure there. */
const orNaN = (run) => (value) => {
  try {
    return run(value);
  } catch {
    return NaN;
  }
};
const contenders = {
  'bare safe walk': () => NaN,
  heapscale: (value) => deepSizeOf(value).bytes,
  'object-sizeof': orNaN((value) => objectSizeof(value)),
  '@cldmv/sizeofvar': orNaN((value) => (sizeofvar.default ?? sizeofvar)(value)),
  sizeof: orNaN((value) => (sizeof.sizeof ?? sizeof.default.sizeof)(value)),
  'JSON.stringify': orNaN((value) => JSON.stringify(value).length),
  'v8.serialize': orNaN((value) => serialize(value).length),
  structuredClone: orNaN((value) => (structuredClone(value), NaN)),
};
contenders['bare safe walk'] = (value) => (bareWalk(value), NaN);

const values = Object.fromEntries(Object.entries(graphs).map(([name, build]) => [name, build()]));
const truths = await exactSizesOf(Object.values(values));
const rows = [];
for (const [at, [graph, value]] of Object.entries(values).entries()) {
  const units = unitsOf(value, truths[at].objects);
  const results = race(contenders, value, ROUNDS);
  const begin = performance.now();
  await exactSizeOf(value);
  results['a heap snapshot'] = { ms: performance.now() - begin, answer: truths[at].bytes };
  for (const [contender, { ms, answer }] of Object.entries(results)) {
    rows.push({
      graph,
      contender,
      ns: (ms * 1e6) / units,
      ratio: ms / results['bare safe walk'].ms,
      times: ms / results.heapscale.ms,
      error: Number.isFinite(answer) ? answer / truths[at].bytes - 1 : null,
    });
  }
}
const small = Array.from({ length: 1000 }, (_, i) => ({ id: i, name: `name${i}`, list: [1, 2, 3] }));
for (let round = 0; round < 30; round++) for (const item of small) deepSizeOf(item);
const begin = performance.now();
for (let round = 0; round < 100; round++) for (const item of small) deepSizeOf(item);
const smallNs = ((performance.now() - begin) * 1e6) / 100_000;
console.log(JSON.stringify({ v8: process.versions.v8, rows, smallNs }));
