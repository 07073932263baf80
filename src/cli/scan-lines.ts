/**
 * Reads the lines of one range of a file and samples them, so that threads can share a large file. Nothing is kept of a
 * line but its place, and the buffer is used again, so that memory does not grow with the file.
 */
import { constants } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { NEWLINE } from '../platform/char-codes.ts';
import { isInvalidRecord } from './check-record.ts';
import { readError } from './input.ts';
import { LineSample } from './line-sample.ts';
import type { PlacedLine } from './line-sample.ts';

/** Bytes per read. */
const CHUNK = 1 << 20;

/** A range of a file: the lines that begin in it. */
export interface LineRange {
  readonly path: string;
  readonly from: number;
  /** The first byte after it; infinite to read to the end of the file. */
  readonly to: number;
  readonly sample: number;
  readonly seed: number;
}

/** What was found in a range. */
export interface ScannedRange {
  /** Lines that are not blank, and all. */
  readonly count: number;
  readonly lines: number;
  /** Where in the file reading ended. */
  readonly end: number;
  /** See line-sample.ts. */
  readonly sample: Float64Array;
  /** The first line that is not JSON, where reading ended. */
  readonly invalid: PlacedLine | undefined;
  /** The number of a line, from 0, that is too long for a string, where reading ended. */
  readonly tooLong: number | undefined;
}

/**
 * Reads a range; `onRead` receives the bytes read so far.
 *
 * @throws {CommandError} if the file cannot be read.
 */
export function scanLines(range: LineRange, onRead: (bytes: number) => void): ScannedRange {
  return inFile(range.path, (file) => new Scan(file, range, onRead).run());
}

/**
 * Opens a file, and closes it after use.
 *
 * @throws {CommandError} if it cannot be read.
 */
export function inFile<T>(path: string, use: (file: number) => T): T {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    return use(file);
  } catch (error) {
    throw readError(path, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

class Scan {
  readonly #file: number;
  readonly #range: LineRange;
  readonly #onRead: (bytes: number) => void;
  readonly #sample: LineSample;
  #buffer = Buffer.allocUnsafeSlow(CHUNK);
  /** Bytes in the buffer, and the place of the first of them in the file. */
  #filled = 0;
  #start: number;
  #count = 0;
  #lines = 0;

  constructor(file: number, range: LineRange, onRead: (bytes: number) => void) {
    this.#file = file;
    this.#range = range;
    this.#onRead = onRead;
    this.#sample = new LineSample(range.sample, range.seed);
    // From the byte before, which shows whether a line begins here.
    this.#start = Math.max(0, range.from - 1);
  }

  run(): ScannedRange {
    const { from, to } = this.#range;
    let skips = from > 0;
    /** In the buffer: where the line begins, and up to where no line end was found. */
    let begin = 0;
    let searched = 0;
    for (;;) {
      let end = this.#buffer.indexOf(NEWLINE, searched);
      if (end < 0 || end >= this.#filled) {
        searched = this.#filled - begin;
        if (searched > constants.MAX_STRING_LENGTH) return this.#ended({ tooLong: this.#lines });
        const isLast = !this.#readMore(begin);
        begin = 0;
        if (!isLast) continue;
        if (searched === 0) break;
        end = searched;
      }
      if (skips) skips = false;
      else if (this.#start + begin >= to) break;
      else if (!this.#meet(begin, end))
        return this.#ended({ invalid: { offset: this.#start + begin, length: end - begin, index: this.#lines } });
      begin = searched = end + 1;
      if (begin > this.#filled) break;
    }
    return this.#ended({});
  }

  #ended(fault: Partial<Pick<ScannedRange, 'invalid' | 'tooLong'>>): ScannedRange {
    return {
      count: this.#count,
      lines: this.#lines,
      end: this.#start + this.#filled,
      sample: this.#sample.take(),
      invalid: undefined,
      tooLong: undefined,
      ...fault,
    };
  }

  /** Moves the begun line to the start of the buffer and reads on after it; false at the end of the file. */
  #readMore(begin: number): boolean {
    const rest = this.#filled - begin;
    const before = this.#buffer;
    if (rest > before.length / 2) this.#buffer = Buffer.allocUnsafeSlow(before.length * 2);
    before.copy(this.#buffer, 0, begin, this.#filled);
    this.#start += begin;
    const read = readSync(this.#file, this.#buffer, rest, this.#buffer.length - rest, this.#start + rest);
    this.#filled = rest + read;
    this.#onRead(Math.max(0, this.#start + this.#filled - this.#range.from));
    return read > 0;
  }

  /** Counts a line, and takes it into the sample; false if it is not JSON. */
  #meet(begin: number, end: number): boolean {
    const buffer = this.#buffer;
    let first = begin;
    while (first < end && buffer[first] <= 0x20) first++;
    if (first < end) {
      let last = end - 1;
      while (buffer[last] <= 0x20) last--;
      if (isInvalidRecord(buffer, first, last, this.#start + begin === 0)) return false;
      this.#count++;
      this.#sample.meet(this.#start + begin, end - begin, this.#lines);
    }
    this.#lines++;
    return true;
  }
}
