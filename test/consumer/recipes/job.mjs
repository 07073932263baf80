// What a worker of the pool runs: it keeps the result of each job.
import { threadId } from 'node:worker_threads';
import { getHeapSnapshot } from 'node:v8';
import { readSnapshot, snapshotReport } from 'heapscale/node';

class Result {
  constructor(id) {
    this.id = id;
    this.half = id + 0.5;
  }
}

const results = [];

export default function job({ from, to }) {
  for (let id = from; id < to; id++) results.push(new Result(id));
  return results.length;
}

/**
 * V8's own count of the results in this worker. Not by `worker.getHeapSnapshot()`: Node crashes if the worker waits in
 * `Atomics.wait`, as the idle ones of a pool do.
 */
export async function countedByV8() {
  const { byType } = snapshotReport(await readSnapshot(getHeapSnapshot()));
  return { threadId, bytes: byType.find(({ type }) => type === 'Result').bytes };
}
