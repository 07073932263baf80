/** What measureMemory returns: the median of every figure, and every run. */
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { formatCount } from '../report/table.ts';

/** One run. All figures are bytes of growth since before the call unless stated otherwise. */
export interface MeasuredRun {
  /** Heap growth after garbage collection: what the call left behind. */
  readonly netHeapBytes: number;
  /** The most in use on the heap at one time, including garbage. */
  readonly peakHeapBytes: number;
  /** What the call left outside the heap, such as the contents of ArrayBuffers. */
  readonly netExternalBytes: number;
  /** The most in use outside the heap when measured: at start and end, and directly before every collection. */
  readonly peakExternalBytes: number;
  /** Growth of the process's resident memory during the call. */
  readonly rssBytes: number;
  /** Everything allocated on the heap: growth plus what collections freed. */
  readonly allocatedBytes: number;
  /** Everything allocated outside the heap that V8 knows of. */
  readonly allocatedExternalBytes: number;
  /** Garbage collections during the call. */
  readonly collections: number;
  /** Pause time of the collections, in milliseconds. */
  readonly collectionMs: number;
  /** Wall time of the call, in milliseconds. */
  readonly wallMs: number;
}

/** The plain data of a measurement: each figure is the median over all runs. */
export interface MemoryMeasurementData extends MeasuredRun {
  /** Every run, in order. */
  readonly runs: readonly MeasuredRun[];
}

/**
 * What a call takes: each figure is the median over all runs. Printing it (`String(measured)`, `console.log(measured)`)
 * gives one line; `JSON.stringify(measured)` gives the plain data without the result.
 */
export class MemoryMeasurement<Value = unknown> extends Result<MemoryMeasurementData> {
  readonly #result: Value;

  constructor(runs: readonly MeasuredRun[], result: Value) {
    super({
      netHeapBytes: median(runs, (run) => run.netHeapBytes),
      peakHeapBytes: median(runs, (run) => run.peakHeapBytes),
      netExternalBytes: median(runs, (run) => run.netExternalBytes),
      peakExternalBytes: median(runs, (run) => run.peakExternalBytes),
      rssBytes: median(runs, (run) => run.rssBytes),
      allocatedBytes: median(runs, (run) => run.allocatedBytes),
      allocatedExternalBytes: median(runs, (run) => run.allocatedExternalBytes),
      collections: median(runs, (run) => run.collections),
      collectionMs: median(runs, (run) => run.collectionMs),
      wallMs: median(runs, (run) => run.wallMs),
      runs,
    });
    this.#result = result;
  }

  /** What the last call returned, or what its promise resolved to. */
  get result(): Value {
    return this.#result;
  }

  /** The measurement as one line. */
  override toString(): string {
    const external = this.netExternalBytes !== 0 || this.peakExternalBytes !== 0;
    return [
      `net ${formatBytes(this.netHeapBytes)} heap` +
        (external ? ` + ${formatBytes(this.netExternalBytes)} external` : ''),
      `peak ${formatBytes(this.peakHeapBytes)}${external ? ` + ${formatBytes(this.peakExternalBytes)}` : ''}`,
      `allocated ${formatBytes(this.allocatedBytes)}`,
      `RSS ${this.rssBytes < 0 ? '' : '+'}${formatBytes(this.rssBytes)}`,
      `${formatCount(this.collections)} ${this.collections === 1 ? 'collection' : 'collections'} ` +
        `(${formatMs(this.collectionMs)})`,
      `${formatMs(this.wallMs)}${this.runs.length === 1 ? '' : `, median of ${formatCount(this.runs.length)} runs`}`,
    ].join('; ');
  }
}

/** The lower of the two middle values if their number is even, so that the result was measured. */
function median(runs: readonly MeasuredRun[], read: (run: MeasuredRun) => number): number {
  const sorted = runs.map(read).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1];
}

function formatMs(ms: number): string {
  return ms < 10 ? `${ms.toFixed(2)} ms` : ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
