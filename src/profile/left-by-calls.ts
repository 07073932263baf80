/**
 * What calls leave behind: the heap, buffers and collections after each of several rounds of calls answer at once if
 * nothing grows; only what grows is searched for, with a heap snapshot.
 */
import { CollectionGrowth } from '../process/collection-growth.ts';
import { findLeaks } from '../process/find-leaks.ts';
import type { Leak } from '../process/leak-report.ts';
import type { LeftByCalls, LeftOptions } from './call-figures.ts';
import { ExactHeap } from './exact-heap.ts';
import { heapSample } from './heap-sample.ts';
import { inTurn } from './whole-heap.ts';

const ROUNDS = 4;

/** The least that an object takes: a heap number. */
const LEAST_OBJECT = 16;

/** Calls the function in rounds and finds what each call leaves behind. */
export function leftByCalls(fn: () => unknown, options: LeftOptions): Promise<LeftByCalls> {
  return inTurn(async () => {
    const { warmups, runs, tolerance } = options;
    for (let run = 0; run < warmups; run++) await fn();
    if (!(await mayGrow(fn, options))) return { bytesPerCall: 0, report: undefined };
    const report = await findLeaks(() => fn(), { runs, rounds: ROUNDS, warmUp: 0 });
    const bytesPerCall = report.leaks.reduce((sum, leak) => sum + bytesOf(leak), 0);
    return { bytesPerCall: bytesPerCall > tolerance ? bytesPerCall : 0, report };
  });
}

/** An entry without an object of its own takes a slot or more of a table. */
function bytesOf({ type, perRun, bytesPerRun }: Leak): number {
  return type === 'entry' ? perRun * LEAST_OBJECT : bytesPerRun;
}

async function mayGrow(fn: () => unknown, { runs, tolerance }: LeftOptions): Promise<boolean> {
  // Entries within the capacity of a table take no bytes; with a tolerance bytes alone decide.
  const growth = tolerance === 0 ? new CollectionGrowth(runs) : undefined;
  const least = runs * Math.max(tolerance, LEAST_OBJECT / 2);
  const heap = new ExactHeap(false);
  try {
    growth?.begin();
    const typical = await typicalGrowth(heap, fn, runs, () => growth?.endRound());
    if (growth !== undefined && growth.grown().length > 0) return true;
    // What grew may be the test runner's own; a search takes seconds in its large heap, more rounds a tenth of one.
    return typical >= least && (await typicalGrowth(heap, fn, runs, () => {})) >= least;
  } finally {
    heap.close();
  }
}

/**
 * The median growth of the rounds after the first. What every call leaves makes each of them grow; what a runner does,
 * or V8 compiles or lets go late, one of them.
 */
async function typicalGrowth(heap: ExactHeap, fn: () => unknown, runs: number, endRound: () => void): Promise<number> {
  // An array that grows would be growth itself.
  const bytes = new Float64Array(ROUNDS);
  for (let round = 0; round < ROUNDS; round++) {
    for (let run = 0; run < runs; run++) await fn();
    bytes[round] = await settledBytes(heap);
    endRound();
  }
  const growths = bytes.subarray(1).map((each, i) => each - bytes[i]);
  return growths.sort()[growths.length >> 1];
}

/** Bytes in use on the heap and outside it, without garbage; what finalizers let go is gone after the next round. */
async function settledBytes(heap: ExactHeap): Promise<number> {
  await heap.collect();
  const { usedBytes, externalBytes } = heapSample();
  return usedBytes + externalBytes;
}
