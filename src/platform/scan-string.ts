/**
 * One look at a text's characters that tells what a table of texts wants to know and, on the way, what its size depends
 * on. Short texts are read whole; of long ones sixteen characters are hashed, and V8's own regexp code tells the width
 * when it is asked for.
 */
import { imul } from './math.ts';
import * as js from './intrinsics.ts';

/** What the last {@link scanText} found: one object that is written over, because this is asked for every string. */
export const scanned = {
  /** A hash of 31 bits, never 0. */
  hash: 1,
  /** Some bit of some character that was read; tells the width of a text that was read whole. */
  bits: 0,
};

/** One step of FNV-1a: takes one character into a hash. */
export function mix(hash: number, text: string, at: number): number {
  return imul(hash ^ js.charCodeAt(text, at), PRIME);
}

const PRIME = 0x01000193;
/** Texts up to this long are read whole: beyond it, two looks are cheaper. */
export const READ_WHOLE = 16;

/** Reads a text and leaves its hash in {@link scanned}. */
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
    scanned.bits = all;
  } else {
    // Names differ at their ends, numbers in their last digits.
    for (let i = 0; i < 3; i++) hash = mix(hash, text, i);
    const middle = length >> 1;
    for (let i = middle - 2; i < middle + 2; i++) hash = mix(hash, text, i);
    for (let i = length - 9; i < length; i++) hash = mix(hash, text, i);
  }
  scanned.hash = ((hash ^ (hash >>> 15)) & 0x7fffffff) | 1;
}

/**
 * Whether the text that was scanned last has a character beyond Latin-1, so that V8 keeps it in two bytes a character.
 */
export function isTwoByteScanned(text: string): boolean {
  return text.length <= READ_WHOLE ? scanned.bits > 255 : js.isTwoByte(text);
}
