// npm run bench:snapshot: how much memory reading a large snapshot file takes, beside the file's own size.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [role, file, size] = process.argv.slice(2);
if (role === 'write') {
  const { writeHeapSnapshot } = await import('node:v8');
  globalThis.kept = Array.from({ length: Number(size) }, (_, i) => ({
    id: i,
    name: JSON.parse(`"record ${i}"`),
    at: i + 0.5,
  }));
  writeHeapSnapshot(file);
} else if (role === 'read') {
  const { openSnapshot, snapshotReport } = await import('../dist/node.js');
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const snapshot = await openSnapshot(file);
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  const { bytes } = snapshotReport(snapshot);
  console.log(JSON.stringify({ nodes: snapshot.nodeCount, edges: snapshot.edgeCount, seconds, peak, bytes }));
} else {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-'));
  const path = join(folder, 'large.heapsnapshot');
  const self = fileURLToPath(import.meta.url);
  try {
    execFileSync(
      process.execPath,
      ['--max-old-space-size=8192', self, 'write', path, process.env.RECORDS ?? '2200000'],
      { stdio: 'inherit' },
    );
    const { nodes, edges, seconds, peak } = JSON.parse(
      execFileSync(process.execPath, ['--max-old-space-size=8192', self, 'read', path], { encoding: 'utf8' }),
    );
    const bytes = statSync(path).size;
    const mb = (n) => `${(n / 2 ** 20).toFixed(0)} MiB`;
    console.log(
      `| file | nodes | edges | read in | peak memory | part of the file's size |\n|---:|---:|---:|---:|---:|---:|\n| ${mb(bytes)} | ${nodes} | ${edges} | ${seconds.toFixed(1)} s | ${mb(peak)} | ${(peak / bytes).toFixed(2)} |`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
