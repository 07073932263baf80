/**
 * Hashes a string for a string table and, in the same pass, finds what its size depends on. Short strings are read
 * whole; of long ones sixteen characters are hashed, and the width is found by V8's own regexp code, on demand.
 */
import { imul } from './math.ts';
import * as js from './intrinsics.ts';
import { isTwoByte, isTwoByteWith } from './string-width.ts';

/**
 * The result of the last {@link scanString}: one object that is overwritten, because this is called for every string.
 */
export const scanned = {
  /** A hash of 31 bits, never 0. */
  hash: 1,
  /** All characters read, OR-ed together; gives the width of a string that was read whole. */
  bits: 0,
};

/** One step of FNV-1a: adds one character to a hash. */
export function mix(hash: number, string: string, at: number): number {
  return imul(hash ^ js.charCodeAt(string, at), PRIME);
}

const PRIME = 0x01000193;
/** Strings up to this length are read whole: sampling and a width check are cheaper only beyond it. */
export const READ_WHOLE = 16;

/** Scans a string; the result is in {@link scanned}. */
export function scanString(string: string): void {
  const { length } = string;
  let hash = length ^ 0x2c9277b5;
  if (length <= READ_WHOLE) {
    let all = 0;
    for (let i = 0; i < length; i++) {
      const code = js.charCodeAt(string, i);
      all |= code;
      hash = imul(hash ^ code, PRIME);
    }
    scanned.bits = all;
  } else {
    // Names differ at their ends, numbers in their last digits.
    for (let i = 0; i < 3; i++) hash = mix(hash, string, i);
    const middle = length >> 1;
    for (let i = middle - 2; i < middle + 2; i++) hash = mix(hash, string, i);
    for (let i = length - 9; i < length; i++) hash = mix(hash, string, i);
  }
  scanned.hash = ((hash ^ (hash >>> 15)) & 0x7fffffff) | 1;
}

/** Whether V8 stores the last scanned string with two bytes a character. */
export function isTwoByteScanned(string: string): boolean {
  return string.length <= READ_WHOLE ? isTwoByteWith(string, scanned.bits) : isTwoByte(string);
}
