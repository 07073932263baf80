/**
 * Garbage collections during a run: when each happened (Node's performance entries) and what it freed (V8's GCProfiler,
 * which reads the heap directly before and after). Both see the same collections in the same order.
 */
import { PerformanceObserver, constants, performance } from 'node:perf_hooks';
import type { PerformanceEntry } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { GCProfiler } from 'node:v8';
import { withOriginals } from '../platform/original-built-ins.ts';

/** One collection. */
export interface Collection {
  /** When it began, on the clock of `performance.now()`. */
  readonly at: number;
  /** How long the program paused for it, in milliseconds. */
  readonly durationMs: number;
  /** `full` covers the whole heap, `young` only the young generation. */
  readonly kind: 'young' | 'full';
  /** Heap bytes in use directly before it. */
  readonly beforeBytes: number;
  /** Heap bytes in use directly after it. */
  readonly afterBytes: number;
  /** External bytes directly before it. */
  readonly externalBeforeBytes: number;
  /** External bytes directly after it; buffers that it frees count unless V8 frees them before it returns. */
  readonly externalAfterBytes: number;
}

/** What GCProfiler reports about one collection (the fields read here). */
interface Statistic {
  readonly beforeGC: { readonly heapStatistics: { readonly usedHeapSize: number; readonly externalMemory: number } };
  readonly afterGC: { readonly heapStatistics: { readonly usedHeapSize: number; readonly externalMemory: number } };
}

const { NODE_PERFORMANCE_GC_INCREMENTAL, NODE_PERFORMANCE_GC_MAJOR, NODE_PERFORMANCE_GC_WEAKCB } = constants;

/** Watches collections from construction until `stop`. */
export class CollectionWatch {
  readonly #profiler = new GCProfiler();
  readonly #since: number;
  #stopped: Promise<readonly Collection[]> | undefined;
  readonly #entries: PerformanceEntry[] = [];
  readonly #observer = new PerformanceObserver((list) => {
    withOriginals(() => this.#add(list.getEntries()));
  });

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
    this.#profiler.start();
    this.#since = performance.now();
  }

  /**
   * Stops watching and returns the collections, oldest first. Entries arrive through the event loop, so this waits for
   * one turn of it.
   */
  stop(): Promise<readonly Collection[]> {
    return (this.#stopped ??= this.#end());
  }

  async #end(): Promise<readonly Collection[]> {
    // The types for Node 20 lack the external memory in the profiler's result.
    const statistics = this.#profiler.stop().statistics as unknown as readonly Statistic[];
    const until = performance.now();
    await setImmediate();
    const last = this.#observer.takeRecords();
    this.#observer.disconnect();
    return withOriginals(() => this.#found(last, statistics, until));
  }

  #add(entries: readonly PerformanceEntry[]): void {
    for (const entry of entries) this.#entries.push(entry);
  }

  #found(last: readonly PerformanceEntry[], statistics: readonly Statistic[], until: number): readonly Collection[] {
    this.#add(last);
    // The observer runs a little longer than the profiler.
    const entries = this.#entries.filter(({ startTime }) => startTime >= this.#since && startTime <= until);
    const found: Collection[] = [];
    const paired = Math.min(statistics.length, entries.length);
    for (let i = 0; i < paired; i++) {
      const { startTime, duration, detail } = entries[i] as PerformanceEntry & {
        readonly detail: { readonly kind: number };
      };
      // Incremental and concurrent steps free nothing by themselves.
      if (detail.kind === NODE_PERFORMANCE_GC_INCREMENTAL || detail.kind === NODE_PERFORMANCE_GC_WEAKCB) continue;
      const { beforeGC, afterGC } = statistics[i];
      found.push({
        at: startTime,
        durationMs: duration,
        kind: detail.kind === NODE_PERFORMANCE_GC_MAJOR ? 'full' : 'young',
        beforeBytes: beforeGC.heapStatistics.usedHeapSize,
        afterBytes: afterGC.heapStatistics.usedHeapSize,
        externalBeforeBytes: beforeGC.heapStatistics.externalMemory,
        externalAfterBytes: afterGC.heapStatistics.externalMemory,
      });
    }
    return found;
  }
}
