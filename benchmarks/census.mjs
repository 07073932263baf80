// What a census costs beside a heap snapshot that is written and read: processor time, and the peak of the process's
// memory. Each in a process of its own: node benchmarks/census.mjs [instances]. `list` is the part that V8 takes to
// list the objects: a query that finds nothing.
import { execFileSync } from 'node:child_process';
import { getHeapSnapshot } from 'node:v8';
import { fileURLToPath } from 'node:url';

const COUNT = Number(process.argv[2] ?? 200_000);

class Person {
  constructor(i) {
    this.id = i;
    this.name = `user ${i}`;
    this.tags = ['a', `b${i % 7}`];
    this.place = { x: i / 3, y: i };
  }
}

const ways = {
  census: ({ census }) => census(),
  sample: ({ census }) => census({ sample: 1000 }),
  list: ({ instancesOf }) => instancesOf(class None {}),
  snapshot: async ({ readSnapshot, snapshotReport }) => snapshotReport(await readSnapshot(getHeapSnapshot())),
};

const wanted = process.argv[3];
if (wanted === undefined) {
  const rows = Object.keys(ways).map((way) =>
    JSON.parse(
      execFileSync(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), String(COUNT), way], {
        encoding: 'utf8',
      }),
    ),
  );
  console.table(rows);
  const snapshot = rows.at(-1).cpuMs;
  for (const { way, cpuMs } of rows) console.log(`snapshot / ${way}: ${(snapshot / cpuMs).toFixed(1)} times`);
} else {
  const heapscale = await import('../dist/node.js');
  globalThis.people = Array.from({ length: COUNT }, (_, i) => new Person(i));
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  const start = process.cpuUsage();
  await ways[wanted](heapscale);
  const { user, system } = process.cpuUsage(start);
  const mb = (bytes) => Math.round(bytes / 1e6);
  const peak = process.resourceUsage().maxRSS * 1024;
  console.log(
    JSON.stringify({
      way: wanted,
      cpuMs: Math.round((user + system) / 1000),
      heapMB: mb(heapUsed),
      peakMB: mb(peak - rss),
    }),
  );
}
