/**
 * V8's precise coverage of one function. V8 counts the blocks of functions that it compiles while the coverage is on: a
 * function that has run before is counted as a whole only, and taking the counts sets them back, so that the takes are summed.
 */
import type { FunctionCoverage, Inspector } from './inspector.ts';

/** Precise coverage from its construction until `close`. */
export class VisitCoverage {
  readonly #inspector: Inspector;
  readonly #taken: FunctionCoverage[] = [];
  /** Node itself collects coverage for the whole process: its counts are not to be set back. */
  readonly #isOthers = process.env['NODE_V8_COVERAGE'] !== undefined && process.env['NODE_V8_COVERAGE'] !== '';
  #function: { readonly scriptId: string; readonly start: number; readonly end: number } | undefined;

  /** Begins to count; functions that are compiled from now on are counted by block. */
  constructor(inspector: Inspector) {
    this.#inspector = inspector;
    if (this.#isOthers) return;
    inspector.post('Profiler.enable');
    inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Says which function is asked about, in offsets of its script. */
  watch(located: { readonly scriptId: string; readonly start: number; readonly end: number }): void {
    this.#function = located;
  }

  /** Takes the counts up to now; false if V8 does not count this function's blocks. */
  take(): boolean {
    const of = this.#function;
    if (this.#isOthers || of === undefined) return false;
    const script = this.#inspector.post('Profiler.takePreciseCoverage').result.find(({ scriptId }) => scriptId === of.scriptId);
    // Functions come in the order of their text: the outer one before one in it that ends at the same place.
    const found = script?.functions.find(({ ranges: [{ startOffset, endOffset }] }) => startOffset >= of.start && startOffset < of.end && endOffset === of.end);
    if (found?.isBlockCoverage === true) this.#taken.push(found);
    return this.isExact;
  }

  /** V8 has counted the function's blocks. */
  get isExact(): boolean {
    return this.#taken.length > 0;
  }

  /** How often a character of the script was reached. */
  countAt(offset: number): number {
    let sum = 0;
    for (const { ranges } of this.#taken) {
      // Inner ranges follow the outer ones.
      let count = 0;
      for (const range of ranges) if (range.startOffset <= offset && offset < range.endOffset) count = range.count;
      sum += count;
    }
    return sum;
  }

  close(): void {
    if (this.#isOthers) return;
    this.#inspector.post('Profiler.stopPreciseCoverage');
    this.#inspector.post('Profiler.disable');
  }
}
