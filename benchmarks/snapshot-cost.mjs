// npm run bench:snapshot-cost: what exactSizeOf takes by the size and the kind of the heap: processor time and memory
// above what the process had. Each heap is in a process of its own; MIB=8,32,96 chooses other sizes, KINDS=strings
// other kinds.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What fills the heap; each call gives some 100 KB. Small objects with many references are the worst. */
const KINDS = {
  'small objects': (at) =>
    Array.from({ length: 1000 }, (_, i) => ({ id: at + i, name: `record ${at + i}`, at: { x: i, y: i } })),
  strings: (at) => Array.from({ length: 100 }, (_, i) => `${at} ${i} `.repeat(100).split('').join('')),
  'large arrays': (at) => Array.from({ length: 12_500 }, (_, i) => at + i),
};

const [role, kind, size] = process.argv.slice(2);
if (role === 'measure') {
  const { exactSizeOf } = await import('../dist/node.js');
  const kept = [];
  while (process.memoryUsage().heapUsed < Number(size) * 2 ** 20) kept.push(KINDS[kind](kept.length * 1000));
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  const before = process.cpuUsage();
  const start = performance.now();
  const { bytes } = await exactSizeOf(kept);
  const { user, system } = process.cpuUsage(before);
  const memory = process.resourceUsage().maxRSS * 1024 - rss;
  console.log(JSON.stringify({ heapUsed, bytes, wall: performance.now() - start, cpu: (user + system) / 1e3, memory }));
} else {
  const self = fileURLToPath(import.meta.url);
  const mib = (bytes) => (bytes / 2 ** 20).toFixed(0);
  console.log(`Node ${process.versions.node}\n`);
  console.log('| heap of | size | processor time | time | memory above it | times the heap |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
  for (const each of process.env.KINDS?.split(',') ?? Object.keys(KINDS))
    for (const size of (process.env.MIB ?? '8,32,96').split(',')) {
      const node = ['--expose-gc', '--max-old-space-size=8192', self, 'measure', each, size];
      const row = JSON.parse(execFileSync(process.execPath, node, { encoding: 'utf8' }));
      const seconds = [row.cpu, row.wall].map((ms) => `${(ms / 1000).toFixed(1)} s`).join(' | ');
      const times = (row.memory / row.heapUsed).toFixed(1);
      console.log(`| ${each} | ${mib(row.heapUsed)} MiB | ${seconds} | ${mib(row.memory)} MiB | ${times} |`);
    }
}
