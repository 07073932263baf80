/**
 * Garbage collections while something runs: when (from Node's performance entries) and what each freed (from V8's
 * GCProfiler, which reads the heap directly before and after). Both see the same collections in the same order.
 */
import { PerformanceObserver, constants, performance } from 'node:perf_hooks';
import type { PerformanceEntry } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { GCProfiler } from 'node:v8';

/** One collection. */
export interface Collection {
  /** When it began, on the clock of `performance.now()`. */
  readonly at: number;
  /** How long the program paused for it, in milliseconds. */
  readonly durationMs: number;
  /** `full` looked at the whole heap, `young` at the newest objects alone. */
  readonly kind: 'young' | 'full';
  /** Heap bytes in use directly before it. */
  readonly beforeBytes: number;
  /** Heap bytes in use directly after it. */
  readonly afterBytes: number;
  /** External bytes directly before it. */
  readonly externalBeforeBytes: number;
}

/** What GCProfiler reports of one collection, as far as it is read here. */
interface Statistic {
  readonly beforeGC: { readonly heapStatistics: { readonly usedHeapSize: number; readonly externalMemory: number } };
  readonly afterGC: { readonly heapStatistics: { readonly usedHeapSize: number } };
}

const { NODE_PERFORMANCE_GC_INCREMENTAL, NODE_PERFORMANCE_GC_MAJOR, NODE_PERFORMANCE_GC_WEAKCB } = constants;

/** Watches from its construction until `stop`. */
export class CollectionWatch {
  readonly #profiler = new GCProfiler();
  readonly #since: number;
  #stopped: Promise<readonly Collection[]> | undefined;
  readonly #entries: PerformanceEntry[] = [];
  readonly #observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) this.#entries.push(entry);
  });

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
    this.#profiler.start();
    this.#since = performance.now();
  }

  /**
   * Ends the watch and gives what was seen, oldest first. Entries arrive by the event loop, so this waits for one turn
   * of it.
   */
  stop(): Promise<readonly Collection[]> {
    return (this.#stopped ??= this.#end());
  }

  async #end(): Promise<readonly Collection[]> {
    // TypeScript's types of Node 20 have the profiler's answer without its external memory.
    const statistics = this.#profiler.stop().statistics as unknown as readonly Statistic[];
    const until = performance.now();
    await setImmediate();
    for (const entry of this.#observer.takeRecords()) this.#entries.push(entry);
    this.#observer.disconnect();
    // The observer was there a little longer than the profiler.
    const entries = this.#entries.filter(({ startTime }) => startTime >= this.#since && startTime <= until);
    const found: Collection[] = [];
    const paired = Math.min(statistics.length, entries.length);
    for (let i = 0; i < paired; i++) {
      const { startTime, duration, detail } = entries[i] as PerformanceEntry & {
        readonly detail: { readonly kind: number };
      };
      // Steps of a collection that goes on beside the program free nothing by themselves.
      if (detail.kind === NODE_PERFORMANCE_GC_INCREMENTAL || detail.kind === NODE_PERFORMANCE_GC_WEAKCB) continue;
      const { beforeGC, afterGC } = statistics[i];
      found.push({
        at: startTime,
        durationMs: duration,
        kind: detail.kind === NODE_PERFORMANCE_GC_MAJOR ? 'full' : 'young',
        beforeBytes: beforeGC.heapStatistics.usedHeapSize,
        afterBytes: afterGC.heapStatistics.usedHeapSize,
        externalBeforeBytes: beforeGC.heapStatistics.externalMemory,
      });
    }
    return found;
  }
}
