/**
 * Bytes of the strings of a small value, which are compared one by one. A tenth of the code of `StringWeigher`, whose
 * rules these are: a program pays for interpreting and compiling it once, before the first ten thousand calls are over.
 */
import type { Layout } from '../../layout/layout.ts';
import { stringBytes } from '../../layout/strings.ts';
import * as js from '../../platform/intrinsics.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import { isTwoByteScanned, scanString, scanned } from '../../platform/scan-string.ts';
import { SizeEstimate } from '../size-estimate.ts';
import { isSharedByAll, MAX_SHARED_LENGTH, ReadOnlyString, readOnlyStringOf } from './read-only-strings.ts';
import { LONGEST_CONSTANT } from './string-weigher.ts';

/** More strings than this are left to a walk. */
const MAX_STRINGS = 16;

/** Adds up strings with the policy `auto`. */
export class FewStrings extends SizeEstimate {
  count = 0;
  duplicateCount = 0;
  duplicateBytes = 0;
  readonly #layout: Layout;
  readonly #strings: string[] = nullPrototypeList();
  readonly #bytes = new Int32Array(MAX_STRINGS);
  #met = 0;

  constructor(layout: Layout) {
    super();
    this.#layout = layout;
    for (let i = 0; i < MAX_STRINGS; i++) this.#strings[i] = '';
  }

  /**
   * Adds one occurrence of a string that is not empty; false if there are too many. Without `withRange` only `bytes` is
   * valid, and the names of built-in objects need not be known.
   */
  meet(string: string, inPlainObject: boolean, withRange: boolean): boolean {
    const { length } = string;
    if (length === 1 && js.isReadOnlyRootString(string)) return true;
    const strings = this.#strings;
    const met = this.#met;
    for (let i = 0; i < met; i++) {
      if (strings[i] !== string) continue;
      const bytes = this.#bytes[i];
      // Negative for V8's own strings, which count only in the upper bound.
      this.max += bytes < 0 ? -bytes : bytes;
      if (bytes < 0) return true;
      this.duplicateCount++;
      this.duplicateBytes += bytes;
      if (length > (inPlainObject ? this.#layout.jsonInternalizedLength : LONGEST_CONSTANT)) {
        this.count++;
        this.bytes += bytes;
      }
      return true;
    }
    if (met === MAX_STRINGS) return false;
    scanString(string);
    const bytes = stringBytes(this.#layout, length, isTwoByteScanned(string));
    const { hash } = scanned;
    let known: 0 | 1 | 2 = ReadOnlyString.no;
    if (length <= MAX_SHARED_LENGTH) {
      if (withRange) known = readOnlyStringOf(string, hash);
      else if (isSharedByAll(hash)) known = ReadOnlyString.yes;
    }
    strings[met] = string;
    this.#met = met + 1;
    this.max += bytes;
    if (known === ReadOnlyString.yes) {
      this.#bytes[met] = -bytes;
      return true;
    }
    this.#bytes[met] = bytes;
    this.count++;
    this.bytes += bytes;
    if (known === ReadOnlyString.no) this.min += bytes;
    return true;
  }

  /** Removes all strings. */
  clear(): void {
    const met = this.#met;
    if (met === 0) return;
    for (let i = 0; i < met; i++) this.#strings[i] = '';
    this.#met = this.bytes = this.min = this.max = this.count = this.duplicateCount = this.duplicateBytes = 0;
  }
}
