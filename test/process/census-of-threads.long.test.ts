// censusOfThreads: every thread is counted, whatever it is doing, and V8's own snapshot of a worker has the same
// classes.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { censusOfThreads, readSnapshot, snapshotReport } from '../../src/node.ts';
import type { ThreadsReport } from '../../src/node.ts';

/** A worker with instances of a class, which then does something. */
const program = (count: number, then: string): string => `
  class Job { constructor(i) { this.id = i; this.name = 'job ' + i; } }
  globalThis.jobs = Array.from({ length: ${count} }, (_, i) => new Job(i));
  require('node:worker_threads').parentPort.postMessage('ready');
  ${then}`;

const IDLE = 'setInterval(() => {}, 1000);';
const BUSY = 'for (const end = Date.now() + 120_000; Date.now() < end; ) globalThis.jobs[0].id++;';
const WAITING = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);';

const workers: Worker[] = [];
async function start(source: string, name?: string): Promise<Worker> {
  const worker = new Worker(source, { eval: true, ...(name === undefined ? {} : { name }) });
  workers.push(worker);
  await once(worker, 'message');
  return worker;
}
const jobsIn = ({ byType }: { readonly byType: readonly { type: string; count: number; bytes: number }[] }) =>
  byType.find(({ type }) => type === 'Job') ?? { count: 0, bytes: 0 };

describe('with workers', () => {
  let report: ThreadsReport;
  beforeAll(async () => {
    await start(program(200, IDLE), 'the idle one');
    await start(program(300, BUSY));
    await start(program(400, WAITING));
    report = await censusOfThreads();
    // It would take its share of the processor from the other tests.
    await workers.splice(1, 1)[0].terminate();
  }, 120_000);
  afterAll(() => Promise.all(workers.map((worker) => worker.terminate())));

  it('counts those that are idle, busy and waiting, beside the main thread', () => {
    expect(report.missing).toEqual([]);
    const counts = report.threads.map(({ census }) => jobsIn(census).count);
    expect(counts.filter((count) => count > 0)).toEqual([200, 300, 400]);
    expect(report.threads[0]).toMatchObject({ id: 0, name: 'main' });
    expect(report.threads[0].census.objects).toBeGreaterThan(10_000);
    expect(jobsIn(report.total)).toMatchObject({ count: 900 });
    expect(report.total.bytes).toBeCloseTo(
      report.threads.reduce((sum, { census }) => sum + census.bytes, 0),
      3,
    );
  });

  it("has V8's count of a class in a worker", async () => {
    const truth = snapshotReport(await readSnapshot(await workers[0].getHeapSnapshot()));
    const job = jobsIn(report.threads.find(({ id }) => id === workers[0].threadId)!.census);
    expect(job.count).toBe(jobsIn(truth).count);
    expect(Math.abs(job.bytes / jobsIn(truth).bytes - 1)).toBeLessThan(0.05);
  });

  it('prints a table of the threads and one of the classes', () => {
    const text = String(report);
    expect(text).toMatch(/^\d+ threads, [\d,]+ objects alive: [\d.]+ MiB/);
    expect(text).toMatch(/\nthread +name +objects +bytes +share +stopped for\n +0 +main +[\d,]+ /);
    expect(text).toMatch(/\n +\d+ +the idle one? /);
    expect(JSON.parse(JSON.stringify(report))).toMatchObject({ missing: [], total: { bytes: report.total.bytes } });
  });

  it('asks again, also while it is being asked', async () => {
    const [first, second] = await Promise.all([censusOfThreads(), censusOfThreads({ strings: 'each' })]);
    for (const { missing, total } of [first, second]) {
      expect(missing).toEqual([]);
      expect(jobsIn(total).count).toBe(600);
    }
  });

  it('weighs a sample in each thread, and refuses facts, which cannot be sent', async () => {
    const { threads, total } = await censusOfThreads({ sample: { size: 50, seed: 2 } });
    expect(threads.map(({ census }) => census.sampled)).toEqual(threads.map(() => true));
    expect(jobsIn(total).count).toBe(600);
    await expect(censusOfThreads({ facts: {} } as never)).rejects.toThrow("unknown option 'facts'");
  });

  it('names those that do not answer, end, or cannot load the package', async () => {
    const sleeping = await start(program(1, "require('node:child_process').execSync('sleep 6');"));
    const broken = await start(program(1, `process.getBuiltinModule = undefined; ${IDLE}`));
    const ending = await start(program(1, 'setTimeout(() => process.exit(), 50); for (let i = 0; i < 1e8; i++);'));
    const { missing, threads, total } = await censusOfThreads({ timeoutMs: 500 });
    const whyOf = (worker: Worker): string | undefined => missing.find(({ id }) => id === worker.threadId)?.why;
    expect(whyOf(sleeping)).toBe('it did not answer in 500 ms');
    expect(whyOf(broken)).toBe('TypeError: process.getBuiltinModule is not a function');
    // It ends when it has answered, or before.
    expect([undefined, 'it ended meanwhile']).toContain(whyOf(ending));
    expect(jobsIn(total).count).toBeGreaterThanOrEqual(600);
    expect(threads.length).toBeGreaterThan(2);
  });
});

describe('elsewhere', () => {
  it('refuses invalid options, and to be called in a worker', async () => {
    await expect(censusOfThreads({ timeoutMs: 0 })).rejects.toThrow(
      'timeoutMs must be a number of milliseconds above 0 and at most 2147483647; got 0',
    );
    await expect(censusOfThreads({ timeout: 5 } as never)).rejects.toThrow("unknown option 'timeout'");
    const source = `
      const { createRequire } = require('node:module');
      const { censusOfThreads } = createRequire(${JSON.stringify(import.meta.url)})('../../dist/cjs/node.js');
      censusOfThreads().catch(({ message }) => require('node:worker_threads').parentPort.postMessage(message));`;
    const worker = new Worker(source, { eval: true });
    const [message] = (await once(worker, 'message')) as [string];
    expect(message).toBe('only the main thread can ask the worker threads, and this is a worker');
    await worker.terminate();
  });
});
