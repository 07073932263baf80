/**
 * The half of `heapscale run` that is loaded before the script, in its process: a worker samples, so that a busy main
 * thread is still seen, and asks the main thread's heap through the inspector, which V8 answers between two
 * instructions. It writes line by line, so that the samples of a process that is killed are kept.
 */
import { appendFileSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';
import { MARKS } from '../profile/mark-memory.ts';

const { HEAPSCALE_TIMELINE: file, HEAPSCALE_EVERY: every } = process.env;

/** How long the end of the process waits for the worker. */
const LONGEST_END_MS = 200;

/**
 * Runs in the worker, which has no types of its own to be loaded: external memory comes from the main thread's timer
 * where the inspector does not report it.
 */
const SAMPLER = `
const { Session } = require('node:inspector');
const { appendFileSync } = require('node:fs');
const { workerData: { file, every, external, ended } } = require('node:worker_threads');
const session = new Session();
session.connectToMainThread();
let waiting = false;
let last = { usedSize: 0 };
const write = (stale) => appendFileSync(file, JSON.stringify({ at: Date.now(), heapBytes: last.usedSize, externalBytes: last.backingStorageSize ?? Atomics.load(external, 0) * 1024, rssBytes: process.memoryUsage.rss(), stale }) + '\\n');
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
  // What the script starts is not sampled, and the script sees its own environment.
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
    // A session that is still there is taken for a debugger that one waits for.
    Atomics.store(ended, 0, 1);
    Atomics.wait(ended, 0, 1, LONGEST_END_MS);
  });
}
