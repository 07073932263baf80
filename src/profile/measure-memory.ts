/**
 * measureMemory: what one call takes as a whole: peak, net, allocated, collections, time; the median of repeated runs.
 */
import { setImmediate } from 'node:timers/promises';
import { checkFunction, integer } from '../platform/argument-checks.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { collector } from '../heap/collector.ts';
import { heapSample } from './heap-sample.ts';
import type { HeapSample } from './heap-sample.ts';
import { MemoryMeasurement } from './memory-measurement.ts';
import type { MeasuredRun } from './memory-measurement.ts';
import { allocatedIn, fullestMoments, observeCall } from './observed-call.ts';
import type { ObservedCall } from './observed-call.ts';
import { freeBuffersAtOnce } from './steady-flags.ts';

/** Options of measureMemory. */
export interface MeasureOptions {
  /**
   * How often the function is called, an integer from 1 to 1,000,000; each figure is the median.
   *
   * @defaultValue `1`
   */
  readonly runs?: number | undefined;
}

const MEASURE_NAMES: OptionNames<MeasureOptions> = { runs: true };

/**
 * Calls a function once or several times and reports what a call takes. Node only. All garbage is collected before and
 * after each call, so that `netHeapBytes` is what the call left behind, including its result.
 *
 * The heap is read before and after the call and by V8 directly before every collection, which is when it is fullest:
 * the peak of the heap is exact except for what a collection itself allocates. External memory is read at the same
 * moments, and V8 frees buffers within the collection that finds them, not concurrently, so that none is missed. RSS is
 * read only before and after, for the whole process: it depends on the allocator, which rarely returns pages.
 *
 * @param fn called without arguments; a returned promise is awaited.
 * @throws {TypeError | RangeError} (rejects) if `fn` is not a function or an option is invalid.
 * @throws what the function throws; the remaining runs are skipped.
 * @example
 * ```ts
 * const measured = await measureMemory(() => Array.from({ length: 1_000_000 }, (_, i) => ({ i })), { runs: 5 });
 * console.log(measured); // one line
 * measured.netHeapBytes; // what the result takes
 * ```
 */
export async function measureMemory<Result>(
  fn: () => Result,
  options?: MeasureOptions,
): Promise<MemoryMeasurement<Awaited<Result>>> {
  checkFunction('fn', fn);
  const { runs = 1 } = ownOptions('measureMemory', MEASURE_NAMES, options);
  integer('runs', runs, 1, 1_000_000);
  // What measuring itself leaves on the heap: the second measurement of an empty call.
  await runOnce(nothing);
  const own = (await runOnce(nothing)).run.netHeapBytes;
  const measured: MeasuredRun[] = [];
  let result: Awaited<Result> | undefined;
  for (let run = 0; run < runs; run++) {
    // The previous result is garbage when the next run begins.
    result = undefined;
    const once = await runOnce(fn);
    result = once.result;
    measured[run] = { ...once.run, netHeapBytes: once.run.netHeapBytes - own };
  }
  return withOriginals(() => new MemoryMeasurement(measured, result as Awaited<Result>));
}

const nothing = (): void => {};

async function runOnce<Result>(fn: () => Result): Promise<{ result: Awaited<Result>; run: MeasuredRun }> {
  const collect = collector();
  const restore = freeBuffersAtOnce();
  try {
    // What the previous run dropped is freed in the next turn of the event loop.
    await setImmediate();
    collect();
    const { result, observed } = await observeCall(fn, collect);
    await setImmediate();
    collect();
    return { result, run: withOriginals(() => toRun(observed, heapSample())) };
  } finally {
    restore();
  }
}

function toRun(observed: ObservedCall, rest: HeapSample): MeasuredRun {
  const { before, collections, wallMs, rssBytes } = observed;
  const allocated = allocatedIn(observed);
  const peakOf = (read: (sample: HeapSample) => number): number =>
    fullestMoments(observed).reduce((most, sample) => Math.max(most, read(sample)), 0) - read(before);
  return {
    netHeapBytes: rest.usedBytes - before.usedBytes,
    peakHeapBytes: peakOf(({ usedBytes }) => usedBytes),
    netExternalBytes: rest.externalBytes - before.externalBytes,
    peakExternalBytes: peakOf(({ externalBytes }) => externalBytes),
    rssBytes,
    allocatedBytes: allocated.usedBytes,
    allocatedExternalBytes: allocated.externalBytes,
    collections: collections.length,
    collectionMs: collections.reduce((sum, { durationMs }) => sum + durationMs, 0),
    wallMs,
  };
}
