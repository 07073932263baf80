// npm run bench:snapshot-cost: what exactSizeOf takes by the size of the heap: processor time and memory above what the process had.
// Each heap is in a process of its own; MIB=8,32,96 chooses other sizes. The heap is the worst kind: small objects, many references.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [role, size] = process.argv.slice(2);
if (role === 'measure') {
  const { exactSizeOf } = await import('../dist/node.js');
  const kept = [];
  while (process.memoryUsage().heapUsed < Number(size) * 2 ** 20)
    for (let i = 0; i < 1000; i++) kept.push({ id: kept.length, name: `record ${kept.length}`, at: { x: i, y: i } });
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
  console.log('| heap | processor time | time | memory above it | times the heap |\n|---:|---:|---:|---:|---:|');
  for (const each of (process.env.MIB ?? '8,32,96').split(',')) {
    const node = ['--expose-gc', '--max-old-space-size=8192', self, 'measure', each];
    const row = JSON.parse(execFileSync(process.execPath, node, { encoding: 'utf8' }));
    const seconds = [row.cpu, row.wall].map((ms) => `${(ms / 1000).toFixed(1)} s`).join(' | ');
    console.log(
      `| ${mib(row.heapUsed)} MiB | ${seconds} | ${mib(row.memory)} MiB | ${(row.memory / row.heapUsed).toFixed(1)} |`,
    );
  }
}
