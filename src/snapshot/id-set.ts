/**
 * A set of object ids in typed arrays: a Set of JavaScript ends at 2^24 entries and takes five times the memory. V8
 * counts the ids of objects on its heap up, so that a bit for each number takes a twentieth of the ids themselves;
 * those of native objects are hashes of addresses, and are hashed here, as are ids of a process that has freed most of
 * what ever had one.
 */

/** Ids below so many times their number have a bit. */
const DENSE = 32;

/** A set of ids, which are never 0. */
export class IdSet {
  /** One bit for each number below `limit`. */
  readonly #bits: Uint8Array;
  readonly #limit: number;
  readonly #slots: Uint32Array;
  readonly #mask: number;

  /** The set of these ids. */
  constructor(ids: Uint32Array) {
    const { length } = ids;
    let highest = 0;
    let hashed = 0;
    for (let i = 0; i < length; i++) {
      if (ids[i] >= DENSE * length) hashed++;
      else if (ids[i] > highest) highest = ids[i];
    }
    let capacity = 16;
    while (capacity < hashed * 1.5) capacity *= 2;
    this.#limit = highest + 1;
    this.#bits = new Uint8Array((highest >>> 3) + 1);
    this.#slots = new Uint32Array(capacity);
    this.#mask = capacity - 1;
    for (let i = 0; i < length; i++) {
      const id = ids[i];
      if (id <= highest) this.#bits[id >>> 3] |= 1 << (id & 7);
      else this.#slots[this.#find(id)] = id;
    }
  }

  has(id: number): boolean {
    if (id < this.#limit) return (this.#bits[id >>> 3] & (1 << (id & 7))) !== 0;
    return this.#slots[this.#find(id)] === id;
  }

  /** The slot of an id, or the empty one where it belongs. */
  #find(id: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    let at = (Math.imul(id, 0x9e3779b1) >>> 7) & mask;
    while (slots[at] !== 0 && slots[at] !== id) at = (at + 1) & mask;
    return at;
  }
}
