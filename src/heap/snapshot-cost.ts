/**
 * Warns before a heap snapshot that may not fit into memory. V8 builds its graph of the whole heap outside the heap,
 * and nothing can stop it there: a container's limit ends the process without a word.
 */
import { freemem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { formatBytes } from '../report/bytes.ts';

/**
 * Memory that a snapshot takes for each byte of the heap, most of it V8's; 8.6 to 11.1 by `npm run
 * bench:snapshot-cost`.
 */
const TIMES_THE_HEAP = 11;

/** V8's heap needs some room as well: for the collection before the snapshot, and for what is counted. */
const LEAST_HEAP_LEFT = 16 * 2 ** 20;

/** What a process has, in bytes. */
export interface MemoryState {
  readonly usedHeap: number;
  readonly heapLimit: number;
  /** Memory that the system, or the container, can still give. */
  readonly available: number;
}

/** Why a snapshot might end the process; undefined if it should fit. */
export function snapshotRisk({ usedHeap, heapLimit, available }: MemoryState): string | undefined {
  const needed = usedHeap * TIMES_THE_HEAP;
  if (needed > available)
    return `a heap snapshot of ${formatBytes(usedHeap)} takes about ${formatBytes(needed)} of memory, and ${formatBytes(available)} are available: the system may end the process`;
  if (heapLimit - usedHeap < LEAST_HEAP_LEFT)
    return `V8's heap is at ${formatBytes(usedHeap)} of ${formatBytes(heapLimit)}: a heap snapshot may exceed the limit and end the process; raise --max-old-space-size`;
  return undefined;
}

let hasWarned = false;

/** Emits a warning of the process, once, if a snapshot of this heap may not fit into memory. */
export function warnBeforeSnapshot(): void {
  if (hasWarned) return;
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  // Node 20.13 and 22 know the limit of a container.
  const { availableMemory = freemem } = process as { readonly availableMemory?: () => number };
  const risk = snapshotRisk({ usedHeap: used_heap_size, heapLimit: heap_size_limit, available: availableMemory() });
  if (risk === undefined) return;
  hasWarned = true;
  process.emitWarning(risk, { type: 'HeapscaleWarning', code: 'HEAPSCALE_SNAPSHOT_MEMORY' });
}
