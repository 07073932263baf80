/**
 * What a calibration says about the strings of one place, applied to those that a walk meets there: which equal strings
 * are one heap object, and what ropes, slices and width add to a flat string.
 */
import type { TypeTotal } from '../weigh/size-estimate.ts';
import type { LearnedStrings } from '../weigh/strings/string-sums.ts';
import type { PlaceData, StringSums } from './data.ts';
import { doubt } from './doubt.ts';
import { max, min, round } from '../platform/math.ts';

/** Bytes of a rope or slice itself: ConsString, SlicedString. */
const VIEW_WORDS = 4;

/** Occurrences of equal strings from which their share is taken; with fewer, the usual rule has this weight. */
const USUAL_WEIGHT = 0.5;

/** Bytes of strings as flat ones, of which equal ones count as V8 stores them. */
function flatBytes(sums: StringSums | undefined): number {
  if (sums === undefined) return 0;
  const { firstBytes, again, againBytes, separate } = sums;
  return firstBytes + (again === 0 ? 0 : (againBytes * separate) / again);
}

/**
 * What the parents of slices add to the bytes of each string at a place. What was cut out of a larger string keeps all
 * of it alive, however few of the strings are long enough to be slices of it; so the parents go with all strings there.
 */
export function partOfParents({ short, long, parents = 0 }: PlaceData): number {
  return parents === 0 ? 0 : parents / max(1, flatBytes(short) + flatBytes(long));
}

/** The strings of one place and length. */
export class PlaceStrings implements LearnedStrings {
  readonly isEach: boolean;
  /** The part of the occurrences of known strings that are separate heap objects. */
  readonly #separate: number;
  /** Bytes of a string: a constant, and a factor to its size as a flat string. */
  readonly #constant: number;
  readonly #factor: number;
  /** How far V8's count may be from it: the part of the strings that may be stored in another way. */
  readonly #doubt: number;
  readonly #variesInShare: boolean;
  // The strings of the current walk.
  isUsed = false;
  #first = 0;
  #firstBytes = 0;
  #again = 0;
  #againBytes = 0;

  constructor(sums: StringSums, taggedSize: number, isUsuallyEach: boolean, parents: number) {
    const { first, again, separate, views, bytes } = sums;
    const share = (separate + (isUsuallyEach ? USUAL_WEIGHT : 0)) / (again + USUAL_WEIGHT);
    this.#separate = again > 0 && separate === again ? 1 : again > 0 && separate === 0 ? 0 : share;
    this.isEach = this.#separate === 1;
    const flat = flatBytes(sums);
    this.#constant = (views * VIEW_WORDS * taggedSize) / max(1, first + separate);
    this.#factor = parents + (flat === 0 ? 1 : max(0, bytes - views * VIEW_WORDS * taggedSize) / flat);
    this.#doubt = doubt(first + again);
    this.#variesInShare = separate > 0 && separate < again;
  }

  first(bytes: number): void {
    this.#first++;
    this.#firstBytes += bytes;
  }

  again(bytes: number): void {
    this.#again++;
    this.#againBytes += bytes;
  }

  /** Adds the strings of the walk; returns their bytes. */
  addTo(row: TypeTotal): number {
    const share = this.#separate;
    const count = this.#first + this.#again * share;
    const flat = this.#firstBytes + this.#againBytes * share;
    const bytes = this.#constant * count + this.#factor * flat;
    const all = this.#firstBytes + this.#againBytes;
    const most = max(bytes, all);
    const least = min(bytes, this.#firstBytes);
    const part = this.#variesInShare ? 1 : this.#doubt;
    row.count += round(count);
    row.between(bytes - part * (bytes - least), bytes, bytes + part * (most - bytes));
    return bytes;
  }

  /** Forgets the strings of the walk. */
  clear(): void {
    this.isUsed = false;
    this.#first = this.#firstBytes = this.#again = this.#againBytes = 0;
  }
}
