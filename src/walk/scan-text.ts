/**
 * One look at a text's characters that tells both what a table of texts wants to know and what its size depends on. Short
 * texts are read whole; of long ones sixteen characters are hashed, and V8's own regexp code tells the width.
 */
import { imul } from '../math.ts';
import * as js from './intrinsics.ts';

/** What the last {@link scanText} found: one object that is written over, because this is asked for every string. */
export const scanned = {
  /** A hash of 31 bits, never 0. */
  hash: 1,
  /** A character is beyond Latin-1, so that V8 keeps the text in two bytes a character. */
  isTwoByte: false,
};

/** One step of FNV-1a: takes one character into a hash. */
export function mix(hash: number, text: string, at: number): number {
  return imul(hash ^ js.charCodeAt(text, at), PRIME);
}

const PRIME = 0x01000193;
/** Texts up to this long are read whole: beyond it, two looks are cheaper. */
const READ_WHOLE = 16;

/** Reads a text and leaves hash and width in {@link scanned}. */
export function scanText(text: string): void {
  const { length } = text;
  let hash = length ^ 0x2c9277b5;
  if (length <= READ_WHOLE) {
    let all = 0;
    for (let i = 0; i < length; i++) {
      const code = js.charCodeAt(text, i);
      all |= code;
      hash = imul(hash ^ code, PRIME);
    }
    scanned.isTwoByte = all > 255;
  } else {
    // Names differ at their ends, numbers in their last digits.
    for (let i = 0; i < 3; i++) hash = mix(hash, text, i);
    const middle = length >> 1;
    for (let i = middle - 2; i < middle + 2; i++) hash = mix(hash, text, i);
    for (let i = length - 9; i < length; i++) hash = mix(hash, text, i);
    scanned.isTwoByte = js.isTwoByte(text);
  }
  scanned.hash = ((hash ^ (hash >>> 15)) & 0x7fffffff) | 1;
}
