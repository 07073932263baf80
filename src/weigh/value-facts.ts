/** What a whole value shows of its objects, where one class or shape does not show it. */
import { EACH_KEY } from './strings/key-bytes.ts';
import type { KeySums } from './strings/key-bytes.ts';

/** What knows which strings were met. */
interface KeySource {
  keys(): KeySums;
}

const NO_STRINGS: KeySource = { keys: () => EACH_KEY };

/** Facts about all objects of one value. */
export class ValueFacts {
  /** Objects met, without strings and other primitives. */
  objects = 0;
  /** Something is neither a plain object nor an array, so not all was made by JSON.parse. */
  byCode = false;
  #source: KeySource = NO_STRINGS;
  #keys: KeySums | undefined = undefined;

  /** The keys of all dictionaries together. */
  get keys(): KeySums {
    return (this.#keys ??= this.#source.keys());
  }

  /** Prepares for one computation of the totals. */
  beginTotals(source: KeySource): void {
    this.#source = source;
    this.#keys = undefined;
  }

  /** Prepares for the next value. */
  clear(): void {
    this.objects = 0;
    this.byCode = false;
    this.#source = NO_STRINGS;
    this.#keys = undefined;
  }
}
