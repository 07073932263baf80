/**
 * What JavaScript cannot see, added up by cause: how many bytes a value may have more if its objects grew, its arrays
 * have spare capacity, its equal strings are separate; or fewer. Which part of them belongs to the interval that most
 * likely has V8's count was learned from structures that packages build (generated/priors.ts, by test/real/learn.mjs).
 */
import { ceil } from '../platform/math.ts';
import { MARGIN, PRIORS } from './generated/priors.ts';

/**
 * The margin of a walk with facts: they settle the objects, whose doubts had room for those of the arrays as well. Of
 * the structures that the priors were learned from 97 of 100 are then inside, so that nine of ten others may be.
 */
export const MARGIN_WITH_FACTS = 0.1;

/** How much of a value shows that code made it, and not JSON.parse. */
export const Origin = { ownCode: 0, code: 1, unknown: 2 } as const;

/** The first cause of each group; most groups have one for each origin, and each case. */
export const Cause = {
  /** Plain objects that may have started as `{}`: by number of names, then by origin. */
  plain: 0,
  /** Plain objects with so many names that they may be dictionaries. */
  manyNames: 12,
  /** Arrays in fields, of which the lengths are one, the same, or differ: by what holds them. */
  ofInstances: 13,
  ofPlain: 16,
  /** Arrays that are taken for grown. */
  grown: 25,
  /** Arrays that no field holds: by origin, code or unknown. */
  otherArrays: 26,
  /** Equal strings that count once, a few of each; many of each; and long ones that count each: code or unknown. */
  fewRepeats: 28,
  manyRepeats: 30,
  longRepeats: 32,
  /** All strings: what ropes and slices hold. */
  strings: 34,
  numbersLess: 36,
  numbersMore: 37,
  instancesLess: 38,
  instancesMore: 39,
  nullPrototype: 40,
} as const;

/** The doubts about one value. */
export class Doubts {
  /** Bytes by cause. */
  readonly amounts = new Float64Array(PRIORS.length);
  /** The part of a value that may be too much or missing besides. */
  margin = MARGIN;
  /** The causes that have any, in ascending order: most values have two or three of them. */
  readonly #causes = new Uint8Array(PRIORS.length);
  #count = 0;

  clear(): void {
    for (let i = 0; i < this.#count; i++) this.amounts[this.#causes[i]] = 0;
    this.#count = 0;
  }

  /** Records bytes that may be there, or may not. */
  add(cause: number, bytes: number): void {
    if (bytes <= 0) return;
    if (this.amounts[cause] === 0) this.#insert(cause);
    this.amounts[cause] += bytes;
  }

  /** Records the same bytes as another list. */
  addAll(others: Doubts): void {
    for (let i = 0; i < others.#count; i++) this.add(others.#causes[i], others.amounts[others.#causes[i]]);
  }

  #insert(cause: number): void {
    const causes = this.#causes;
    let at = this.#count++;
    for (; at > 0 && causes[at - 1] > cause; at--) causes[at] = causes[at - 1];
    causes[at] = cause;
  }

  /** How many bytes fewer than an estimate of `bytes` are still likely; 0 if nothing is in doubt. */
  lessOf(bytes: number): number {
    return this.#sum(0, bytes);
  }

  /** How many bytes more. */
  moreOf(bytes: number): number {
    return this.#sum(1, bytes);
  }

  #sum(column: 0 | 1, bytes: number): number {
    if (this.#count === 0) return 0;
    let sum = this.margin * bytes;
    for (let i = 0; i < this.#count; i++) {
      const cause = this.#causes[i];
      sum += PRIORS[cause][column] * this.amounts[cause];
    }
    return ceil(sum);
  }
}

/** The cause of a plain object with so many names; -1 if it has the same size in any case. */
export function plainCause(names: number, origin: number): number {
  if (names === 0 || names === 4 || names > 19) return -1;
  const group = names === 1 ? 0 : names <= 3 ? 1 : names <= 8 ? 2 : 3;
  return Cause.plain + 3 * group + origin;
}

/** The cause of arrays in one field. */
export function fieldCause(isInstance: boolean, origin: number, shortest: number, longest: number): number {
  const lengths = shortest !== longest ? 2 : shortest === 1 ? 0 : 1;
  return (isInstance ? Cause.ofInstances : Cause.ofPlain + 3 * origin) + lengths;
}
