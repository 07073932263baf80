/** What measuring calls takes and returns; types alone, so that portable code can name them. */

/** What is measured of a call: all that it allocates, or the most in use at one time. */
export type CallFigure = 'allocated' | 'peak';

/** The bytes of one call. */
export interface CallBytes {
  readonly bytes: number;
  readonly heapBytes: number;
  /** Outside the heap, such as the contents of ArrayBuffers. */
  readonly externalBytes: number;
}

/** The cheapest of several calls. */
export interface LeastOfCalls extends CallBytes {
  /** The bytes of every measured call, in order. */
  readonly calls: readonly number[];
}

/** Which figure, and when to stop. */
export interface LeastOptions {
  readonly figure: CallFigure;
  /** The most calls. */
  readonly calls: number;
  /** A call that takes less is the last. */
  readonly enough: number;
}

/** A function that allocates. */
export interface CallSite {
  /** Its name and where it begins, by its source map: `build (src/index.ts:12)`. */
  readonly place: string;
  /** Bytes on the heap, with those of built-in functions that it calls. */
  readonly bytes: number;
}

/** A line that allocates. */
export interface CallLine {
  /** The original file and line: `src/index.ts:12`. */
  readonly place: string;
  /** About so many bytes, on the heap and outside it. */
  readonly bytes: number;
  readonly source: string;
}

/** What allocates during a call. */
export interface CallSites {
  /** Functions of the program, most bytes first. */
  readonly sites: readonly CallSite[];
  /** Lines of the functions that allocate most, most bytes first. */
  readonly lines: readonly CallLine[];
  /** Exactly what the call allocates on the heap; undefined if that are too many objects to count. */
  readonly exactBytes: number | undefined;
}

/** How often a function is called, and what each call may leave. */
export interface LeftOptions {
  readonly warmups: number;
  readonly runs: number;
  /** Bytes. */
  readonly tolerance: number;
}

/** What calls leave. */
export interface LeftByCalls {
  /** Bytes that a call leaves on average; 0 if that is no more than the tolerance. */
  readonly bytesPerCall: number;
  /** What was found, printable; undefined if nothing grew, so that nothing was searched for. */
  readonly report: { toString(): string } | undefined;
}

/** The functions that measure calls. */
export interface CallMeter {
  leastOfCalls(fn: () => unknown, options: LeastOptions): Promise<LeastOfCalls>;
  sitesOfCall(fn: () => unknown, least: CallBytes): Promise<CallSites>;
  leftByCalls(fn: () => unknown, options: LeftOptions): Promise<LeftByCalls>;
}
