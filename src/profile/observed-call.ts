/**
 * One call and the heap around it: V8's statistics before and after, and directly before and after every collection
 * meanwhile. Between two collections the heap only grows, so the differences add up to what was allocated: to the byte
 * on V8 12 and later (14.4 MB in 22 collections: 14,400,592 B nine times of nine). V8's own counter
 * `total_allocated_bytes` (Node 25 and later) counts allocation buffers when they are taken: an empty call adds up to
 * 660 KB.
 */
import { performance } from 'node:perf_hooks';
import { types } from 'node:util';
import { withOriginals } from '../platform/original-built-ins.ts';
import { CollectionWatch } from './collections.ts';
import type { Collection } from './collections.ts';
import { heapSample } from './heap-sample.ts';
import type { HeapSample } from './heap-sample.ts';

/** The heap during a call. */
export interface ObservedCall {
  readonly before: HeapSample;
  readonly after: HeapSample;
  readonly collections: readonly Collection[];
  readonly wallMs: number;
  readonly rssBytes: number;
  /** Whether the function returned a promise. */
  readonly isAsync: boolean;
}

/**
 * Calls a function, waits for its promise, and observes the heap.
 *
 * @param collect called directly before the heap is first read.
 */
export async function observeCall<Result>(
  fn: () => Result,
  collect: () => void,
): Promise<{ result: Awaited<Result>; observed: ObservedCall }> {
  const watch = new CollectionWatch();
  try {
    collect();
    const rssBefore = process.memoryUsage.rss();
    const before = heapSample();
    const begin = performance.now();
    const returned = fn();
    const isAsync = types.isPromise(returned);
    const result = isAsync ? await returned : returned;
    const end = performance.now();
    const after = heapSample();
    const rssBytes = process.memoryUsage.rss() - rssBefore;
    const seen = await watch.stop();
    const collections = withOriginals(() => seen.filter(({ at }) => at >= begin && at < end));
    return {
      result: result as Awaited<Result>,
      observed: { before, after, collections, wallMs: end - begin, rssBytes, isAsync },
    };
  } finally {
    await watch.stop();
  }
}

/** What was allocated on the heap and outside it: growth, plus what collections freed. */
export function allocatedIn({ before, after, collections }: ObservedCall): HeapSample {
  let usedBytes = after.usedBytes - before.usedBytes;
  let externalBytes = after.externalBytes - before.externalBytes;
  for (const { beforeBytes, afterBytes, externalBeforeBytes, externalAfterBytes } of collections) {
    usedBytes += beforeBytes - afterBytes;
    externalBytes += externalBeforeBytes - externalAfterBytes;
  }
  return { usedBytes, externalBytes };
}

/** The moments at which most may have been in use: start and end, and directly before each collection. */
export function fullestMoments({ before, after, collections }: ObservedCall): readonly HeapSample[] {
  return [
    before,
    ...collections.map(({ beforeBytes, externalBeforeBytes }) => ({
      usedBytes: beforeBytes,
      externalBytes: externalBeforeBytes,
    })),
    after,
  ];
}
