/**
 * At least how many different numbers were met. Two tagged slots may refer to one heap number, such as that of a
 * constant or one that was copied from field to field; only numbers that differ are certainly separate.
 *
 * A few numbers are compared. Of more there is one bit for each hash: no more bits are set than there were different
 * numbers. A Set of them would take ten times as long, in the inner loop of a walk; for the same reason later numbers
 * are not looked at once a quarter of the bits is set.
 */
import { imul } from '../platform/math.ts';

/** Places for the first numbers, a power of two, and how many of them are used. */
const PLACES = 128;
const MAX_COMPARED = PLACES / 2;

/** The number of bits as a power of two. */
const BITS = 17;
const WORDS = 2 ** (BITS - 5);
const MAX_SET = 2 ** (BITS - 2);

const float = new Float64Array(1);
const halves = new Int32Array(float.buffer);

function hashOf(value: number): number {
  float[0] = value;
  const hash = imul(halves[0] ^ imul(halves[1], 0x9e3779b1), 0x85ebca6b);
  return imul(hash ^ (hash >>> 15), 0xc2b2ae35);
}

/** Counts numbers that differ, none of which is a Smi. */
export class DistinctNumbers {
  /** The first numbers; zero where there is none. */
  readonly #first: Float64Array = new Float64Array(PLACES);
  #bits: Int32Array | undefined = undefined;
  #isFull = false;
  /** Numbers that differ, or bits that are set. */
  #count = 0;
  /** Numbers before the last {@link forget}. */
  #settled = 0;

  /** Adds a number. Minus zero, infinities and NaN are read-only roots, which may be referred to, and do not count. */
  add(value: number): void {
    if (this.#count >= MAX_SET || value - value !== 0 || value === 0) return;
    const hash = hashOf(value);
    if (this.#isFull) {
      this.#mark(hash);
      return;
    }
    const first = this.#first;
    let at = hash >>> 25;
    for (; first[at] !== 0; at = (at + 1) & (PLACES - 1)) if (first[at] === value) return;
    first[at] = value;
    if (++this.#count > MAX_COMPARED) this.#markFirst();
  }

  #mark(hash: number): void {
    const bits = this.#bits!;
    const at = hash >>> (32 - BITS);
    const bit = 1 << (at & 31);
    const word = bits[at >>> 5];
    if ((word & bit) !== 0) return;
    bits[at >>> 5] = word | bit;
    this.#count++;
  }

  #markFirst(): void {
    this.#bits ??= new Int32Array(WORDS);
    this.#isFull = true;
    this.#count = 0;
    for (let i = 0; i < PLACES; i++) if (this.#first[i] !== 0) this.#mark(hashOf(this.#first[i]));
  }

  /** No more than there were different numbers. */
  get count(): number {
    return this.#settled + this.#count;
  }

  /** Forgets which numbers were met, and keeps the count. */
  forget(): void {
    const { count } = this;
    this.clear();
    this.#settled = count;
  }

  /** Prepares for the next value. */
  clear(): void {
    this.#settled = 0;
    if (this.#count === 0) return;
    this.#count = 0;
    const first = this.#first;
    for (let i = 0; i < PLACES; i++) first[i] = 0;
    if (!this.#isFull) return;
    this.#isFull = false;
    const bits = this.#bits!;
    for (let i = 0; i < WORDS; i++) bits[i] = 0;
  }
}
