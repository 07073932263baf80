/**
 * The strings of a heap snapshot, outside V8's heap: their bytes in one buffer, their ends in one column, decoded on
 * demand. As strings on V8's heap they would take several times the memory, in a process that may be short of it.
 */
import { GrowingColumn } from './growing-column.ts';
import { SnapshotFormatError } from './snapshot-format-error.ts';

/** How a string is stored: as ASCII, as other UTF-8, or as JSON with escapes. */
const ENCODING = { ascii: 0, utf8: 1, escaped: 2 } as const;

/** Cache size for decoded strings; 2^12 short ones take a few hundred kilobytes. */
const CACHED = 1 << 12;
const LONGEST_CACHED = 256;

/** The strings of one snapshot by index. */
export class SnapshotStrings {
  readonly length: number;
  readonly #bytes: Buffer;
  readonly #ends: Uint32Array;
  readonly #encodings: Uint8Array;
  readonly #cachedIndex = new Int32Array(CACHED).fill(-1);
  readonly #cached: string[] = [];

  /** @internal A snapshot makes it. */
  constructor(bytes: Uint8Array, ends: Uint32Array, encodings: Uint8Array) {
    this.length = ends.length;
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#ends = ends;
    this.#encodings = encodings;
  }

  /** The string at an index; undefined beyond the last. */
  get(index: number): string {
    const slot = index & (CACHED - 1);
    if (this.#cachedIndex[slot] === index) return this.#cached[slot];
    const text = this.#decode(index);
    if (text.length <= LONGEST_CACHED) {
      this.#cachedIndex[slot] = index;
      this.#cached[slot] = text;
    }
    return text;
  }

  /** The first index of a string, or -1. */
  indexOf(text: string): number {
    const ends = this.#ends;
    const wanted = Buffer.from(text);
    for (let index = 0, start = 0; index < ends.length; start = ends[index++]) {
      if (this.#encodings[index] === ENCODING.escaped) {
        if (this.#decode(index) === text) return index;
      } else if (
        ends[index] - start === wanted.length &&
        this.#bytes.compare(wanted, 0, wanted.length, start, ends[index]) === 0
      ) {
        return index;
      }
    }
    return -1;
  }

  /** For each string the number that `flagsOf` returns; the decoded strings are not kept. */
  flags<Column extends Uint8Array | Uint16Array>(into: Column, flagsOf: (text: string) => number): Column {
    for (let index = 0; index < this.length; index++) into[index] = flagsOf(this.#decode(index));
    return into;
  }

  /** All strings as an array, on V8's heap: for small snapshots. */
  toArray(): string[] {
    return Array.from({ length: this.length }, (_, index) => this.#decode(index));
  }

  #decode(index: number): string {
    const start = index === 0 ? 0 : this.#ends[index - 1];
    const end = this.#ends[index];
    if (this.#encodings[index] === ENCODING.ascii) return this.#bytes.toString('latin1', start, end);
    const raw = this.#bytes.toString('utf8', start, end);
    return this.#encodings[index] === ENCODING.utf8 ? raw : unescapeJson(raw);
  }
}

/** Collects strings byte by byte as they occur in JSON. */
export class StringCollector {
  #bytes: Buffer = Buffer.allocUnsafeSlow(1 << 16);
  #length = 0;
  #isAscii = true;
  #hasEscapes = false;
  readonly #ends = new GrowingColumn(Uint32Array);
  readonly #encodings = new GrowingColumn(Uint8Array);

  /** Adds a part of the current string: bytes between its quotes. */
  append(chunk: Uint8Array, from: number, to: number, hasEscapes: boolean): void {
    const length = this.#length + (to - from);
    if (length > this.#bytes.length) this.#grow(length);
    const bytes = this.#bytes;
    let at = this.#length;
    let all = 0;
    for (let i = from; i < to; i++) all |= bytes[at++] = chunk[i];
    if (all > 0x7f) this.#isAscii = false;
    if (hasEscapes) this.#hasEscapes = true;
    this.#length = length;
  }

  /** Ends the current string. */
  endString(): void {
    this.#ends.push(this.#length);
    this.#encodings.push(this.#hasEscapes ? ENCODING.escaped : this.#isAscii ? ENCODING.ascii : ENCODING.utf8);
    this.#isAscii = true;
    this.#hasEscapes = false;
  }

  /** The strings so far. */
  finish(): SnapshotStrings {
    return new SnapshotStrings(this.#bytes.subarray(0, this.#length), this.#ends.finish(), this.#encodings.finish());
  }

  #grow(least: number): void {
    // String ends are stored as 32-bit numbers.
    if (least >= 2 ** 32) throw new SnapshotFormatError('the heap snapshot has more than 4 GiB of strings');
    let bytes: Buffer;
    try {
      bytes = Buffer.allocUnsafeSlow(Math.max(least, Math.min(2 ** 32 - 1, this.#bytes.length * 2)));
    } catch {
      bytes = Buffer.allocUnsafeSlow(least);
    }
    this.#bytes.copy(bytes, 0, 0, this.#length);
    this.#bytes = bytes;
  }
}

/** V8 may cut a name inside a surrogate pair or write control characters; such a string stays in its JSON form. */
function unescapeJson(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
