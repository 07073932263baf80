/**
 * An identity set without the limit of 2^24 entries of a V8 Set: several Sets, filled one after another. The first few
 * objects are in a list, so that a small value needs no Set.
 *
 * A Set takes 21 bytes an entry when it is full, and twice that, with what it had before, when it has just grown. So a
 * new one is begun while the last is still small: after four of 2^22 objects four of 2^23, which keeps them few.
 */
import { min } from '../platform/math.ts';
import { nullPrototypeList, SafeSet } from '../platform/safe-collections.ts';

/** Objects of the first Sets; and V8's limit, less one, for a Set that still doubles without failing. */
const FIRST_LIMIT = 2 ** 22;
const LAST_LIMIT = 2 ** 24 - 1;

/** So many Sets are as large as the first of them. */
const SETS_ALIKE = 4;

/**
 * In a walk in slices: a Set that grows moves all that it has at once, which takes 3 ms for 65,536 objects, 5 for
 * 131,072 and 32 for 524,288 (processor time, Node 24 and 26). From half a million objects on it is a quarter of them:
 * each new one is looked for in all Sets, which are 6 for a million and 14 for ten.
 */
const MAX_IN_SLICES = 131_000;

/** Up to this many, comparing one by one is faster than hashing. */
const INLINE_CAPACITY = 32;

/** Objects that a walk has met. */
export class VisitedSet {
  readonly #inline: (object | undefined)[] = nullPrototypeList();
  #current: Set<object> | undefined = undefined;
  #full: Set<object>[] = nullPrototypeList();
  #count = 0;
  /** How many objects the current Set may have, and how many Sets are as large. */
  #limit = FIRST_LIMIT;
  #alike = 0;
  /** That of the walk's options: with it no addition may take long. */
  atOnce: number | undefined;
  #accepts: ((value: object) => boolean) | undefined = undefined;

  constructor() {
    for (let i = 0; i < INLINE_CAPACITY; i++) this.#inline[i] = undefined;
  }

  /** Objects added. */
  get size(): number {
    return this.#count;
  }

  /** Adds an object; true if it is new. One hash operation while all objects fit into one Set. */
  add(value: object): boolean {
    const current = this.#current;
    if (current === undefined) return this.#addInline(value);
    const full = this.#full;
    for (let i = 0; i < full.length; i++) if (full[i].has(value)) return false;
    const before = current.size;
    current.add(value);
    if (current.size === before) return false;
    this.#count++;
    if (before === this.#limit - 1 || (this.atOnce !== undefined && before > MAX_IN_SLICES && before * 4 > this.#count))
      this.#beginSet(current);
    return true;
  }

  #beginSet(full: Set<object>): void {
    this.#full[this.#full.length] = full;
    this.#current = new SafeSet();
    if (++this.#alike < SETS_ALIKE || full.size < this.#limit) return;
    this.#alike = 0;
    this.#limit = min(2 * this.#limit, LAST_LIMIT);
  }

  /** Adds nothing itself any more until {@link clear}: an object is new if `accepts` returns true for it. */
  restrict(accepts: (value: object) => boolean): void {
    this.#accepts = accepts;
  }

  #addInline(value: object): boolean {
    if (this.#accepts !== undefined) return this.#accepts(value);
    const inline = this.#inline;
    const count = this.#count;
    for (let i = 0; i < count; i++) if (inline[i] === value) return false;
    if (count < INLINE_CAPACITY) {
      inline[count] = value;
    } else {
      const current = (this.#current = new SafeSet());
      for (let i = 0; i < INLINE_CAPACITY; i++) {
        current.add(inline[i]!);
        inline[i] = undefined;
      }
      current.add(value);
    }
    this.#count++;
    return true;
  }

  /** Removes all objects. */
  clear(): void {
    if (this.#current === undefined) for (let i = 0; i < this.#count; i++) this.#inline[i] = undefined;
    else this.#current = undefined;
    if (this.#full.length > 0) this.#full = nullPrototypeList();
    this.#count = this.#alike = 0;
    this.#limit = FIRST_LIMIT;
    this.#accepts = undefined;
  }
}
