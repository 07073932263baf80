/** Measures one test file in the worker that runs it: heap before, between import and tests, and after; what grew. */
import { getHeapStatistics } from 'node:v8';
import { threadId } from 'node:worker_threads';
import { collector } from '../heap/collector.ts';
import { now } from '../platform/yield.ts';
import { census } from '../process/census.ts';
import type { CensusData } from '../process/census-report.ts';
import { diffSizes } from '../report/size-diff.ts';
import { growthOf } from './file-memory.ts';
import type { FileMemory, GrownClass } from './file-memory.ts';
import type { WorkerSettings } from './reporter-options.ts';

/** At most this many classes are named. */
const NAMED = 3;

/** A class that makes up less of the growth is not named: measuring itself leaves some objects behind. */
const LEAST_SHARE = 0.1;

/** Captured before a test can replace it by a fake one. */
const soon = globalThis.setImmediate;

/** Begins to measure when it is made, and ends with `finish()`. */
export class FileMeter {
  readonly #settings: WorkerSettings;
  #censusBefore: CensusData | undefined;
  #problem: string | undefined;
  readonly #at = Date.now();
  readonly #before: number;
  #imported: number | undefined;
  #ms = 0;
  #since: number;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    if (settings.census) this.#censusBefore = this.#takeCensus();
    this.#before = usedMemory();
    this.#since = now();
  }

  /** The file was imported, and its tests are about to begin. */
  imported(): void {
    this.#ms += now() - this.#since;
    this.#imported ??= usedMemory();
    this.#since = now();
  }

  /** The file has ended. */
  async finish(): Promise<FileMemory> {
    this.#ms += now() - this.#since;
    // Callbacks that were waiting may hold what they were made for.
    await new Promise((resolve) => soon(resolve));
    const memory = { before: this.#before, imported: this.#imported ?? this.#before, after: usedMemory() };
    const growth = growthOf(memory);
    const grown = growth >= this.#settings.minGrowth ? this.#grownClasses(growth) : undefined;
    return {
      ...memory,
      ms: this.#ms,
      at: this.#at,
      worker: `${process.pid} ${threadId}`,
      grown,
      problem: this.#problem,
    };
  }

  #grownClasses(growth: number): GrownClass[] | undefined {
    const before = this.#censusBefore;
    const after = before === undefined ? undefined : this.#takeCensus();
    if (before === undefined || after === undefined) return undefined;
    return diffSizes(before, after)
      .byType.filter(({ bytes }) => bytes >= LEAST_SHARE * growth)
      .slice(0, NAMED)
      .map(({ type, count, bytes }) => ({ type, count, bytes }));
  }

  /** Figures only: the report holds no object. A runtime without V8's inspector has the other figures all the same. */
  #takeCensus(): CensusData | undefined {
    try {
      return census().toJSON();
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }
}

/** Bytes of the heap and of what it keeps outside, of this thread. */
function usedMemory(): number {
  collector()();
  // The data of an ArrayBuffer is freed by the collection after the one that finds it unused.
  collector()();
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}
