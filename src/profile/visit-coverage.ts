/**
 * V8's precise coverage of one function. V8 counts the blocks of functions that it compiles while coverage is on: a
 * function that has run before is counted only as a whole.
 */
import type { Inspector } from '../platform/inspector.ts';
import type { FunctionCoverage } from '../platform/inspector-protocol.ts';

/** A function's range in a script, in characters. */
interface FunctionRange {
  readonly scriptId: string;
  readonly start: number;
  readonly end: number;
}

/** Precise coverage of a function from its construction, before V8 compiles it, until `close`. */
export class VisitCoverage {
  readonly #inspector: Inspector;
  readonly #range: FunctionRange;
  /** Whether Node itself collects coverage for the whole process: reading the counts would reset Node's. */
  readonly #isOthers = process.env['NODE_V8_COVERAGE'] !== undefined && process.env['NODE_V8_COVERAGE'] !== '';
  readonly #expected: boolean;
  #taken: FunctionCoverage | undefined;

  constructor(inspector: Inspector, range: FunctionRange) {
    this.#inspector = inspector;
    this.#range = range;
    inspector.post('Profiler.enable');
    this.#expected = !this.#isOthers && (this.#find('Profiler.getBestEffortCoverage')?.ranges[0].count ?? 0) === 0;
    if (!this.#isOthers) inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Whether V8 will count the function's blocks, since it has not run yet. */
  get isExpected(): boolean {
    return this.#expected;
  }

  /** Reads the counts. */
  take(): void {
    if (this.#isOthers) return;
    const found = this.#find('Profiler.takePreciseCoverage');
    if (found?.isBlockCoverage === true) this.#taken = found;
  }

  #find(command: 'Profiler.getBestEffortCoverage' | 'Profiler.takePreciseCoverage'): FunctionCoverage | undefined {
    const { scriptId, start, end } = this.#range;
    const script = this.#inspector.post(command).result.find((other) => other.scriptId === scriptId);
    // Functions are in source order: an outer one comes before an inner one that ends at the same position.
    return script?.functions.find(
      ({ ranges: [{ startOffset, endOffset }] }) => startOffset >= start && startOffset < end && endOffset === end,
    );
  }

  /** Whether V8 has counted the function's blocks. */
  get isExact(): boolean {
    return this.#taken !== undefined;
  }

  /** How often a character of the script was reached. */
  countAt(offset: number): number {
    let count = 0;
    // Inner ranges follow outer ones.
    for (const range of this.#taken?.ranges ?? [])
      if (range.startOffset <= offset && offset < range.endOffset) count = range.count;
    return count;
  }

  close(): void {
    if (!this.#isOthers) this.#inspector.post('Profiler.stopPreciseCoverage');
    this.#inspector.post('Profiler.disable');
  }
}
