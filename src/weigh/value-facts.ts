/** What a whole value shows of its objects, where one class or shape does not show it. */
import { Doubts, MARGIN_WITH_FACTS, Origin } from './doubts.ts';
import { MARGIN } from './generated/priors.ts';
import { EACH_KEY } from './strings/key-bytes.ts';
import type { KeySums } from './strings/key-bytes.ts';

/** What knows which strings were met. */
interface KeySource {
  keys(): KeySums;
}

const NO_STRINGS: KeySource = { keys: () => EACH_KEY };

/** From this part of a value's ordinary objects on, code made most of it. */
const MADE_BY_CODE = 0.2;

/** Facts about all objects of one value. */
export class ValueFacts {
  /** Objects met, without strings and other primitives. */
  objects = 0;
  /** Something is neither a plain object nor an array, so not all was made by JSON.parse. */
  byCode = false;
  /** Ordinary objects that JSON.parse cannot have made, and all ordinary objects. */
  made = 0;
  ordinary = 0;
  /** JSON.parse may have made everything; computed with the totals. */
  mayBeParsed = false;
  /** The spare capacity of all arrays in fields if they have grown. */
  inFields = 0;
  /** Computed with the totals. */
  readonly doubts = new Doubts();
  #source: KeySource = NO_STRINGS;
  #keys: KeySums | undefined = undefined;

  /** The keys of all dictionaries together. */
  get keys(): KeySums {
    return (this.#keys ??= this.#source.keys());
  }

  /** Where plain objects without a trace of code come from: code, if it made many of the others. */
  get origin(): number {
    return this.made >= MADE_BY_CODE * this.ordinary && this.made > 0 ? Origin.code : Origin.unknown;
  }

  /** Prepares for one computation of the totals. */
  beginTotals(source: KeySource = NO_STRINGS): void {
    this.#source = source;
    this.#keys = undefined;
    this.made = this.ordinary = this.inFields = 0;
    this.doubts.clear();
  }

  /** The engine shows the slots of plain objects. */
  useFacts(): void {
    this.doubts.margin = MARGIN_WITH_FACTS;
  }

  /** Prepares for the next value. */
  clear(): void {
    this.objects = 0;
    this.doubts.margin = MARGIN;
    this.byCode = false;
    this.#source = NO_STRINGS;
    this.#keys = undefined;
  }
}
