/**
 * Bytes of strings. Equal texts may be one string of V8's or many, so texts are looked up in a table; that costs more
 * than all else about an object, so of very many long texts only a part is looked up. The part is chosen by the text
 * itself: of two equal ones both are looked up or none, and the share of repetitions in the sample is that of all.
 */
import type { Layout } from '../../layout/layout.ts';
import { stringBytes } from '../../layout/strings.ts';
import { abs, floor, min, round } from '../../platform/math.ts';
import { EngineText, engineTextOf } from './read-only-strings.ts';
import * as js from '../../platform/intrinsics.ts';
import { nullPrototypeList, SafeSet } from '../../platform/safe-collections.ts';
import { isTwoByteScanned, mix, READ_WHOLE, scanned, scanText } from '../../platform/scan-string.ts';
import { Seen, StringTable } from './string-table.ts';
import { SizeEstimate, TypeTotal } from '../size-estimate.ts';

/**
 * How equal strings count: `once` all together, `each` every occurrence, `auto` as V8 usually stores them. That is once for short
 * values of plain objects, arrays and Maps, which JSON.parse shares, and for up to 256 characters elsewhere, where code has put one
 * constant; each for all others.
 */
export type StringPolicy = 'auto' | 'once' | 'each';

/** Longer texts than this are sampled; shorter ones are quickly looked up, and often repeated. */
const ALWAYS_LOOKED_UP = 10;

/** So many long texts are all looked up before sampling begins: smaller values are weighed without it. */
const BEFORE_SAMPLING = 4096;

/**
 * Strings that a program's code holds are seldom longer, file names among them: longer ones were read or made, and equal ones of
 * these were so each by itself.
 */
const LONGEST_CONSTANT = 256;

/** Places where a text that was looked up last is remembered, by its length and its first character. */
const RECENT = 256;

/** One text in so many is looked up then. */
const SAMPLED = 16;

/** Texts of which only some were looked up. */
class Sample {
  /** Looked up, and of these those that were repetitions. */
  lookedUp = 0;
  lookedUpBytes = 0;
  duplicateBytes = 0;
  /** Passed over. */
  passed = 0;
  passedBytes = 0;

  /** The part of the bytes that are repetitions. */
  get share(): number {
    return this.lookedUpBytes === 0 ? 0 : this.duplicateBytes / this.lookedUpBytes;
  }

  /**
   * The least part of the passed-over bytes that are no repetitions: three standard errors, and what a small sample
   * leaves open.
   */
  get least(): number {
    const { lookedUp, share } = this;
    return lookedUp === 0 ? 0 : 1 - min(1, share + 3 * ((share * (1 - share)) / lookedUp) ** 0.5 + 3 / lookedUp);
  }

  /** Takes note of a text that was looked up. */
  meet(bytes: number, isRepetition: boolean): void {
    this.lookedUp++;
    this.lookedUpBytes += bytes;
    if (isRepetition) this.duplicateBytes += bytes;
  }

  clear(): void {
    this.lookedUp = this.lookedUpBytes = this.duplicateBytes = this.passed = this.passedBytes = 0;
  }
}

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
  /** By length and first character, the text that was looked up last, and its bytes. */
  readonly #recent: (string | undefined)[] = nullPrototypeList();
  readonly #recentBytes = new Int32Array(RECENT);
  /** Their numbers in the table. */
  readonly #recentNumbers = new Int32Array(RECENT);
  /** The places taken, in the order in which they were. */
  readonly #places = new Uint8Array(RECENT);
  #taken = 0;
  #lengths: Set<number> | undefined = undefined;
  // Texts of which equal ones count once: occurrences, different ones, their bytes.
  #onceDraws = 0;
  #onceDistinct = 0;
  #onceBytes = 0;
  #onceMin = 0;
  #long = 0;
  #samples = true;
  #samplesOnce = true;
  // Long texts after sampling began, apart by whether repetitions count.
  readonly #each = new Sample();
  readonly #once = new Sample();

  constructor() {
    super();
    for (let i = 0; i < RECENT; i++) this.#recent[i] = undefined;
  }

  /**
   * Makes ready for the strings of one value; `samplesOnce` false to look up every string of which equal ones count
   * once, so that it is known which one each occurrence is.
   */
  begin(layout: Layout, policy: StringPolicy, readStrings: boolean, samplesOnce = true): void {
    this.#samplesOnce = samplesOnce;
    this.#layout = layout;
    this.#policy = policy;
    this.#readStrings = readStrings;
  }

  /** Forgets which texts were met, and keeps the sums. */
  forget(): void {
    this.#lengths = undefined;
    this.#table.clear();
    for (let i = 0; i < this.#taken; i++) this.#recent[this.#places[i]] = undefined;
    this.#taken = 0;
  }

  /** Forgets all strings. */
  end(): void {
    if (this.max === 0) return;
    this.forget();
    this.bytes = this.min = this.max = this.count = this.duplicateCount = this.duplicateBytes = this.#long = 0;
    this.#onceDraws = this.#onceDistinct = this.#onceBytes = this.#onceMin = 0;
    this.#samples = true;
    this.#each.clear();
    this.#once.clear();
  }

  /** Adds one occurrence of a text; returns the bytes that it surely adds to the best figure so far. */
  meet(text: string, inPlainObject: boolean): number {
    const { length } = text;
    if (js.isImmortalText(text)) return 0;
    if (!this.#readStrings) return this.#unread(length);
    // A value that comes again and again is mostly the last one that looks like it: comparing takes a tenth of looking
    // it up.
    const place = placeOf(text, length);
    if (this.#recent[place] === text) {
      this.#table.last = this.#recentNumbers[place];
      return this.#repeat(this.#recentBytes[place], length, inPlainObject);
    }
    if (
      length > ALWAYS_LOOKED_UP &&
      this.#long++ >= BEFORE_SAMPLING &&
      this.#samples &&
      (this.#samplesOnce || this.isEach(length, inPlainObject))
    ) {
      if (length <= READ_WHOLE) {
        scanText(text);
        if (!isChosen(scanned.hash)) return this.#passOver(length, scanned.bits > 255, inPlainObject);
      } else {
        if (!isChosen(hashOfSome(text, length))) return this.#passOver(length, js.isTwoByte(text), inPlainObject);
        scanText(text);
      }
      return this.#lookUp(text, length, inPlainObject, true);
    }
    scanText(text);
    return this.#lookUp(text, length, inPlainObject, false);
  }

  /** Of the last string the number that equal ones share, if it was looked up; -1 if V8 has it in any case. */
  get lastNumber(): number {
    return this.#table.note < 0 ? -1 : this.#table.last;
  }

  /** Whether every occurrence of such a text is a string of its own. */
  isEach(length: number, inPlainObject: boolean): boolean {
    return (
      this.#policy === 'each' ||
      (this.#policy === 'auto' && length > (inPlainObject ? this.#layout.jsonInternalizedLength : LONGEST_CONSTANT))
    );
  }

  /** Looks up the text that was scanned last. */
  #lookUp(text: string, length: number, inPlainObject: boolean, inSample: boolean): number {
    const { hash } = scanned;
    const table = this.#table;
    const seen = table.add(text, hash);
    const sample = this.isEach(length, inPlainObject) ? this.#each : this.#once;
    if (seen === Seen.yes) {
      // Noted are the bytes, negative for V8's own words.
      const bytes = table.note;
      if (inSample) sample.meet(abs(bytes), true);
      if (bytes < 0) {
        this.max -= bytes;
        return 0;
      }
      this.#remember(text, length, bytes);
      return this.#repeat(bytes, length, inPlainObject);
    }
    const bytes = stringBytes(this.#layout, length, isTwoByteScanned(text));
    if (inSample) sample.meet(bytes, false);
    const known = engineTextOf(text, hash);
    if (seen === Seen.no) table.note = known === EngineText.yes ? -bytes : bytes;
    // V8's own words are in no figure but the upper bound.
    if (known === EngineText.yes) {
      this.max += bytes;
      return 0;
    }
    if (seen === Seen.no) this.#remember(text, length, bytes);
    const sure = seen === Seen.no && known === EngineText.no ? bytes : 0;
    this.count++;
    this.between(sure, bytes, bytes);
    if (sample === this.#once) {
      this.#onceDraws++;
      this.#onceDistinct++;
      this.#onceBytes += bytes;
      this.#onceMin += sure;
    }
    return bytes;
  }

  #remember(text: string, length: number, bytes: number): void {
    const place = placeOf(text, length);
    if (this.#recent[place] === undefined) this.#places[this.#taken++] = place;
    this.#recent[place] = text;
    this.#recentBytes[place] = bytes;
    this.#recentNumbers[place] = this.#table.last;
  }

  /** Adds one more occurrence of a text that is in the table. */
  #repeat(bytes: number, length: number, inPlainObject: boolean): number {
    this.max += bytes;
    this.duplicateCount++;
    this.duplicateBytes += bytes;
    if (!this.isEach(length, inPlainObject)) {
      this.#onceDraws++;
      return 0;
    }
    this.count++;
    this.bytes += bytes;
    return bytes;
  }

  #passOver(length: number, isTwoByte: boolean, inPlainObject: boolean): number {
    const bytes = stringBytes(this.#layout, length, isTwoByte);
    const isEach = this.isEach(length, inPlainObject);
    const sample = isEach ? this.#each : this.#once;
    sample.passed++;
    sample.passedBytes += bytes;
    // Texts that differ only where the choice does not look: then all are looked up after all.
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

  /** True once a text was met that may weigh something. */
  get hasAny(): boolean {
    return this.max > 0 || this.#each.passed > 0 || this.#once.passed > 0;
  }

  /** The sums, texts that were passed over counted with the share of repetitions that the sample has. */
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

  /** Of texts of which equal ones count once: how often one was met, how many different ones, and their bytes. */
  get onceDraws(): { readonly draws: number; readonly distinct: number; readonly bytes: number } {
    return { draws: this.#onceDraws, distinct: this.#onceDistinct, bytes: this.#onceBytes };
  }

  /** Occurrences beyond the first of each text, and their bytes if each were a string of its own. */
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

/** Where a text is remembered. */
function placeOf(text: string, length: number): number {
  return (length + js.charCodeAt(text, 0) * 11) & (RECENT - 1);
}

/** A hash of characters from all over a long text. */
function hashOfSome(text: string, length: number): number {
  let hash = mix(length, text, length - 1);
  hash = mix(hash, text, length - 2);
  hash = mix(hash, text, length - 4);
  hash = mix(hash, text, length - 7);
  hash = mix(hash, text, length >> 1);
  hash = mix(hash, text, length >> 2);
  return hash;
}

/** One hash in {@link SAMPLED} is chosen. */
function isChosen(hash: number): boolean {
  return ((hash ^ (hash >>> 13)) & (SAMPLED - 1)) === 0;
}
