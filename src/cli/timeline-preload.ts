/**
 * The half of `heapscale run` that is preloaded into the script's process: a worker takes the samples, so that a busy
 * main thread is still sampled. It reads the main thread's heap through the inspector, which V8 answers between two
 * instructions. It writes line by line, so that the samples of a killed process are kept.
 */
import { appendFileSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';
import { MARKS } from '../profile/mark-memory.ts';

const { HEAPSCALE_TIMELINE: file, HEAPSCALE_EVERY: every } = process.env;

/** How long the process waits for the worker on exit. */
const LONGEST_END_MS = 200;

/**
 * The worker's code, plain JavaScript in a string: external memory comes from the main thread's timer if the inspector
 * does not report it.
 */
const SAMPLER = `
const { Session } = require('node:inspector');
const { appendFileSync } = require('node:fs');
const { workerData: { file, every, external, ended } } = require('node:worker_threads');
const session = new Session();
session.connectToMainThread();
let waiting = false;
let last = { usedSize: 0 };
const write = (stale) => {
  const externalBytes = last.backingStorageSize ?? Atomics.load(external, 0) * 1024;
  const rssBytes = process.memoryUsage.rss();
  const line = JSON.stringify({ at: Date.now(), heapBytes: last.usedSize, externalBytes, rssBytes, stale });
  appendFileSync(file, line + '\\n');
};
const sample = () => {
  if (waiting) return write(true);
  waiting = true;
  session.post('Runtime.getHeapUsage', (error, usage) => {
    waiting = false;
    if (error) return;
    last = usage;
    write(false);
  });
};
sample();
setInterval(sample, every);
setInterval(() => {
  if (Atomics.load(ended, 0) !== 1) return;
  session.disconnect();
  Atomics.store(ended, 0, 2);
  Atomics.notify(ended, 0);
  process.exit();
}, 5);
`;

if (isMainThread && file !== undefined && every !== undefined) {
  begin(file, Number(every));
  // Processes that the script starts are not sampled, and the script sees its original environment.
  delete process.env['HEAPSCALE_TIMELINE'];
  delete process.env['HEAPSCALE_EVERY'];
  const at = process.execArgv.findIndex(
    (option, index) => option === '--import' && process.execArgv[index + 1] === import.meta.url,
  );
  if (at >= 0) process.execArgv.splice(at, 2);
}

function begin(to: string, everyMs: number): void {
  const external = new Int32Array(new SharedArrayBuffer(4));
  const readExternal = (): void => void Atomics.store(external, 0, process.memoryUsage().external / 1024);
  const ended = new Int32Array(new SharedArrayBuffer(4));
  readExternal();
  setInterval(readExternal, everyMs).unref();
  const write = (line: object): void => appendFileSync(to, `${JSON.stringify(line)}\n`);
  Object.defineProperty(globalThis, MARKS, {
    value: (name: string) => write({ at: Date.now(), mark: name }),
    configurable: true,
  });
  new Worker(SAMPLER, { eval: true, execArgv: [], workerData: { file: to, every: everyMs, external, ended } }).unref();
  process.on('exit', () => {
    const { heapUsed, external: externalBytes, rss } = process.memoryUsage();
    write({ at: Date.now(), heapBytes: heapUsed, externalBytes, rssBytes: rss, stale: false });
    // Node would wait for an open session as for a debugger.
    Atomics.store(ended, 0, 1);
    Atomics.wait(ended, 0, 1, LONGEST_END_MS);
  });
}
