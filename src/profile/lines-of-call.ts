/**
 * The lines of functions that allocate during a call. V8 knows the functions alone: neither its sampling profiler nor
 * its allocation traces have a line for an allocation. So the heap is read at each point of these functions at which
 * the debugger can stop, as by profileMemory, but cheaply: at some visits only, and without collecting garbage. Two
 * breakpoints at each point answer what one evaluation allocates, to the byte; what is allocated from one point to the
 * next, less that, belongs to the line of the first.
 */
import { performance } from 'node:perf_hooks';
import { types } from 'node:util';
import { withOriginals } from '../platform/original-built-ins.ts';
import { Inspector } from '../platform/inspector.ts';
import type { ScriptPlace } from '../platform/inspector-protocol.ts';
import { CollectionWatch } from './collections.ts';
import type { Collection } from './collections.ts';
import { heapSample } from './heap-sample.ts';
import { ConditionalStops } from './stops.ts';

/** Visits of a point at which the heap is read. */
const VISITS = 24;

/** Visits that are counted, 30 µs each; what a point takes that is visited more often is what the others leave. */
const COUNTED_VISITS = 400;

/** Rows of the log; further stops are counted only. */
const MAX_ROWS = 1 << 14;

/**
 * The columns of a row: the point, when, heap and buffers at its first evaluation; heap directly after that, at the
 * second, and directly after it.
 */
const Column = { point: 0, time: 1, used: 2, external: 3, done: 4, again: 5, end: 6 } as const;
const COLUMNS = 7;

/**
 * How much of what an evaluation allocates comes before the heap is read, of the part that depends on what is in scope:
 * 0.875 on V8 11, 0.89 on V8 13, from loops whose lines allocate nothing.
 */
const HEAD = 0.88;

/** What a breakpoint's condition allocates beside that, 32 B on V8 11 to 14, and after the last point, some 200 B. */
const EVALUATION_REST = 64;
const LAST_EVALUATION = 512;

/** What a point allocates, as far as it was seen. */
export interface PointBytes {
  readonly place: ScriptPlace;
  /** Bytes on the heap and outside it: the mean of the visits at which they were read, times all that were counted. */
  readonly heapBytes: number;
  readonly externalBytes: number;
  /** Whether it was visited more often than is counted. */
  readonly isMore: boolean;
}

/** Calls the function with the points of some functions watched; the points by function. */
export async function pointsOfCall(
  fn: () => unknown,
  functions: readonly ScriptPlace[],
): Promise<readonly (readonly PointBytes[])[]> {
  const sessions = [Inspector.session(0), Inspector.session(1)] as const;
  for (const session of sessions) session.enableDebugger();
  const watch = new CollectionWatch();
  try {
    const found = functions.map((place) => pointsOf(sessions[0], place));
    const points = found.flat();
    const stops = new ConditionalStops(sessions, fn as never, { isExpected: false });
    const log = new StopLog(points.length, (point, which) => stops.remove(point, which));
    try {
      withOriginals(() => stops.set(points, log));
      const returned = fn();
      if (types.isPromise(returned)) await returned;
      log.end();
    } finally {
      withOriginals(() => stops.close());
    }
    const collections = await watch.stop();
    return withOriginals(() => {
      const all = log.points(collections);
      let next = 0;
      return found.map((places) => places.map((place) => ({ place, ...all[next++] })));
    });
  } finally {
    for (const session of sessions) session.disableDebugger();
    await watch.stop();
  }
}

function pointsOf(inspector: Inspector, start: ScriptPlace): readonly ScriptPlace[] {
  try {
    return inspector.post('Debugger.getPossibleBreakpoints', { start, restrictToFunction: true }).locations;
  } catch {
    // The script is gone.
    return [];
  }
}

/** Pairs of calls by which the log measures itself. */
const OWN_PAIRS = 6;

/** Which points were reached, and the heap at some of these moments; allocated before the call. */
class StopLog {
  readonly #log = new Float64Array((MAX_ROWS + 1) * COLUMNS);
  readonly #visits: Float64Array;
  readonly #remove: (point: number, which: 'second' | 'all') => void;
  /** For each point the row from which on it is not watched any more. */
  readonly #unwatchedFrom: Float64Array;
  /** What reading the heap allocates from a row to the next, beyond an evaluation. */
  readonly #own: number;
  readonly #end: number;
  #rows = 0;
  #isSecond = false;

  constructor(points: number, remove: (point: number, which: 'second' | 'all') => void) {
    // Two more: for the log's own steps, and for the end of the call.
    this.#visits = new Float64Array(points + 2);
    this.#end = points + 1;
    this.#unwatchedFrom = new Float64Array(points).fill(Number.POSITIVE_INFINITY);
    this.#remove = remove;
    for (let i = 0; i < 2 * OWN_PAIRS; i++) this.hit(points);
    this.#own = middleOf(this.#steps([]).map(({ bytes }) => bytes));
    this.#rows = 0;
  }

  /** Called by the conditions; false, so that V8 does not pause. */
  hit(point: number): false {
    const { usedBytes, externalBytes } = heapSample();
    const at = this.#rows * COLUMNS;
    const log = this.#log;
    if (this.#isSecond && log[at] === point) {
      this.#isSecond = false;
      log[at + Column.again] = usedBytes;
      this.#rows++;
      if (++this.#visits[point] >= VISITS || this.#rows >= MAX_ROWS) this.#remove(point, 'second');
      log[at + Column.end] = heapSample().usedBytes;
    } else if (this.#visits[point] >= VISITS || this.#rows >= MAX_ROWS) {
      if (++this.#visits[point] >= COUNTED_VISITS) {
        this.#remove(point, 'all');
        this.#unwatchedFrom[point] = this.#rows;
      }
      // What counting allocates is in no step.
      if (this.#rows > 0) log[at - COLUMNS + Column.end] = Number.NaN;
    } else {
      this.#isSecond = true;
      log[at + Column.point] = point;
      log[at + Column.time] = performance.now();
      log[at + Column.used] = usedBytes;
      log[at + Column.external] = externalBytes;
      log[at + Column.done] = heapSample().usedBytes;
    }
    return false;
  }

  /** To be called when the call has ended: its last step ends here. */
  end(): void {
    const { usedBytes, externalBytes } = heapSample();
    const at = this.#rows * COLUMNS;
    this.#log[at + Column.point] = this.#end;
    this.#log[at + Column.time] = performance.now();
    this.#log[at + Column.used] = usedBytes;
    this.#log[at + Column.external] = externalBytes;
    this.#rows++;
  }

  /** What each point allocates. */
  points(collections: readonly Collection[]): readonly Omit<PointBytes, 'place'>[] {
    const steps = Array.from(this.#unwatchedFrom, (): Step[] => []);
    for (const step of this.#steps(collections)) steps[step.point].push(step);
    const known = steps.map((each) => each.filter(({ isUnclear }) => !isUnclear).map(({ bytes }) => bytes));
    const least = Math.min(...known.filter((each) => each.length > 0).map(middleOf));
    const idle = Math.max(this.#own, Math.min(least, this.#own + EVALUATION_REST));
    return steps.map((each, point) => ({
      heapBytes: usualOf(known[point].map((bytes) => Math.max(0, bytes - idle))) * this.#visits[point],
      externalBytes: usualOf(each.map(({ externalBytes }) => externalBytes)) * this.#visits[point],
      isMore: this.#visits[point] >= COUNTED_VISITS,
    }));
  }

  /** What was allocated from one row to the next, where no point may have run unseen. */
  #steps(collections: readonly Collection[]): readonly Step[] {
    const log = this.#log;
    const steps: Step[] = [];
    const costs = this.#costs();
    let next = 0;
    for (let row = 0; row + 1 < this.#rows; row++) {
      const at = row * COLUMNS;
      const to = at + COLUMNS;
      let bytes = log[to + Column.used] - log[at + Column.end];
      let externalBytes = log[to + Column.external] - log[at + Column.external];
      let isInReading = false;
      for (; next < collections.length && collections[next].at < log[to + Column.time]; next++) {
        const { at: time, beforeBytes, afterBytes, externalBeforeBytes, externalAfterBytes } = collections[next];
        if (time < log[at + Column.time]) continue;
        bytes += beforeBytes - afterBytes;
        externalBytes += externalBeforeBytes - externalAfterBytes;
        // Between the two readings of one point, or after them?
        isInReading ||= log[at + Column.again] < log[at + Column.done] || log[at + Column.end] < log[at + Column.again];
      }
      const cost = HEAD * costs[log[to]] + (1 - HEAD) * costs[log[at]];
      if (Number.isNaN(bytes) || isInReading || this.#mayHide(log[at], log[to], row)) continue;
      // What an evaluation allocates after the heap was read is not known by itself.
      const isUnclear = log[to] === this.#end && bytes - cost < LAST_EVALUATION;
      steps.push({ point: log[at], bytes: bytes - cost, isUnclear, externalBytes: Math.max(0, externalBytes) });
    }
    return steps;
  }

  /** Whether a point that is not watched any more lies between two others, or in a loop that leads back to one. */
  #mayHide(from: number, to: number, row: number): boolean {
    return this.#unwatchedFrom.some(
      (since, point) => since <= row && (from < to ? from < point && point < to : to <= point),
    );
  }

  /** What one evaluation at each point allocates: the median, since tables of V8 grow in some. */
  #costs(): readonly number[] {
    const costs = Array.from(this.#visits, (): number[] => []);
    for (let row = 0; row < this.#rows; row++) {
      const at = row * COLUMNS;
      costs[this.#log[at]].push(this.#log[at + Column.again] - this.#log[at + Column.done]);
    }
    // The end of the call is not an evaluation.
    return costs.map((each, point) => (each.length === 0 || point === this.#end ? 0 : middleOf(each)));
  }
}

/** What was allocated from one stop to the next. */
interface Step {
  readonly point: number;
  readonly bytes: number;
  /** Whether these bytes may be of the measurement alone. */
  readonly isUnclear: boolean;
  readonly externalBytes: number;
}

/** Fewer visits show nothing usual. */
const LEAST_VISITS = 4;

/** The mean without one that is more than all others, as when a table of V8 grows. */
function usualOf(steps: readonly number[]): number {
  if (steps.length === 0) return 0;
  const sum = steps.reduce((total, bytes) => total + bytes, 0);
  const most = Math.max(...steps);
  return steps.length < LEAST_VISITS || 2 * most < sum ? sum / steps.length : (sum - most) / (steps.length - 1);
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
