/**
 * How the heap is measured between two lines. V8's statistics are exact to the object: the space that the current
 * allocation buffer has not used yet is not counted. Of the ways to them `v8.getHeapStatistics` is the cheapest (Node
 * 20: 0.5 µs; process.memoryUsage() 9 µs, because it asks the system for RSS; Runtime.getHeapUsage 11 µs), and it
 * allocates the same few hundred bytes every time, so that they can be taken out.
 */
import { getHeapStatistics } from 'node:v8';

/** The heap at one moment. */
export interface HeapSample {
  /** Bytes of objects on V8's heap, garbage that was not collected yet among them. */
  readonly usedBytes: number;
  /**
   * Bytes outside the heap that V8 knows of: contents of ArrayBuffers, external strings, what native objects have
   * reported.
   */
  readonly externalBytes: number;
}

/** The heap now. */
export function heapSample(): HeapSample {
  const { used_heap_size: usedBytes, external_memory: externalBytes } = getHeapStatistics();
  return { usedBytes, externalBytes };
}
