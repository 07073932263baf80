/**
 * Records the heap at every point of the profiled function. Two inspector sessions set a breakpoint with a condition at
 * each point; both conditions call `hit` and answer false, so nothing ever pauses. Nothing of the program runs between
 * the two calls, so the heap's growth from the one to the other is what one evaluation allocates at this very point,
 * and is taken out exactly (an evaluation takes 60 µs and 3 to 5 KB).
 *
 * At the first visit of a point garbage is collected before the heap is read: so a line's growth is what it keeps, and
 * what a loop threw away is gone when the loop is left.
 */
import { performance } from 'node:perf_hooks';
import { heapSample } from './heap-sample.ts';

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
  /** 1 if garbage was collected for the sample. */
  collected: 8,
  /** When the first sample was asked for; `time` is when it was done. */
  asked: 9,
} as const;
export const COLUMNS = 10;

/**
 * Visits of a point that are written down; further ones are only counted. Large enough for an array to have grown
 * several times by push.
 */
const VISITS = 64;

/** Visits of a point that are counted one by one where V8 does not count them; 5,000 take a third of a second. */
const COUNTED_VISITS = 5000;

/**
 * Milliseconds that collections for samples take at most; one takes about 2 ms for a heap of 10 MB, and a second for 2
 * GB.
 */
const COLLECTING_MS = 2000;

/** Rows that the log has at most, 80 bytes each. */
const MAX_ROWS = 1 << 16;

/** What a recorder needs of the code that sets its breakpoints. */
export interface Stops {
  /** Removes the second breakpoint at a point, or both. */
  remove(place: number, which: 'second' | 'all'): void;
  /** Whether V8 counts the visits of this function's points by itself. */
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
  readonly #collect: () => void;
  readonly #collectingMs = new Float64Array(1);
  readonly #stops: Stops;
  #isSecond = false;

  /**
   * @param places how many points there are.
   * @param stops sets and removes the breakpoints; a point that V8 counts by itself is left alone when enough was
   * written down.
   * @param collect collects all garbage.
   */
  constructor(places: number, stops: Stops, collect: () => void) {
    this.#limit = Math.max(2, Math.min(VISITS, Math.floor(MAX_ROWS / Math.max(1, places))));
    this.log = new Float64Array((this.#limit * places + 1) * COLUMNS);
    this.visits = new Float64Array(places);
    this.retired = new Uint8Array(places);
    this.silentFrom = new Float64Array(places).fill(Number.POSITIVE_INFINITY);
    this.#cost = new Float64Array(places);
    this.#stops = stops;
    this.#collect = collect;
  }

  /** Called by the conditions; false, so that V8 goes on. */
  hit(place: number): false {
    if (this.visits[place] >= this.#limit && !this.#isSecond) return this.#count(place);
    const { log } = this;
    const collected = !this.#isSecond && this.visits[place] === 0 && this.collect();
    const row = this.rows * COLUMNS;
    const asked = performance.now();
    const { usedBytes, externalBytes } = heapSample();
    // A condition that could not run, for want of stack, leaves a first call without its second.
    if (!this.#isSecond || log[row + Column.place] !== place) {
      log[row + Column.place] = place;
      log[row + Column.time] = performance.now();
      log[row + Column.asked] = asked;
      log[row + Column.used] = usedBytes;
      log[row + Column.external] = externalBytes;
      log[row + Column.counting] = this.#counting[0];
      log[row + Column.collected] = collected ? 1 : 0;
      this.#counting[0] = 0;
      this.#isSecond = true;
      log[row + Column.done] = heapSample().usedBytes;
      return false;
    }
    this.#isSecond = false;
    log[row + Column.again] = usedBytes;
    this.rows++;
    this.#cost[place] = usedBytes - log[row + Column.done];
    if (++this.visits[place] >= this.#limit) {
      this.silentFrom[place] = this.rows;
      const isCounted = this.#stops.isCounted();
      this.#stops.remove(place, isCounted ? 'all' : 'second');
      if (isCounted) this.retired[place] = 1;
    }
    log[row + Column.end] = heapSample().usedBytes;
    return false;
  }

  /** Collects all garbage, unless that has taken too long already; false then. */
  collect(): boolean {
    if (this.#collectingMs[0] > COLLECTING_MS) return false;
    const begin = performance.now();
    this.#collect();
    this.#collectingMs[0] += performance.now() - begin;
    return true;
  }

  /** Visits from which on a point is not counted any more. */
  get leastCounted(): number {
    return this.#stops.isCounted() ? this.#limit : COUNTED_VISITS;
  }

  /** Garbage was collected for every sample that wanted it. */
  get isClean(): boolean {
    return this.#collectingMs[0] <= COLLECTING_MS;
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
