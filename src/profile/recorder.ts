/**
 * Writes down the heap at every point of the profiled function. Two inspector sessions set a breakpoint with a condition at
 * each point; both conditions call `hit` and answer false, so nothing ever pauses. Nothing of the program runs between the
 * two calls, so the heap's growth from the one to the other is what one evaluation allocates at this very point, and is taken
 * out exactly (an evaluation takes 60 µs and 3 to 5 KB; 500 to 1,000 B of these outlive a young collection).
 */
import { performance } from 'node:perf_hooks';
import { heapReading } from './heap-reading.ts';

/** Columns of one row of the log. */
export const Column = {
  /** Which point. */
  place: 0,
  /** When, on the clock of `performance.now()`. */
  time: 1,
  /** Heap and external bytes at the first call. */
  used: 2,
  external: 3,
  /** Heap bytes when the first call ended, when the second began, and when it ended. */
  done: 4,
  again: 5,
  end: 6,
  /** Bytes allocated by counting alone since the row before. */
  counting: 7,
} as const;
export const COLUMNS = 8;

/** Visits of a point that are written down; further ones are only counted. Large enough for an array to have grown several times by push. */
const VISITS = 100;

/** Visits of a point that are counted one by one where V8 does not count them; 5,000 take a third of a second. */
const COUNTED_VISITS = 5000;

/** Rows that the log has at most, 64 bytes each. */
const MAX_ROWS = 1 << 16;

/** What a recorder needs of those who set its breakpoints. */
export interface Stops {
  /** Removes the second breakpoint at a point, or both. */
  remove(place: number, which: 'second' | 'all'): void;
  /** Whether V8 counts the visits of this function's points by itself; asked once, when the first point was visited often. */
  isCounted(): boolean;
}

/** The log of one run. Its memory is all taken before the run. */
export class Recorder {
  readonly log: Float64Array;
  /** Visits seen, by point. */
  readonly visits: Float64Array;
  /** 1 for a point that is no longer watched. */
  readonly retired: Uint8Array;
  /** For each point the row from which on it is not written down any more, or infinity. */
  readonly silentFrom: Float64Array;
  /** Rows written. */
  rows = 0;
  readonly #limit: number;
  /** What one evaluation allocates, by point. */
  readonly #cost: Float64Array;
  readonly #counting = new Float64Array(1);
  readonly #stops: Stops;
  #isCounted: boolean | undefined;
  #isSecond = false;

  /**
   * @param places how many points there are.
   * @param stops sets and removes the breakpoints; a point that V8 counts by itself is left alone when enough was written down.
   */
  constructor(places: number, stops: Stops) {
    this.#limit = Math.max(2, Math.min(VISITS, Math.floor(MAX_ROWS / Math.max(1, places))));
    this.log = new Float64Array((this.#limit * places + 1) * COLUMNS);
    this.visits = new Float64Array(places);
    this.retired = new Uint8Array(places);
    this.silentFrom = new Float64Array(places).fill(Number.POSITIVE_INFINITY);
    this.#cost = new Float64Array(places);
    this.#stops = stops;
  }

  /** Called by the conditions; false, so that V8 goes on. */
  hit(place: number): false {
    if (this.visits[place] >= this.#limit && !this.#isSecond) return this.#count(place);
    const { usedBytes, externalBytes } = heapReading();
    const { log } = this;
    const row = this.rows * COLUMNS;
    // A condition that could not run, for want of stack, leaves a first call without its second.
    if (!this.#isSecond || log[row + Column.place] !== place) {
      log[row + Column.place] = place;
      log[row + Column.time] = performance.now();
      log[row + Column.used] = usedBytes;
      log[row + Column.external] = externalBytes;
      log[row + Column.counting] = this.#counting[0];
      this.#counting[0] = 0;
      this.#isSecond = true;
      log[row + Column.done] = heapReading().usedBytes;
      return false;
    }
    this.#isSecond = false;
    log[row + Column.again] = usedBytes;
    this.rows++;
    this.#cost[place] = usedBytes - log[row + Column.done];
    if (++this.visits[place] >= this.#limit) {
      this.silentFrom[place] = this.rows;
      this.#isCounted ??= this.#stops.isCounted();
      this.#stops.remove(place, this.#isCounted ? 'all' : 'second');
      if (this.#isCounted) this.retired[place] = 1;
    }
    log[row + Column.end] = heapReading().usedBytes;
    return false;
  }

  /** Visits of a point that were written down. */
  logged(place: number): number {
    return Math.min(this.visits[place], this.#limit);
  }

  #count(place: number): false {
    this.#counting[0] += this.#cost[place];
    if (++this.visits[place] >= COUNTED_VISITS) {
      this.retired[place] = 1;
      this.#stops.remove(place, 'all');
    }
    return false;
  }
}
