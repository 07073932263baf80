/**
 * Warns before a heap snapshot that may not fit into memory, and after one that took longer than a test may. V8 builds
 * its graph of the whole heap outside the heap, where no limit of V8 applies: a container's limit kills the process
 * without a message.
 */
import { freemem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { formatBytes } from '../report/bytes.ts';

/**
 * Memory that a snapshot takes per byte of the heap, most of it in V8; `npm run bench:snapshot-cost` measured 8.6 to
 * 11.1.
 */
const BYTES_PER_HEAP_BYTE = 11;

/** Free heap that is needed as well: for the collection before the snapshot, and for the count. */
const MIN_FREE_HEAP = 16 * 2 ** 20;

/** The memory of a process, in bytes. */
export interface MemoryState {
  readonly usedHeap: number;
  readonly heapLimit: number;
  /** Memory that the system or the container has available. */
  readonly available: number;
}

/** Why a snapshot might end the process; undefined if it should fit. */
export function snapshotRisk({ usedHeap, heapLimit, available }: MemoryState): string | undefined {
  const needed = usedHeap * BYTES_PER_HEAP_BYTE;
  if (needed > available)
    return (
      `a heap snapshot of ${formatBytes(usedHeap)} takes about ${formatBytes(needed)} of memory, ` +
      `and ${formatBytes(available)} are available: the system may end the process`
    );
  if (heapLimit - usedHeap < MIN_FREE_HEAP)
    return (
      `V8's heap is at ${formatBytes(usedHeap)} of ${formatBytes(heapLimit)}: ` +
      'a heap snapshot may exceed the limit and end the process; raise --max-old-space-size'
    );
  return undefined;
}

let hasWarned = false;

/** Emits a process warning, once, if a snapshot of this heap may not fit into memory. */
export function warnBeforeSnapshot(): void {
  if (hasWarned) return;
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  // `availableMemory` (Node 20.13, 22) respects a container's limit.
  const { availableMemory = freemem } = process as { readonly availableMemory?: () => number };
  const risk = snapshotRisk({ usedHeap: used_heap_size, heapLimit: heap_size_limit, available: availableMemory() });
  if (risk === undefined) return;
  hasWarned = true;
  process.emitWarning(risk, { type: 'HeapscaleWarning', code: 'HEAPSCALE_SNAPSHOT_MEMORY' });
}

/** The time that vitest, Jest and bun give a test by default, in milliseconds. */
const TEST_TIMEOUT = 5000;

/** Why a test may have run out of time; undefined if the count was fast enough. */
export function slowCount(milliseconds: number, usedHeap: number): string | undefined {
  if (milliseconds < 0.8 * TEST_TIMEOUT) return undefined;
  return (
    `V8's own count took ${(milliseconds / 1000).toFixed(1)} s, since a heap snapshot covers the whole heap ` +
    `(${formatBytes(usedHeap)}), and a test ends after ${TEST_TIMEOUT / 1000} s by default: give this one more, ` +
    'as in test(name, run, 60_000)'
  );
}

/** Emits a process warning after a count in a test that took long. */
export function warnAfterCount(milliseconds: number): void {
  const cause = slowCount(milliseconds, getHeapStatistics().used_heap_size);
  if (cause !== undefined) process.emitWarning(cause, { type: 'HeapscaleWarning', code: 'HEAPSCALE_SLOW_COUNT' });
}
