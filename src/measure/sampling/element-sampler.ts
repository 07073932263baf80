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

  entries(size: number, next: () => readonly unknown[] | undefined): void {
    const elements = nullPrototypeList<readonly unknown[]>();
    const indices = chooseIndices(size, this.#count, this.#random);
    for (let at = 0, wanted = 0; wanted < indices.length; at++) {
      const entry = next();
      if (entry === undefined) break;
      if (at === indices[wanted]) {
        elements[wanted] = entry;
        wanted++;
      }
    }
    if (elements.length > 0) this.#add({ elements, factor: size / elements.length, countsNumbers: true });
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

/** A sampler that skips huge containers, which are sampled elsewhere. */
export const passOver = (above: number): Sampler => ({ above, array: () => [], entries() {} });
