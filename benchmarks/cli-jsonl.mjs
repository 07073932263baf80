// npm run bench:jsonl: the command line on a file of records that is larger than any string, in memory that does not
// grow with it; and on one thread and two. `npm run bench:jsonl -- threads` has the second table alone.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatBytes } from '../dist/index.js';

const self = fileURLToPath(import.meta.url);
const [role, ...args] = process.argv.slice(2);

/** Log entries as a web service writes them: some words that repeat, some numbers, a text of any length. */
function record(i) {
  const random = (n) => Math.imul(i + 1, 2654435761 + n * 40503) >>> 0;
  return `{"at":"2026-0${1 + (random(1) % 9)}-1${random(2) % 10}T1${random(3) % 10}:00:0${i % 10}.000Z","level":"${['info', 'warn', 'error', 'debug'][random(4) % 4]}","user":"user-${random(5) % 50_000}","ms":${(random(6) % 100_000) / 7},"tags":[${Array.from({ length: random(7) % 4 }, (_, n) => `"tag ${random(8 + n) % 300}"`).join(',')}],"message":"${'the request was served from the cache of the second level '.slice(0, random(9) % 58).repeat(1 + (random(10) % 4))}"}\n`;
}

function write(path, bytes) {
  const file = openSync(path, 'w');
  for (let i = 0, written = 0; written < bytes; ) {
    let text = '';
    while (text.length < 1 << 20) text += record(i++);
    writeSync(file, text);
    written += text.length;
  }
  closeSync(file);
}

/** Runs the command line in a process of its own; gives its report, seconds and peak memory. */
function weigh(...words) {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--max-old-space-size=8192', self, 'weigh', ...words],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(stderr);
  const { peak, processor } = JSON.parse(stderr);
  return { ...JSON.parse(stdout), seconds: (performance.now() - start) / 1000, peak, processor };
}

/** The least of several rounds, in alternation, since other programs may be running. */
function compareThreads(name, files) {
  const best = new Map();
  const results = new Set();
  for (let round = 0; round < 3; round++) {
    for (const threads of [1, 2]) {
      const { seconds, peak, processor, ...report } = weigh('--threads', String(threads), ...files);
      results.add(JSON.stringify(report));
      if (!(best.get(threads)?.seconds < seconds)) best.set(threads, { seconds, peak, processor });
    }
  }
  if (results.size !== 1) throw new Error('the threads differ in their results');
  const [one, two] = [best.get(1), best.get(2)];
  const cell = ({ seconds, processor, peak }) =>
    `${seconds.toFixed(1)} s | ${processor.toFixed(1)} s | ${formatBytes(peak)}`;
  console.log(`| ${name} | ${cell(one)} | ${cell(two)} | ${(one.seconds / two.seconds).toFixed(2)} |`);
}

if (role === 'weigh') {
  const { weighCommand } = await import('../dist/cli/weigh-command.js');
  process.exitCode = await weighCommand(['--json', ...args]);
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(JSON.stringify({ peak: maxRSS * 1024, processor: (userCPUTime + systemCPUTime) / 1e6 }));
} else {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-jsonl-'));
  try {
    if (role !== 'threads') table(folder);
    console.log(
      '\n| files | one thread | processor | peak memory | two threads | processor | peak memory | times as quick |\n|---|---:|---:|---:|---:|---:|---:|---:|',
    );
    const files = [1, 2, 3, 4].map((i) => join(folder, `${i}.jsonl`));
    for (const file of files) write(file, 60 * 2 ** 20);
    compareThreads('4 of 60 MiB', files);
    for (const file of files) rmSync(file);
    write(files[0], 2 ** 31);
    compareThreads('1 of 2 GiB, a sample', [files[0]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function table(folder) {
  console.log(
    '| file | records | how | bytes once loaded | at least | at most | time | peak memory (RSS) |\n|---:|---:|---|---:|---:|---:|---:|---:|',
  );
  for (const [size, ...ways] of [
    [100 * 2 ** 20, [], ['--load']],
    [Number(process.env.BYTES ?? 2 ** 30), []],
  ]) {
    const path = join(folder, `${size}.jsonl`);
    write(path, size);
    for (const way of ways) {
      const { records, bytes, range, sampled, seconds, peak } = weigh(...way, path);
      console.log(
        `| ${formatBytes(statSync(path).size)} | ${records} | ${sampled ? 'a sample' : 'all loaded'} | ${formatBytes(bytes)} | ${formatBytes(range.min)} | ${formatBytes(range.max)} | ${seconds.toFixed(1)} s | ${formatBytes(peak)} |`,
      );
    }
    rmSync(path);
  }
}
