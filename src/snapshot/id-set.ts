/** A set of object ids in one typed array: a Set of JavaScript ends at 2^24 entries and takes five times the memory. */

/** A set of ids, which are never 0. */
export class IdSet {
  readonly #slots: Uint32Array;
  readonly #mask: number;

  /** @param count the most ids that it will have. */
  constructor(count: number) {
    let capacity = 16;
    while (capacity < count * 1.5) capacity *= 2;
    this.#slots = new Uint32Array(capacity);
    this.#mask = capacity - 1;
  }

  add(id: number): void {
    this.#slots[this.#find(id)] = id;
  }

  has(id: number): boolean {
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
