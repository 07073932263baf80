// npm run bench:snapshot: processor time and peak memory of questions to a large heap snapshot file, beside the file's
// own size and, where it is installed in .engines, beside memlab. RECORDS sets the size of the heap (4600000 give a
// file of 1 GiB), ROUNDS the rounds.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const self = fileURLToPath(import.meta.url);
const memlab = fileURLToPath(new URL('../.engines/node_modules/@memlab/heap-analysis/dist/index.js', import.meta.url));

/** Each gets the names of the files and returns a figure, which is not zero unless nothing was read. */
const ROLES = {
  /** Two snapshots of one process: the second has a twentieth more records. */
  async write([first, second, count]) {
    const { writeHeapSnapshot } = await import('node:v8');
    globalThis.kept = [];
    for (const [path, end] of [
      [first, Math.round(count * 0.95)],
      [second, Number(count)],
    ]) {
      for (let i = globalThis.kept.length; i < end; i++)
        globalThis.kept.push({ id: i, name: JSON.parse(`"record ${i}"`), at: i + 0.5 });
      writeHeapSnapshot(path);
    }
    return globalThis.kept.length;
  },
  async table([, file]) {
    const { openSnapshot, snapshotReport } = await import('../dist/node.js');
    return snapshotReport(await openSnapshot(file)).bytes;
  },
  async tree([, file]) {
    const { openSnapshot, snapshotTree } = await import('../dist/node.js');
    return snapshotTree(await openSnapshot(file)).paths[0].retainedBytes;
  },
  async diff(files) {
    const { openSnapshot, summarizeSnapshot, diffSnapshots } = await import('../dist/node.js');
    const summaries = [];
    for (const file of files) {
      // As the command line does between two files.
      globalThis.gc();
      await new Promise(setImmediate);
      globalThis.gc();
      summaries.push(summarizeSnapshot(await openSnapshot(file)));
    }
    return diffSnapshots(summaries).bytes;
  },
  async memlab([, file]) {
    const { getFullHeapFromFile } = await import(pathToFileURL(memlab).href);
    return (await getFullHeapFromFile(file)).nodes.length;
  },
};

/** Runs a role in a process of its own. */
function run(role, args) {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=16384', self, role, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  if (status !== 0) throw new Error(`${role}: ${stderr}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
}

const [role, ...args] = process.argv.slice(2);
if (role !== undefined) {
  const answer = await ROLES[role](args);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const seconds = (userCPUTime + systemCPUTime) / 1e6;
  process.stdout.write(`\n${JSON.stringify({ answer, seconds, peak: maxRSS * 1024 })}`);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-'));
  const files = ['1', '2'].map((name) => join(folder, `${name}.heapsnapshot`));
  const results = new Map();
  try {
    run('write', [...files, process.env.RECORDS ?? '4600000']);
    const size = statSync(files[1]).size;
    const questions = ['table', 'tree', 'diff', ...(existsSync(memlab) ? ['memlab'] : [])];
    for (let round = 0; round < Number(process.env.ROUNDS ?? 1); round++)
      for (const name of questions) results.set(name, [...(results.get(name) ?? []), run(name, files)]);
    const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
    console.log(`a file of ${(size / 2 ** 20).toFixed(0)} MiB\n`);
    console.log("| question | processor time | peak memory | of the file's size |\n|---|---:|---:|---:|");
    for (const [name, list] of results) {
      const peak = median(list.map((each) => each.peak));
      const seconds = median(list.map((each) => each.seconds));
      console.log(
        `| ${name} | ${seconds.toFixed(1)} s | ${(peak / 2 ** 20).toFixed(0)} MiB | ${(peak / size).toFixed(2)} |`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
