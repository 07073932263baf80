// npm run bench:sample: ten million records, weighed whole and by a sample.
import { deepSizeOf } from '../../dist/index.js';

const n = Number(process.env.RECORDS ?? 10_000_000);
const records = Array.from({ length: n }, (_, id) => ({ id, kind: id % 7, at: id + 0.5, next: { id } }));
const time = (run) => {
  const start = performance.now();
  const report = run();
  return { ms: performance.now() - start, report };
};
const full = time(() => deepSizeOf(records));
deepSizeOf(records, { sample: { size: 1000, seed: 2 } });
const sampled = [1, 2, 3, 4, 5].map((seed) => time(() => deepSizeOf(records, { sample: { size: 1000, seed } })));
const ms = sampled.map((run) => run.ms).sort((a, b) => a - b)[2];
const worst = Math.max(...sampled.map((run) => Math.abs(run.report.bytes / full.report.bytes - 1)));
console.log(
  '| records | whole | by a sample of 1,000 | times faster | largest error of five |\n|---:|---:|---:|---:|---:|',
);
console.log(
  `| ${n.toLocaleString('en')} | ${(full.ms / 1000).toFixed(1)} s | ${ms.toFixed(1)} ms | ${(full.ms / ms).toFixed(0)} | ${(worst * 100).toFixed(2)} % |`,
);
