// Data of another size: what a calibration is made from is rarely as large as what is weighed with it.
import { Data } from './data.mjs';

/** Counts below this belong to one item, such as the words of a sentence, and not to the size of the whole. */
const FEWEST = 20;

/** Data whose counts are so many times as large: only those that a structure itself asks for. */
export class SizedData extends Data {
  #inside = 0;
  constructor(seed, factor) {
    super(seed);
    for (const [name, make] of Object.entries(this))
      if (typeof make === 'function') this[name] = (...given) => this.#ask(make, given, factor);
  }
  #ask(make, given, factor) {
    const asked = this.#inside === 0 ? given.map((count) => sized(count, factor)) : given;
    this.#inside++;
    try {
      return make(...asked);
    } finally {
      this.#inside--;
    }
  }
}

const sized = (count, factor) =>
  typeof count === 'number' && count >= FEWEST ? Math.max(2, Math.round(count * factor)) : count;
