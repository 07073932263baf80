/**
 * Bytes of strings. Equal strings may be one heap object or many, so strings are looked up in a table; that costs more
 * than all else about an object, so of very many long strings only a sample is looked up. The sample is chosen by
 * content: equal strings are all in it or none, and its share of duplicates is that of all.
 */
import type { Layout } from '../../layout/layout.ts';
import { stringBytes } from '../../layout/strings.ts';
import { StringForm } from '../../platform/engine-facts.ts';
import { abs, floor, round } from '../../platform/math.ts';
import { DictionaryKeys } from './dictionary-keys.ts';
import type { KeySums } from './key-bytes.ts';
import { ReadOnlyString, readOnlyStringOf } from './read-only-strings.ts';
import * as js from '../../platform/intrinsics.ts';
import { SafeSet } from '../../platform/safe-collections.ts';
import { isTwoByte } from '../../platform/string-width.ts';
import type { WeighOptions } from '../weigh-options.ts';
import { Met } from './known-strings.ts';
import type { KnownStrings } from './known-strings.ts';
import { isTwoByteScanned, READ_WHOLE, scanned, scanString } from '../../platform/scan-string.ts';
import { Repeats } from './repeats.ts';
import { hashOfSome, isChosen, SAMPLED, Sample } from './string-sample.ts';
import type { LearnedStrings, StringPolicy } from './string-sums.ts';
import { placeOf, RecentStrings } from './recent-strings.ts';
import { Seen, StringTable } from './string-table.ts';
import { SizeEstimate, TypeTotal } from '../size-estimate.ts';

/** Longer strings than this are sampled; shorter ones are fast to look up, and often duplicates. */
const ALWAYS_LOOKED_UP = 10;

/** Long strings that are all looked up before sampling begins: smaller values are weighed without it. */
const BEFORE_SAMPLING = 4096;

/**
 * Constants in a program's code are rarely longer, file names included: longer strings were read or computed, and equal
 * ones are separate heap objects.
 */
const LONGEST_CONSTANT = 256;

/** From so many bytes on, Node keeps a string that it decodes outside the heap, with two pointers instead. */
const FIRST_EXTERNAL = 1_031_913;
const EXTERNAL_POINTERS = 16;

const NO_DUPLICATES = { count: 0, bytes: 0 };

/** Adds up strings. */
export class StringWeigher extends SizeEstimate {
  count = 0;
  duplicateCount = 0;
  duplicateBytes = 0;

  #layout!: Layout;
  #policy: StringPolicy = 'auto';
  #readStrings = true;
  readonly #table = new StringTable();
  readonly #recent = new RecentStrings();
  /** What the engine knows about the strings, if it may be asked. */
  #known: KnownStrings | undefined = undefined;
  /** Kept for the next walk with facts. */
  #ownKnown: KnownStrings | undefined = undefined;
  /** True if the engine can tell which equal strings are one heap object, and the policy leaves it to V8. */
  isIdentified = false;
  #lengths: Set<number> | undefined = undefined;
  // Strings of which equal ones count once: occurrences, different ones, their bytes.
  #onceDraws = 0;
  #onceDistinct = 0;
  #onceBytes = 0;
  #onceMin = 0;
  readonly repeats = new Repeats();
  // Repeated strings that JSON.parse shares only in a text without characters beyond Latin-1.
  #narrowOnly = 0;
  #narrowOnlyBytes = 0;
  #hasWide = false;
  #long = 0;
  #samples = true;
  #samplesOnce = true;
  #isUsed = false;
  /** What is known of the next string; undefined if nothing is. */
  learned: LearnedStrings | undefined = undefined;
  // Long strings after sampling began, by whether duplicates count.
  readonly #each = new Sample();
  readonly #once = new Sample();

  // An implied constructor passes on its arguments, in compiled code with an array iterator, which can be patched.
  constructor() {
    super();
  }

  /** Prepares for the strings of one value. */
  begin({ layout, strings, readStrings, knowsStrings, facts, makeKnownStrings }: WeighOptions): void {
    this.#known = undefined;
    if (facts !== undefined && makeKnownStrings !== undefined) {
      this.#known = this.#ownKnown ??= makeKnownStrings();
      this.#known.begin(facts);
    }
    this.#samplesOnce = knowsStrings !== true;
    this.#layout = layout;
    this.#policy = strings;
    this.#readStrings = readStrings;
    this.isIdentified = this.#known !== undefined && strings === 'auto' && this.#known.tellsSame;
  }

  /** Forgets which strings were met, and keeps the sums. */
  forget(): void {
    this.#lengths = undefined;
    this.#known?.clear();
    this.#table.clear();
    this.repeats.forget();
    this.#recent.forget();
  }

  /** Removes all strings. */
  end(): void {
    if (!this.#isUsed) return;
    this.#isUsed = false;
    this.learned = undefined;
    this.forget();
    this.#known = undefined;
    this.bytes = this.min = this.max = this.count = this.duplicateCount = this.duplicateBytes = this.#long = 0;
    this.#onceDraws = this.#onceDistinct = this.#onceBytes = this.#onceMin = 0;
    this.#narrowOnly = this.#narrowOnlyBytes = 0;
    this.repeats.clear();
    this.#hasWide = false;
    this.#samples = true;
    this.#each.clear();
    this.#once.clear();
  }

  /** Adds one occurrence of a string; returns the bytes that it certainly adds to the best estimate so far. */
  meet(string: string, inPlainObject: boolean): number {
    const { length } = string;
    if (js.isReadOnlyRootString(string)) return 0;
    this.#isUsed = true;
    const known = this.#known;
    if (known !== undefined) {
      // What is known of the strings of a place was learned from strings that were read.
      const form = this.learned === undefined ? known.formOf(string) : StringForm.flat;
      if (form > StringForm.flat) return this.#indirect(known, string, form);
      if (this.isIdentified && length > ALWAYS_LOOKED_UP && this.#readStrings) return this.#meetLong(string, length);
    }
    if (!this.#readStrings) return this.#unread(length);
    // A frequent value usually is the last one in its cache slot: comparing takes a tenth of the time of a table
    // lookup.
    const recent = this.#recent;
    const place = placeOf(string, length);
    if (recent.strings[place] === string) {
      this.#table.last = recent.numbers[place];
      if (this.isIdentified) return this.#meetAgain(string, recent.bytes[place], false);
      return this.#repeat(recent.bytes[place], length, inPlainObject);
    }
    if (
      length > ALWAYS_LOOKED_UP &&
      this.#long++ >= BEFORE_SAMPLING &&
      this.#samples &&
      ((this.#samplesOnce && this.learned === undefined) || this.isEach(length, inPlainObject))
    ) {
      if (length <= READ_WHOLE) {
        scanString(string);
        if (!isChosen(scanned.hash)) return this.#skip(length, isTwoByteScanned(string), inPlainObject);
      } else {
        if (!isChosen(hashOfSome(string, length))) return this.#skip(length, isTwoByte(string), inPlainObject);
        scanString(string);
      }
      return this.#lookUp(string, length, inPlainObject, true);
    }
    scanString(string);
    return this.#lookUp(string, length, inPlainObject, false);
  }

  /** The number that equal strings share, for the last string if it was looked up; -1 for a read-only root string. */
  get lastNumber(): number {
    return this.#table.last < 0 || this.#table.note < 0 ? -1 : this.#table.last;
  }

  /** Whether every occurrence of such a string is a separate heap object. */
  isEach(length: number, inPlainObject: boolean): boolean {
    if (this.learned !== undefined) return this.learned.isEach;
    return (
      this.#policy === 'each' ||
      (this.#policy === 'auto' && length > (inPlainObject ? this.#layout.jsonInternalizedLength : LONGEST_CONSTANT))
    );
  }

  /** Looks up the string that was scanned last. */
  #lookUp(string: string, length: number, inPlainObject: boolean, inSample: boolean): number {
    const { hash } = scanned;
    const table = this.#table;
    const seen = table.add(string, hash);
    const isIdentified = this.isIdentified;
    const sample = !isIdentified && this.isEach(length, inPlainObject) ? this.#each : this.#once;
    if (seen === Seen.yes) {
      // The note is the bytes, negative for V8's own strings.
      const bytes = table.note;
      if (isIdentified && (bytes > 0 || !this.#known!.isInternalized(string)))
        return this.#meetAgain(string, abs(bytes), inSample);
      if (inSample) sample.meet(abs(bytes), true);
      if (bytes < 0) {
        if (this.learned?.isEach === true) return this.#repeat(-bytes, length, inPlainObject);
        this.max -= bytes;
        return 0;
      }
      this.#recent.add(string, length, bytes, table.last);
      return this.#repeat(bytes, length, inPlainObject);
    }
    const isTwoByte = isTwoByteScanned(string);
    if (isTwoByte) this.#hasWide = true;
    const bytes = stringBytes(this.#layout, length, isTwoByte);
    if (inSample) sample.meet(bytes, false);
    // A copy of one of V8's own strings is the program's.
    const mayBeOwn = !isIdentified || this.#known!.isInternalized(string);
    const known = mayBeOwn ? readOnlyStringOf(string, hash) : ReadOnlyString.no;
    if (seen === Seen.no) table.note = known === ReadOnlyString.yes ? -bytes : bytes;
    // V8's own strings count only in the upper bound.
    if (known === ReadOnlyString.yes) {
      // Where all strings are separate, these are copies.
      if (this.learned?.isEach === true) {
        this.learned.first(bytes);
        return bytes;
      }
      this.max += bytes;
      return 0;
    }
    // Long strings whose copies can be distinguished are always looked up.
    if (seen === Seen.no && !(isIdentified && length > ALWAYS_LOOKED_UP))
      this.#recent.add(string, length, bytes, table.last);
    if (this.learned !== undefined) {
      this.learned.first(bytes);
      return bytes;
    }
    const certain = seen === Seen.no && known === ReadOnlyString.no ? bytes : 0;
    this.count++;
    this.between(certain, bytes, bytes < FIRST_EXTERNAL ? bytes : bytes + EXTERNAL_POINTERS);
    if (sample === this.#once) {
      this.#onceDraws++;
      this.#onceDistinct++;
      this.#onceBytes += bytes;
      this.#onceMin += certain;
    }
    return bytes;
  }

  /** Adds one more occurrence of a string that is in the table. */
  #repeat(bytes: number, length: number, inPlainObject: boolean): number {
    this.duplicateCount++;
    this.duplicateBytes += bytes;
    if (this.learned !== undefined) {
      this.learned.again(bytes);
      return this.learned.isEach ? bytes : 0;
    }
    this.max += bytes;
    if (!this.isEach(length, inPlainObject)) {
      this.#onceDraws++;
      this.repeats.addOnce(this.#table.last, bytes, length);
      if (inPlainObject && length > this.#layout.jsonWideInternalizedLength && this.#policy === 'auto') {
        this.#narrowOnly++;
        this.#narrowOnlyBytes += bytes;
      }
      return 0;
    }
    this.count++;
    this.bytes += bytes;
    if (length <= LONGEST_CONSTANT) this.repeats.long += bytes;
    return bytes;
  }

  /**
   * A long string whose copies can be distinguished: most are met once, so the sample is chosen before anything is
   * looked up.
   */
  #meetLong(string: string, length: number): number {
    const isSampled =
      this.#long++ >= BEFORE_SAMPLING && this.#samples && this.#samplesOnce && this.learned === undefined;
    if (isSampled && !isChosen(hashOfSome(string, length))) return this.#skip(length, isTwoByte(string), false);
    scanString(string);
    return this.#lookUp(string, length, false, isSampled);
  }

  /** A string whose characters are in the table, with the number `last`. */
  #meetAgain(string: string, bytes: number, inSample: boolean): number {
    const met = this.#known!.meetCopy(this.#table.lastString, this.#table.last, string);
    if (inSample) this.#once.meet(bytes, met === Met.yes);
    this.#onceDraws++;
    if (met === Met.yes) return 0;
    this.duplicateCount++;
    this.duplicateBytes += bytes;
    if (this.learned !== undefined) {
      // Of too many copies to compare with, the share that was learned is separate.
      if (met === Met.no) this.learned.first(bytes);
      else this.learned.again(bytes);
      return met === Met.no || this.learned.isEach ? bytes : 0;
    }
    this.count++;
    this.between(met === Met.no ? bytes : 0, bytes, bytes);
    return bytes;
  }

  /** A rope, which is left unread, or a slice. */
  #indirect(known: KnownStrings, string: string, form: StringForm): number {
    this.#table.last = -1;
    const met = known.meetRope(string, form);
    if (met === Met.yes) return 0;
    if (form === StringForm.indirect) known.slices++;
    const { bytes, min: least, max: most } = known.indirectEstimate(this.#layout, string, form);
    this.count++;
    this.between(met === Met.no ? least : 0, bytes, most);
    return bytes;
  }

  /** Strings that may be slices of others, whose parents are not counted. */
  get slices(): number {
    return this.#known?.slices ?? 0;
  }

  #skip(length: number, isTwoByte: boolean, inPlainObject: boolean): number {
    if (isTwoByte) this.#hasWide = true;
    const bytes = stringBytes(this.#layout, length, isTwoByte);
    const isEach = !this.isIdentified && this.isEach(length, inPlainObject);
    if (this.learned !== undefined) {
      // Strings are only skipped where all occurrences count.
      this.learned.first(bytes);
      return bytes;
    }
    const sample = isEach ? this.#each : this.#once;
    sample.passed++;
    sample.passedBytes += bytes;
    // Strings that differ only outside the characters used for choosing: then all are looked up after all.
    if (sample.passed > 8 * SAMPLED * (sample.lookedUp + SAMPLED)) this.#samples = false;
    return isEach ? bytes : 0;
  }

  /** Only the length is known: the interval covers both widths, and equal lengths may be one string. */
  #unread(length: number): number {
    const narrow = stringBytes(this.#layout, length, false);
    const lengths = (this.#lengths ??= new SafeSet());
    this.count++;
    this.between(lengths.has(length) ? 0 : narrow, narrow, stringBytes(this.#layout, length, true));
    lengths.add(length);
    return narrow;
  }

  get wideRepeats(): number {
    return this.#hasWide ? this.#narrowOnly : 0;
  }

  get wideRepeatBytes(): number {
    return this.#hasWide ? this.#narrowOnlyBytes : 0;
  }

  /** True once a string was met that may have a size. */
  get hasAny(): boolean {
    return this.max > 0 || this.#each.passed > 0 || this.#once.passed > 0;
  }

  /** For the keys of dictionaries. */
  keys(): KeySums {
    return new DictionaryKeys(this.#table);
  }

  /** The sums; skipped strings are counted with the sample's share of duplicates. */
  total(onceFactor: number): TypeTotal {
    const total = new TypeTotal('string');
    const more = onceFactor - 1;
    total.count = this.count + this.#onceDistinct * more;
    total.bytes = this.bytes + this.#onceBytes * more;
    total.min = this.min + this.#onceMin * more;
    total.max = this.max;
    const each = this.#each;
    const once = this.#once;
    if (each.passed === 0 && once.passed === 0) return total;
    total.count += each.passed + round(once.passed * (1 - once.share));
    total.bytes += each.passedBytes + round(once.passedBytes * (1 - once.share));
    total.min += floor(each.passedBytes * each.least + once.passedBytes * once.least);
    total.max += each.passedBytes + once.passedBytes;
    return total;
  }

  /** For strings of which equal ones count once: occurrences, number of different ones, and their bytes. */
  get onceDraws(): { readonly draws: number; readonly distinct: number; readonly bytes: number } {
    return { draws: this.#onceDraws, distinct: this.#onceDistinct, bytes: this.#onceBytes };
  }

  /** Duplicate occurrences, and their bytes if none of them is shared. */
  get duplicates(): { readonly count: number; readonly bytes: number } {
    if (this.duplicateCount === 0 && this.#each.passed === 0 && this.#once.passed === 0) return NO_DUPLICATES;
    const each = this.#each;
    const once = this.#once;
    return {
      count: this.duplicateCount + round(each.passed * each.share + once.passed * once.share),
      bytes: this.duplicateBytes + round(each.passedBytes * each.share + once.passedBytes * once.share),
    };
  }
}
