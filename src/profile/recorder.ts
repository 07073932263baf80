/**
 * Records the heap at every point of the profiled function. Two inspector sessions set a breakpoint with a condition at
 * each point; both conditions call `hit` and answer false, so nothing ever pauses. Nothing of the program runs between
 * the two calls, so the heap's growth from one to the other is what one evaluation allocates at this point, and is
 * subtracted exactly (an evaluation takes 60 µs and 3 to 5 KB).
 *
 * At the first visit of a point garbage is collected before the heap is read: so a line's growth is what it keeps, and
 * a loop's garbage is gone when the loop ends.
 */
import { performance } from 'node:perf_hooks';
import { heapSample } from './heap-sample.ts';

/** The columns of a log row. */
export const Column = {
  /** The point's index. */
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
  /** Bytes allocated by mere counting since the previous row. */
  counting: 7,
  /** 1 if garbage was collected for the sample. */
  collected: 8,
  /** When the first sample was requested; `time` is when it was done. */
  asked: 9,
} as const;
export const COLUMNS = 10;

/** Recorded visits per point; later ones are only counted. Enough for an array to have grown several times by push. */
const VISITS = 64;

/** The most visits of a point that are counted one by one if V8 does not count them; 5,000 take a third of a second. */
const COUNTED_VISITS = 5000;

/**
 * Time limit in milliseconds for all collections for samples; one takes about 2 ms for a heap of 10 MB, and a second
 * for 2 GB.
 */
const COLLECTING_MS = 2000;

/** The most rows in the log, 80 bytes each. */
const MAX_ROWS = 1 << 16;

/** What a recorder needs of the code that sets its breakpoints. */
export interface Stops {
  /** Removes the second breakpoint at a point, or both. */
  remove(place: number, which: 'second' | 'all'): void;
  /** Whether V8 itself counts the visits of this function's points. */
  isCounted(): boolean;
}

/** The log of one run. All of its memory is allocated before the run. */
export class Recorder {
  readonly log: Float64Array;
  /** Observed visits by point. */
  readonly visits: Float64Array;
  /** 1 for a point that is no longer watched. */
  readonly retired: Uint8Array;
  /** For each point the row from which on it is no longer recorded, or infinity. */
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
   * @param places the number of points.
   * @param stops sets and removes the breakpoints; breakpoints of a point that V8 counts are removed once enough visits
   * are recorded.
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

  /** Called by the conditions; returns false, so that V8 does not pause. */
  hit(place: number): false {
    if (this.visits[place] >= this.#limit && !this.#isSecond) return this.#count(place);
    const { log } = this;
    const collected = !this.#isSecond && this.visits[place] === 0 && this.collect();
    const row = this.rows * COLUMNS;
    const asked = performance.now();
    const { usedBytes, externalBytes } = heapSample();
    // If the second condition could not run, for lack of stack, the first call has no second.
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

  /** Collects all garbage; false if collections have already taken too long. */
  collect(): boolean {
    if (this.#collectingMs[0] > COLLECTING_MS) return false;
    const begin = performance.now();
    this.#collect();
    this.#collectingMs[0] += performance.now() - begin;
    return true;
  }

  /** Visits after which a point is no longer counted. */
  get leastCounted(): number {
    return this.#stops.isCounted() ? this.#limit : COUNTED_VISITS;
  }

  /** Whether garbage was collected for every sample that required it. */
  get isClean(): boolean {
    return this.#collectingMs[0] <= COLLECTING_MS;
  }

  /** Recorded visits of a point. */
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
