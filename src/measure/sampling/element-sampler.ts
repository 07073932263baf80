/** Chooses elements of huge containers during the walk, and keeps them for weighing afterwards. */
import type { Sampler } from '../../walk/sampler.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import { chooseIndices } from './random.ts';
import type { Stratum } from './stratum.ts';

/** A sampler that chooses `count` elements of every container with more than twice as many. */
export class ElementSampler implements Sampler {
  readonly above: number;
  /** The elements chosen since the last {@link take}. */
  #strata: Stratum[] = nullPrototypeList();
  readonly #count: number;
  readonly #random: () => number;

  constructor(count: number, random: () => number) {
    this.above = 2 * count;
    this.#count = count;
    this.#random = random;
  }

  array(length: number, read: (index: number) => unknown): readonly unknown[] {
    const indices = chooseIndices(length, this.#count, this.#random);
    const items = nullPrototypeList<unknown>();
    const elements = nullPrototypeList<readonly unknown[]>();
    for (let i = 0; i < indices.length; i++) {
      items[i] = read(indices[i]);
      elements[i] = [items[i]];
    }
    this.#add({ elements, factor: length / this.#count, countsNumbers: false });
    return items;
  }

  /** The entries are read later, since a huge collection takes long. */
  entries(size: number, next: () => readonly unknown[] | undefined): void {
    this.#add(new ChosenEntries(chooseIndices(size, this.#count, this.#random), size, next));
  }

  #add(stratum: Stratum): void {
    this.#strata[this.#strata.length] = stratum;
  }

  /** Returns the chosen elements and starts again. */
  take(): Stratum[] {
    const strata = this.#strata;
    this.#strata = nullPrototypeList();
    return strata;
  }
}

/** Entries that are passed over in one step. */
const AT_ONCE = 4096;

/** The chosen entries of a Map or Set. */
class ChosenEntries implements Stratum {
  readonly elements: (readonly unknown[])[] = nullPrototypeList();
  readonly countsNumbers = true;
  readonly #indices: readonly number[];
  readonly #size: number;
  readonly #next: () => readonly unknown[] | undefined;
  #at = 0;

  constructor(indices: readonly number[], size: number, next: () => readonly unknown[] | undefined) {
    this.#indices = indices;
    this.#size = size;
    this.#next = next;
  }

  /** Fewer elements than were to be chosen if the collection has shrunk meanwhile. */
  get factor(): number {
    return this.#size / this.elements.length;
  }

  readOn(): boolean {
    const { elements } = this;
    const indices = this.#indices;
    for (let left = AT_ONCE; left > 0; left--) {
      if (elements.length === indices.length) return true;
      const entry = this.#next();
      if (entry === undefined) return true;
      if (this.#at++ === indices[elements.length]) elements[elements.length] = entry;
    }
    return false;
  }
}

/** A sampler that skips huge containers, which are sampled elsewhere. */
export const passOver = (above: number): Sampler => ({ above, array: () => [], entries() {} });
