/**
 * Bytes of strings. Equal texts may be one string of V8's or many, so texts are looked up in a table; that costs more than
 * all else about an object, so of very many long texts only a part is looked up. The part is chosen by the text itself:
 * of two equal ones both are looked up or none, and the share of repetitions in the sample is that of all.
 */
import type { Layout } from '../layout/layout.ts';
import { stringBytes } from '../layout/strings.ts';
import { floor, min, round } from '../math.ts';
import { EngineText, engineTextOf } from '../walk/engine-strings.ts';
import * as js from '../walk/intrinsics.ts';
import { bareList, SafeSet } from '../walk/safe-collections.ts';
import { mix, scanned, scanText } from '../walk/scan-text.ts';
import { Seen, StringTable } from '../walk/string-table.ts';
import { Extent, Row } from './extent.ts';

/**
 * What equal strings count: `once` all together, `each` every occurrence, `auto` as V8 usually has it (short values of
 * parsed JSON once, longer ones each, strings that code put there once).
 */
export type StringPolicy = 'auto' | 'once' | 'each';

/** Longer texts than this are sampled; shorter ones are quickly looked up, and often repeated. */
const ALWAYS_LOOKED_UP = 10;

/** So many long texts are all looked up before sampling begins: smaller values are weighed without it. */
const BEFORE_SAMPLING = 4096;

/** Lengths whose last text is remembered. */
const RECENT = 64;

/** One text in so many is looked up then. */
const SAMPLED = 16;

/** Texts of which only some were looked up. */
class Sample {
  /** Looked up, and of these those that were repetitions. */
  lookedUp = 0;
  lookedUpBytes = 0;
  repeatedBytes = 0;
  /** Passed over. */
  passed = 0;
  passedBytes = 0;

  /** The part of the bytes that are repetitions. */
  get share(): number {
    return this.lookedUpBytes === 0 ? 0 : this.repeatedBytes / this.lookedUpBytes;
  }

  /** The least part of the passed-over bytes that are no repetitions: three standard errors, and what a small sample leaves open. */
  get least(): number {
    const { lookedUp, share } = this;
    return lookedUp === 0 ? 0 : 1 - min(1, share + 3 * ((share * (1 - share)) / lookedUp) ** 0.5 + 3 / lookedUp);
  }

  clear(): void {
    this.lookedUp = this.lookedUpBytes = this.repeatedBytes = this.passed = this.passedBytes = 0;
  }
}

/** Adds up strings. */
export class StringWeigher extends Extent {
  count = 0;
  repeatedCount = 0;
  repeatedBytes = 0;

  #layout!: Layout;
  #policy: StringPolicy = 'auto';
  #readStrings = true;
  readonly #table = new StringTable();
  /** By length, the last text that was looked up, and its bytes. */
  readonly #recent: (string | undefined)[] = bareList();
  readonly #recentBytes = new Int32Array(RECENT);
  #remembered = 0;
  #lastPlace = 0;
  #lengths: Set<number> | undefined = undefined;
  // Texts of which equal ones count once: occurrences, different ones, their bytes.
  #onceDraws = 0;
  #onceDistinct = 0;
  #onceBytes = 0;
  #onceMin = 0;
  #long = 0;
  #samples = true;
  // Long texts after sampling began, apart by whether repetitions count.
  readonly #each = new Sample();
  readonly #once = new Sample();

  constructor() {
    super();
    for (let i = 0; i < RECENT; i++) this.#recent[i] = undefined;
  }

  /** Makes ready for the strings of one value; `samples` false to look up every text, however many there are. */
  begin(layout: Layout, policy: StringPolicy, readStrings: boolean, samples = true): void {
    this.#samples = samples;
    this.#layout = layout;
    this.#policy = policy;
    this.#readStrings = readStrings;
  }

  /** Forgets which texts were met, and keeps the sums. */
  forget(): void {
    this.#lengths = undefined;
    this.#table.clear();
    if (this.#remembered === 1) this.#recent[this.#lastPlace] = undefined;
    else if (this.#remembered > 0) for (let i = 0; i < RECENT; i++) this.#recent[i] = undefined;
    this.#remembered = 0;
  }

  /** Forgets all strings. */
  end(): void {
    if (this.max === 0) return;
    this.forget();
    this.bytes = this.min = this.max = this.count = this.repeatedCount = this.repeatedBytes = this.#long = 0;
    this.#onceDraws = this.#onceDistinct = this.#onceBytes = this.#onceMin = 0;
    this.#samples = true;
    this.#each.clear();
    this.#once.clear();
  }

  /** Adds one occurrence of a text; returns the bytes that it surely adds to the best figure so far. */
  meet(text: string, inRecord: boolean): number {
    const { length } = text;
    if (js.isImmortalText(text)) return 0;
    if (!this.#readStrings) return this.#unread(length);
    // A value that comes again and again is mostly the last one of its length: comparing takes a tenth of looking it up.
    const place = length & (RECENT - 1);
    if (this.#recent[place] === text) return this.#repeat(this.#recentBytes[place], length, inRecord);
    if (length > ALWAYS_LOOKED_UP && this.#long++ >= BEFORE_SAMPLING && this.#samples) {
      if (!isSampled(text, length)) return this.#passOver(text, length, inRecord);
      return this.#lookUp(text, length, inRecord, true);
    }
    return this.#lookUp(text, length, inRecord, false);
  }

  /** Whether every occurrence of such a text is a string of its own. */
  isEach(length: number, inRecord: boolean): boolean {
    return this.#policy === 'each' || (this.#policy === 'auto' && inRecord && length > this.#layout.jsonInternalizedLength);
  }

  #lookUp(text: string, length: number, inRecord: boolean, inSample: boolean): number {
    scanText(text);
    const { hash } = scanned;
    const seen = this.#table.add(text, hash);
    const bytes = stringBytes(this.#layout, length, scanned.isTwoByte);
    const sample = this.isEach(length, inRecord) ? this.#each : this.#once;
    if (inSample) {
      sample.lookedUp++;
      sample.lookedUpBytes += bytes;
    }
    if (inSample && seen === Seen.yes) sample.repeatedBytes += bytes;
    const known = engineTextOf(text, hash);
    // V8's own words are in no figure but the upper bound.
    if (known === EngineText.yes) {
      this.max += bytes;
      return 0;
    }
    if (seen !== Seen.unknown) this.#remember(text, length, bytes);
    if (seen === Seen.yes) return this.#repeat(bytes, length, inRecord);
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
    const place = length & (RECENT - 1);
    this.#remembered++;
    this.#lastPlace = place;
    this.#recent[place] = text;
    this.#recentBytes[place] = bytes;
  }

  /** Adds one more occurrence of a text that is in the table. */
  #repeat(bytes: number, length: number, inRecord: boolean): number {
    this.max += bytes;
    this.repeatedCount++;
    this.repeatedBytes += bytes;
    if (!this.isEach(length, inRecord)) {
      this.#onceDraws++;
      return 0;
    }
    this.count++;
    this.bytes += bytes;
    return bytes;
  }

  #passOver(text: string, length: number, inRecord: boolean): number {
    const bytes = stringBytes(this.#layout, length, js.isTwoByte(text));
    const isEach = this.isEach(length, inRecord);
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

  /** The sums, texts that were passed over counted with the share of repetitions that the sample has. */
  total(onceFactor: number): Row {
    const total = new Row('string');
    total.add(this);
    total.count = this.count + this.#onceDistinct * (onceFactor - 1);
    total.bytes += this.#onceBytes * (onceFactor - 1);
    total.min += this.#onceMin * (onceFactor - 1);
    const each = this.#each;
    const once = this.#once;
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
  get repeated(): { readonly count: number; readonly bytes: number } {
    const each = this.#each;
    const once = this.#once;
    return {
      count: this.repeatedCount + round(each.passed * each.share + once.passed * once.share),
      bytes: this.repeatedBytes + round(each.passedBytes * each.share + once.passedBytes * once.share),
    };
  }
}

/** Chooses by characters from all over the text. */
function isSampled(text: string, length: number): boolean {
  let hash = mix(length, text, length - 1);
  hash = mix(hash, text, length - 2);
  hash = mix(hash, text, length - 4);
  hash = mix(hash, text, length - 7);
  hash = mix(hash, text, length >> 1);
  hash = mix(hash, text, length >> 2);
  return ((hash ^ (hash >>> 13)) & (SAMPLED - 1)) === 0;
}
