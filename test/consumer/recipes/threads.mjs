// The censuses of a pool's workers, beside V8's own count in each; in a process of its own, since they count all that
// is loaded.
import { strict as assert } from 'node:assert';
import { createRequire } from 'node:module';
import { Piscina } from 'piscina';
import { censusOfPool } from './threads-census.mjs';

const rowOf = ({ byType }) => byType.find(({ type }) => type === 'Result');

const pool = new Piscina({ filename: new URL('./job.mjs', import.meta.url).href, minThreads: 2, maxThreads: 2 });
const jobs = Array.from({ length: 4 }, (_, i) => ({ from: i * 500, to: (i + 1) * 500 }));
await Promise.all(jobs.map((job) => pool.run(job)));
const { threads, missing, total } = await censusOfPool();
assert.deepEqual(missing, []);
assert.equal(threads.length, 3);
assert.equal(rowOf(total).count, 2000);
const counts = await Promise.all([1, 2].map(() => pool.run(undefined, { name: 'countedByV8' })));
assert.notEqual(counts[0].threadId, counts[1].threadId);
const bytes = counts[0].bytes + counts[1].bytes;
const error = rowOf(total).bytes / bytes - 1;
console.log(`results in the workers of piscina: ${rowOf(total).bytes} B, V8 ${bytes} B, ${(100 * error).toFixed(1)} %`);
assert.ok(Math.abs(error) <= 0.05);
// The entry that require() gets finds itself in the workers, too.
const common = createRequire(import.meta.url)('./node_modules/heapscale/dist/cjs/node.js');
assert.deepEqual((await common.censusOfThreads()).missing, []);
await pool.destroy();
