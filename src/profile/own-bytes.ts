/**
 * The bytes of recording on the heap at any moment. What a stop allocates is known to the byte; a collection frees all
 * of it except a part that V8 keeps of every condition until the current task ends.
 */

import type { Collection } from './collections.ts';

/** What a young collection leaves of a stop until the next full one: 400 to 1,200 B on Node 20 to 26. */
const FLOATING = 600;

/** The part of the cost of recording that cannot be measured at the stop itself; see calibrate.ts. */
export interface RecordingCost {
  /** Growth from one point to the next when the program allocates nothing. */
  readonly stop: number;
  /** What a collection leaves of one stop, and of each further stop since the previous collection. */
  readonly kept: number;
  readonly keptMore: number;
  /** Growth from the sample before the call to the first point. */
  readonly entry: number;
  /** Growth from the last point to the sample after the call. */
  readonly exit: number;
}

/** Sizes of V8's list of counted functions: a power of two of 8-byte entries, plus 40. */
export function isTableSize(bytes: number): boolean {
  const entries = (bytes - 40) / 8;
  return entries >= 32 && Number.isInteger(Math.log2(entries));
}

/**
 * V8 11 sometimes counts a 256 KiB page that it has begun to fill as fully used until the next collection; observed at
 * 253,912 to 258,056 B.
 */
const COUNTED_PAGE: readonly [from: number, to: number] = process.versions.v8.startsWith('11.')
  ? [253_000, 258_200]
  : [0, -1];

/**
 * Whether a growth is that of a page counted too early. If a line really allocated that much at once in small objects,
 * the growth reappears at the next collection and is reported at the loop.
 */
export function isCountedPage(bytes: number): boolean {
  return COUNTED_PAGE[0] <= bytes && bytes <= COUNTED_PAGE[1];
}

/** Tracks the bytes of recording on the heap. */
export class OwnBytes {
  readonly #cost: RecordingCost;
  #young = 0;
  #stops = 0;
  #old = 0;
  #floating = 0;

  constructor(cost: RecordingCost) {
    this.#cost = cost;
  }

  /** Current bytes. */
  get bytes(): number {
    return this.#young + this.#old + this.#floating;
  }

  /** Stops since the last collection. */
  get stops(): number {
    return this.#stops;
  }

  add(bytes: number, stops: number): void {
    this.#young += bytes;
    this.#stops += stops;
  }

  /** Accounts for a collection; returns what it frees of these bytes. */
  collect({ kind }: Collection): number {
    const before = this.bytes;
    if (this.#stops > 0) this.#old += this.#cost.kept + (this.#stops - 1) * this.#cost.keptMore;
    this.#floating = kind === 'full' ? 0 : this.#floating + this.#stops * FLOATING;
    this.#young = 0;
    this.#stops = 0;
    return before - this.bytes;
  }
}
