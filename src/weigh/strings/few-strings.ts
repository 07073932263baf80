/**
 * Bytes of the strings of a small value, which are compared one by one. A tenth of the code of `StringWeigher`, whose
 * rules these are: a program pays for interpreting and compiling it once, before the first ten thousand calls are over.
 */
import type { Layout } from '../../layout/layout.ts';
import { stringBytes } from '../../layout/strings.ts';
import * as js from '../../platform/intrinsics.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import { isTwoByteScanned, scanString, scanned } from '../../platform/scan-string.ts';
import { isTwoByte } from '../../platform/string-width.ts';
import { isSharedByAll, MAX_SHARED_LENGTH } from './read-only-strings.ts';

/** More different strings than this are left to a walk. */
const MAX_STRINGS = 16;

/** Adds up the bytes of the strings of a plain object with the policy `auto`. */
export class FewStrings {
  bytes = 0;
  /** How many different strings there are. */
  met = 0;
  readonly strings: string[] = nullPrototypeList();
  /** Of each: its bytes, negative if V8 has it anyway, its hash, and how often it occurs besides the first time. */
  readonly sizes = new Int32Array(MAX_STRINGS);
  readonly hashes = new Int32Array(MAX_STRINGS);
  readonly repeats = new Uint8Array(MAX_STRINGS);
  readonly #layout: Layout;
  /** Some string has two bytes a character; some string that V8 may not share beside such a one occurs twice. */
  #hasWide = false;
  #hasNarrowTwice = false;

  constructor(layout: Layout) {
    this.#layout = layout;
    for (let i = 0; i < MAX_STRINGS; i++) this.strings[i] = '';
  }

  /** Adds one occurrence of a string that is not empty; false for what a walk must decide. */
  meet(string: string): boolean {
    const { length } = string;
    if (length === 1 && js.isReadOnlyRootString(string)) return true;
    const { strings, met } = this;
    for (let i = 0; i < met; i++) {
      if (strings[i] !== string) continue;
      // Where equal strings of two bytes a character are shared depends on the whole value.
      if (isTwoByte(string)) return false;
      this.repeats[i]++;
      const { jsonInternalizedLength, jsonWideInternalizedLength } = this.#layout;
      if (length <= jsonInternalizedLength) this.#hasNarrowTwice ||= length > jsonWideInternalizedLength;
      else if (this.sizes[i] > 0) this.bytes += this.sizes[i];
      return !(this.#hasWide && this.#hasNarrowTwice);
    }
    if (met === MAX_STRINGS) return false;
    scanString(string);
    const { hash } = scanned;
    const isShared = length <= MAX_SHARED_LENGTH && isSharedByAll(hash);
    const isWide = isTwoByteScanned(string);
    if (isWide) {
      this.#hasWide = true;
      if (this.#hasNarrowTwice) return false;
    }
    const bytes = stringBytes(this.#layout, length, isWide);
    strings[met] = string;
    this.hashes[met] = hash;
    this.repeats[met] = 0;
    if (isShared) {
      this.sizes[met] = -bytes;
    } else {
      this.sizes[met] = bytes;
      this.bytes += bytes;
    }
    this.met = met + 1;
    return true;
  }

  /** Removes all strings. */
  clear(): void {
    const { met } = this;
    if (met === 0) return;
    for (let i = 0; i < met; i++) this.strings[i] = '';
    this.met = this.bytes = 0;
    this.#hasWide = this.#hasNarrowTwice = false;
  }
}
