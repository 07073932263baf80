/** An identity set without the limit of 2^24 entries that one V8 Set has: several Sets, filled one after another. */

import { bareList, SafeSet } from './safe-collections.ts';

/** One below V8's limit for a Set that still doubles without failing. */
const MAX_PER_SET = 2 ** 24 - 1;

/** Objects that a walk has met. */
export class VisitedSet {
  #current: Set<object> = new SafeSet<object>();
  readonly #full: Set<object>[] = bareList();
  #count = 0;

  /** Objects added. */
  get size(): number {
    return this.#count;
  }

  /** Adds an object; true if it was not there. One hash operation while it all fits into one Set. */
  add(value: object): boolean {
    const full = this.#full;
    for (let i = 0; i < full.length; i++) if (full[i].has(value)) return false;
    const current = this.#current;
    const before = current.size;
    current.add(value);
    if (current.size === before) return false;
    this.#count++;
    if (before + 1 === MAX_PER_SET) {
      full[full.length] = current;
      this.#current = new SafeSet();
    }
    return true;
  }

  #inFull(value: object): boolean {
    const full = this.#full;
    for (let i = 0; i < full.length; i++) if (full[i].has(value)) return true;
    return false;
  }

  /** True if the object was added before. */
  has(value: object): boolean {
    return this.#current.has(value) || this.#inFull(value);
  }
}
