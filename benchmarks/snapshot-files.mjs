// npm run bench:snapshot: processor time and peak memory of questions to a large heap snapshot file, beside the file's
// own size. RECORDS sets the size of the heap (4600000 give a file of 1 GiB), ROUNDS the rounds, in which the questions
// alternate. With PEERS=1 memlab and DevTools' own code answer, too; npm puts them into .engines/peers when they are
// first asked. NODES names other binaries of Node, separated by commas, that run beside this one.
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const self = fileURLToPath(import.meta.url);
const peers = fileURLToPath(new URL('../.engines/peers/', import.meta.url));
const PACKAGES = ['@memlab/heap-analysis@2.0.5', 'chrome-devtools-frontend@1.0.1705227'];
const memlab = join(peers, 'node_modules/@memlab/heap-analysis/dist/index.js');
const devtools = join(peers, 'devtools.mjs');

/** A file that is not in the package: the names of languages. */
function withoutLocales({ onResolve, onLoad }) {
  onResolve({ filter: /\/locales\.js$/ }, ({ path }) => ({ path, namespace: 'locales' }));
  onLoad({ filter: /./, namespace: 'locales' }, () => ({
    contents: `export const LOCALES = ['en-US'];
      export const BUNDLED_LOCALES = ['en-US'];
      export const DEFAULT_LOCALE = 'en-US';
      export const REMOTE_FETCH_PATTERN = '';
      export const LOCAL_FETCH_PATTERN = '';`,
  }));
}

/** Installs memlab, and makes one module of DevTools' code that reads snapshots. */
async function installPeers() {
  mkdirSync(peers, { recursive: true });
  if (!existsSync(memlab)) {
    writeFileSync(join(peers, 'package.json'), '{ "private": true }');
    const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...PACKAGES], {
      cwd: peers,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error('npm cannot install memlab and DevTools');
  }
  if (existsSync(devtools)) return;
  const { build } = await import('esbuild');
  const from = './node_modules/chrome-devtools-frontend/front_end/entrypoints/heap_snapshot_worker/';
  const contents = `export { HeapSnapshotLoader } from '${from}HeapSnapshotLoader.ts';
    export { SecondaryInitManager } from '${from}HeapSnapshot.ts';`;
  await build({
    stdin: { contents, resolveDir: peers, loader: 'ts' },
    outfile: devtools,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    logLevel: 'error',
    plugins: [{ name: 'made by the build of DevTools', setup: withoutLocales }],
  });
}

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
  async devtools([, file]) {
    // Node 20 does not have it.
    Promise.withResolvers ??= () => {
      const parts = {};
      parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
      return parts;
    };
    const { HeapSnapshotLoader, SecondaryInitManager } = await import(pathToFileURL(devtools).href);
    // Its worker's part runs in this thread, so that one processor time and one peak hold all.
    const { port1, port2 } = new MessageChannel();
    new SecondaryInitManager(port2);
    const loader = new HeapSnapshotLoader({ sendEvent() {} });
    for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) loader.write(chunk);
    loader.close();
    const snapshot = await loader.buildSnapshot(port1);
    port1.close();
    return snapshot.retainedSizes[snapshot.rootNodeIndex / snapshot.nodeFieldCount];
  },
  async memlab([, file]) {
    const { getFullHeapFromFile } = await import(pathToFileURL(memlab).href);
    return (await getFullHeapFromFile(file)).nodes.length;
  },
};

/** Runs a role in a process of its own, with a binary of Node. */
function run(role, args, node = process.execPath) {
  const { stdout, status, stderr } = spawnSync(
    node,
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
  const nodes = [process.execPath, ...(process.env.NODES ?? '').split(',').filter((path) => path !== '')];
  const versionOf = (node) => spawnSync(node, ['-p', 'process.version'], { encoding: 'utf8' }).stdout.trim();
  try {
    if (process.env.PEERS === '1') await installPeers();
    run('write', [...files, process.env.RECORDS ?? '4600000']);
    const size = statSync(files[1]).size;
    const questions = ['table', 'tree', 'diff', ...(process.env.PEERS === '1' ? ['devtools', 'memlab'] : [])];
    const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
    for (let round = 0; round < Number(process.env.ROUNDS ?? 1); round++)
      for (const question of questions)
        for (const node of nodes) {
          const key = `${question} | ${versionOf(node)}`;
          try {
            const result = run(question, files, node);
            console.error(key, JSON.stringify(result));
            results.set(key, [...(results.get(key) ?? []), result]);
          } catch (error) {
            console.error(key, String(error).slice(0, 500));
          }
        }
    console.log(`a file of ${(size / 2 ** 20).toFixed(0)} MiB\n`);
    console.log("| question | Node | processor time | peak memory | of the file's size |\n|---|---|---:|---:|---:|");
    for (const [key, list] of results) {
      const peak = median(list.map((each) => each.peak));
      const seconds = median(list.map((each) => each.seconds));
      console.log(
        `| ${key} | ${seconds.toFixed(1)} s | ${(peak / 2 ** 20).toFixed(0)} MiB | ${(peak / size).toFixed(2)} |`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
