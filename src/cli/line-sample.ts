/**
 * A uniform random sample of the lines of a file, which is the same in whatever ranges the file is read: a line's
 * priority is a hash of its place in the file, and the lines of least priority are the sample.
 */
import { imul } from '../platform/math.ts';

/** A line by its place. */
export interface PlacedLine {
  /** Of its first byte in the file. */
  readonly offset: number;
  /** Bytes, without the line end. */
  readonly length: number;
  /** Its number among the lines of the range that it was found in, from 0. */
  readonly index: number;
}

/** Numbers of a line in a list, which goes from thread to thread as one array: priority, offset, length, index. */
const COLUMNS = 4;

/** Keeps the lines of least priority. */
export class LineSample {
  readonly #size: number;
  readonly #seed: number;
  #rows = new Float64Array(COLUMNS * 256);
  #count = 0;
  /** Lines above this priority are not in the sample. */
  #most = Infinity;

  constructor(size: number, seed: number) {
    this.#size = size;
    this.#seed = seed;
  }

  meet(offset: number, length: number, index: number): void {
    const priority = priorityOf(offset, this.#seed);
    if (priority > this.#most) return;
    if (this.#count * COLUMNS === this.#rows.length) this.#makeRoom();
    const at = this.#count++ * COLUMNS;
    const rows = this.#rows;
    rows[at] = priority;
    rows[at + 1] = offset;
    rows[at + 2] = length;
    rows[at + 3] = index;
  }

  /** Finding the least now and then, among twice as many, costs less than keeping them in order. */
  #makeRoom(): void {
    const kept = this.take();
    this.#count = kept.length / COLUMNS;
    if (this.#count === this.#size) this.#most = nthPriority(kept, this.#size);
    this.#rows = new Float64Array(Math.max(kept.length * 2, COLUMNS * 256));
    this.#rows.set(kept);
  }

  /** The lines of least priority, as numbers. */
  take(): Float64Array {
    return leastOf(this.#rows.subarray(0, this.#count * COLUMNS), this.#size);
  }
}

/** So many lines of least priority, in any order. */
export function leastOf(rows: Float64Array, count: number): Float64Array {
  if (rows.length <= count * COLUMNS) return rows.slice();
  const most = nthPriority(rows, count);
  const least = new Float64Array(count * COLUMNS);
  let end = 0;
  // Of those that equal the last one the first in the file are taken; they are two, rarely three.
  const equal: number[] = [];
  for (let at = 0; at < rows.length; at += COLUMNS) {
    if (rows[at] > most) continue;
    if (rows[at] === most) equal.push(at);
    else {
      least.set(rows.subarray(at, at + COLUMNS), end);
      end += COLUMNS;
    }
  }
  equal.sort((a, b) => rows[a + 1] - rows[b + 1]);
  for (let i = 0; end < least.length; i++, end += COLUMNS) least.set(rows.subarray(equal[i], equal[i] + COLUMNS), end);
  return least;
}

/** The highest priority among so many lines of least priority. */
function nthPriority(rows: Float64Array, count: number): number {
  const priorities = new Float64Array(rows.length / COLUMNS);
  for (let i = 0; i < priorities.length; i++) priorities[i] = rows[i * COLUMNS];
  return priorities.sort()[count - 1];
}

/** The lines of a list. */
export function linesIn(rows: Float64Array): PlacedLine[] {
  return Array.from({ length: rows.length / COLUMNS }, (_, i) => ({
    offset: rows[i * COLUMNS + 1],
    length: rows[i * COLUMNS + 2],
    index: rows[i * COLUMNS + 3],
  }));
}

/** Lists of lines as one; `before` has how many lines of the file come before each. */
export function joined(lists: readonly Float64Array[], before: readonly number[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const [i, list] of lists.entries()) {
    all.set(list, at);
    for (let k = 0; k < list.length; k += COLUMNS) all[at + k + 3] += before[i];
    at += list.length;
  }
  return all;
}

/** 32 bits of a hash of a line's place (the last steps of MurmurHash3). */
function priorityOf(offset: number, seed: number): number {
  let mixed = (offset ^ imul(Math.floor(offset / 2 ** 32) + seed, 0x9e3779b1)) | 0;
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
