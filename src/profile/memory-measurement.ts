/** What measureMemory answers: the median of every figure, and every run. */
import { formatBytes } from '../report/bytes.ts';
import { formatCount } from '../report/table.ts';

/** One run. All figures are bytes, and growth since before the call, unless they say otherwise. */
export interface MeasuredRun {
  /** What the call left on the heap when its garbage was collected. */
  readonly netHeapBytes: number;
  /** The most that was in use on the heap at one time, garbage among it. */
  readonly peakHeapBytes: number;
  /** What the call left outside the heap, such as the contents of ArrayBuffers. V8 frees buffers beside the program, some of them a little later. */
  readonly netExternalBytes: number;
  /** The most that was in use outside the heap when it was looked at: at the ends, and directly before every collection. */
  readonly peakExternalBytes: number;
  /** Growth of the process's resident memory during the call. */
  readonly rssBytes: number;
  /** Everything that was allocated on the heap: growth, and what collections freed. */
  readonly allocatedBytes: number;
  /** Garbage collections during the call. */
  readonly collections: number;
  /** How long the program stood still for them, in milliseconds. */
  readonly collectionMs: number;
  /** How long the call took, in milliseconds. */
  readonly wallMs: number;
}

/** The plain data of a measurement. */
export interface MemoryMeasurementData extends MeasuredRun {
  readonly runs: readonly MeasuredRun[];
}

/**
 * What a call takes: each figure the median over all runs. Printing it (`String(measured)`, `console.log(measured)`) gives one
 * line; `JSON.stringify(measured)` the plain data without the result.
 */
export class MemoryMeasurement<Result = unknown> implements MemoryMeasurementData {
  /** What the last call returned, or its promise came to. */
  readonly result: Result;
  /** Every run, in order. */
  readonly runs: readonly MeasuredRun[];
  readonly netHeapBytes: number;
  readonly peakHeapBytes: number;
  readonly netExternalBytes: number;
  readonly peakExternalBytes: number;
  readonly rssBytes: number;
  readonly allocatedBytes: number;
  readonly collections: number;
  readonly collectionMs: number;
  readonly wallMs: number;

  constructor(runs: readonly MeasuredRun[], result: Result) {
    this.runs = runs;
    this.result = result;
    this.netHeapBytes = median(runs, (run) => run.netHeapBytes);
    this.peakHeapBytes = median(runs, (run) => run.peakHeapBytes);
    this.netExternalBytes = median(runs, (run) => run.netExternalBytes);
    this.peakExternalBytes = median(runs, (run) => run.peakExternalBytes);
    this.rssBytes = median(runs, (run) => run.rssBytes);
    this.allocatedBytes = median(runs, (run) => run.allocatedBytes);
    this.collections = median(runs, (run) => run.collections);
    this.collectionMs = median(runs, (run) => run.collectionMs);
    this.wallMs = median(runs, (run) => run.wallMs);
  }

  /** The measurement as one line. */
  toString(): string {
    const external = this.netExternalBytes !== 0 || this.peakExternalBytes !== 0;
    return [
      `net ${formatBytes(this.netHeapBytes)} heap${external ? ` + ${formatBytes(this.netExternalBytes)} external` : ''}`,
      `peak ${formatBytes(this.peakHeapBytes)}${external ? ` + ${formatBytes(this.peakExternalBytes)}` : ''}`,
      `allocated ${formatBytes(this.allocatedBytes)}`,
      `RSS ${this.rssBytes < 0 ? '' : '+'}${formatBytes(this.rssBytes)}`,
      `${formatCount(this.collections)} ${this.collections === 1 ? 'collection' : 'collections'} (${formatMs(this.collectionMs)})`,
      `${formatMs(this.wallMs)}${this.runs.length === 1 ? '' : `, median of ${formatCount(this.runs.length)} runs`}`,
    ].join('; ');
  }

  /** The plain data, for JSON, logs and other threads; the result is not in it. */
  toJSON(): MemoryMeasurementData {
    const {
      runs,
      netHeapBytes,
      peakHeapBytes,
      netExternalBytes,
      peakExternalBytes,
      rssBytes,
      allocatedBytes,
      collections,
      collectionMs,
      wallMs,
    } = this;
    return {
      netHeapBytes,
      peakHeapBytes,
      netExternalBytes,
      peakExternalBytes,
      rssBytes,
      allocatedBytes,
      collections,
      collectionMs,
      wallMs,
      runs,
    };
  }

  /** What `console.log` and `util.inspect` print in Node and Deno. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** The same for Deno's own inspection. */
  [Symbol.for('Deno.customInspect')](): string {
    return this.toString();
  }
}

/** The lower of the two in the middle where their number is even, so that it is a figure that was measured. */
function median(runs: readonly MeasuredRun[], read: (run: MeasuredRun) => number): number {
  const sorted = runs.map(read).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1];
}

function formatMs(ms: number): string {
  return ms < 10 ? `${ms.toFixed(2)} ms` : ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
