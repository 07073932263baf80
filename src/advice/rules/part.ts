/** How a part is taken that stands for the whole: replacements of large things are built in part and scaled. */
import { ceil, floor } from '../../platform/math.ts';

/** Elements or entries of a replacement, or objects of a place, that are built at most; the rest is scaled. */
export const MAX_BUILT = 4096;

/** A part of something large that stands for the whole. */
export interface Part {
  readonly size: number;
  /** The whole weighs so many times the part. */
  readonly factor: number;
}

/** A part of at most `most`: hash tables double, so one that is smaller by a power of two is as full as the whole. */
export function partOf(size: number, most = MAX_BUILT): Part {
  let factor = 1;
  while (size > most * factor) factor *= 2;
  return { size: ceil(size / factor), factor };
}

/**
 * The index of the i-th of `chosen` things that are spread over `count`: one of each stretch of equal length, but not
 * the same one in each, so that what comes in turns is met in all its forms.
 */
export function spread(i: number, chosen: number, count: number): number {
  if (chosen === count) return i;
  const from = floor((i * count) / chosen);
  const to = floor(((i + 1) * count) / chosen);
  const turn = i * GOLDEN;
  return from + floor((turn - floor(turn)) * (to - from));
}

/** Multiples of the golden ratio fall evenly between the whole numbers and never come in turns. */
const GOLDEN = 0.6180339887498949;
