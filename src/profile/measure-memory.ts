/**
 * measureMemory: what one call takes as a whole: peak, net, allocated, collections, time; the median of repeated runs.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { types } from 'node:util';
import { checkFunction, integer } from '../platform/argument-checks.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { CollectionWatch } from './collections.ts';
import type { Collection } from './collections.ts';
import { collector } from '../heap/collector.ts';
import { heapSample } from './heap-sample.ts';
import type { HeapSample } from './heap-sample.ts';
import { MemoryMeasurement } from './memory-measurement.ts';
import type { MeasuredRun } from './memory-measurement.ts';

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
 * moments. RSS is read only before and after, for the whole process: it depends on the allocator, which rarely returns
 * pages.
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
  // What the previous run dropped is freed in the next turn of the event loop.
  await setImmediate();
  collect();
  const watch = new CollectionWatch();
  try {
    collect();
    const rssBefore = process.memoryUsage.rss();
    const before = heapSample();
    const begin = performance.now();
    const returned = fn();
    const result = types.isPromise(returned) ? await returned : returned;
    const end = performance.now();
    const after = heapSample();
    const rssAfter = process.memoryUsage.rss();
    const seen = await watch.stop();
    await setImmediate();
    collect();
    const rest = heapSample();
    return {
      result: result as Awaited<Result>,
      run: withOriginals(() => {
        const collections = seen.filter(({ at }) => at >= begin && at < end);
        return toRun({ before, after, rest, collections, wallMs: end - begin, rssBytes: rssAfter - rssBefore });
      }),
    };
  } finally {
    await watch.stop();
  }
}

interface Observed {
  readonly before: HeapSample;
  /** Directly after the call, and after its garbage was collected. */
  readonly after: HeapSample;
  readonly rest: HeapSample;
  readonly collections: readonly Collection[];
  readonly wallMs: number;
  readonly rssBytes: number;
}

function toRun({ before, after, rest, collections, wallMs, rssBytes }: Observed): MeasuredRun {
  let freed = 0;
  let peakHeap = Math.max(before.usedBytes, after.usedBytes);
  let peakExternal = Math.max(before.externalBytes, after.externalBytes);
  for (const { beforeBytes, afterBytes, externalBeforeBytes } of collections) {
    freed += Math.max(0, beforeBytes - afterBytes);
    peakHeap = Math.max(peakHeap, beforeBytes);
    peakExternal = Math.max(peakExternal, externalBeforeBytes);
  }
  return {
    netHeapBytes: rest.usedBytes - before.usedBytes,
    peakHeapBytes: peakHeap - before.usedBytes,
    netExternalBytes: rest.externalBytes - before.externalBytes,
    peakExternalBytes: peakExternal - before.externalBytes,
    rssBytes,
    allocatedBytes: after.usedBytes - before.usedBytes + freed,
    collections: collections.length,
    collectionMs: collections.reduce((sum, { durationMs }) => sum + durationMs, 0),
    wallMs,
  };
}
