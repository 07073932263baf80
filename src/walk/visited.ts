/**
 * An identity set without the limit of 2^24 entries of a V8 Set: several Sets, filled one after another. The first few
 * objects are in a list, so that a small value needs no Set.
 *
 * A Set takes 21 bytes an entry when it is full, and twice that, with what it had before, when it has just grown. So a
 * new one is begun while the last is still small: after a few as large ones, larger ones, which keeps them few.
 */
import { min } from '../platform/math.ts';
import { nullPrototypeList, SafeSet } from '../platform/safe-collections.ts';

/** Objects of the first Sets; and V8's limit, less one, for a Set that still doubles without failing. */
const FIRST_LIMIT = 2 ** 22;
const LAST_LIMIT = 2 ** 24 - 1;

/** After so many Sets the next are twice as large. */
const SETS_ALIKE = 4;

/**
 * In a walk in slices a Set has at most so many objects for each entry of a collection that may be read at once. A Set
 * that grows moves all that it has, which takes 2.5 ms for 65,536 objects, 6 for 131,072, 13 for 262,144 and 110 for a
 * million (Node 24 and 26, more where other programs use the caches); each new object is looked for in all Sets.
 */
const OBJECTS_PER_ENTRY = 128;

/** The same as {@link SETS_ALIKE} in a walk in slices. */
const SETS_ALIKE_IN_SLICES = 16;

/** Up to this many, comparing one by one is faster than hashing. */
const INLINE_CAPACITY = 32;

/** Objects that a walk has met. */
export class VisitedSet {
  readonly #inline: (object | undefined)[] = nullPrototypeList();
  #current: Set<object> | undefined = undefined;
  #full: Set<object>[] = nullPrototypeList();
  #count = 0;
  /** The most objects of one Set; how many Sets are as large, and how many of them are still to come. */
  #most = FIRST_LIMIT;
  #alike = SETS_ALIKE;
  #left = SETS_ALIKE;
  #accepts: ((value: object) => boolean) | undefined = undefined;

  constructor() {
    for (let i = 0; i < INLINE_CAPACITY; i++) this.#inline[i] = undefined;
  }

  /** Objects added. */
  get size(): number {
    return this.#count;
  }

  /** Sets the walk's option `atOnce`: with it no addition may take long. */
  set atOnce(entries: number | undefined) {
    this.#most = entries === undefined ? FIRST_LIMIT : min(LAST_LIMIT, entries * OBJECTS_PER_ENTRY);
    this.#alike = this.#left = entries === undefined ? SETS_ALIKE : SETS_ALIKE_IN_SLICES;
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
    if (before + 1 >= this.#most) this.#beginSet(current);
    return true;
  }

  #beginSet(full: Set<object>): void {
    this.#full[this.#full.length] = full;
    this.#current = new SafeSet();
    if (--this.#left > 0) return;
    this.#left = this.#alike;
    this.#most = min(LAST_LIMIT, 2 * this.#most);
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
    this.#count = 0;
    this.#accepts = undefined;
  }
}
