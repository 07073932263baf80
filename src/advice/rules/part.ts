/** Chooses a representative part: of large replacements only a part is built, and the result is scaled. */
import { ceil, floor } from '../../platform/math.ts';

/** The maximum number of elements, entries or objects that are built; the result is scaled. */
export const MAX_BUILT = 4096;

/** The maximum number of objects that are copied with their fields, which takes longest. */
export const MAX_COPIED = 1024;

/** A part that represents the whole. */
export interface Part {
  readonly size: number;
  /** The size of the whole as a multiple of the part. */
  readonly factor: number;
}

/** A part of at most `most`. Hash tables double, so a part smaller by a power of two is as full as the whole. */
export function partOf(size: number, most = MAX_BUILT): Part {
  let factor = 1;
  while (size > most * factor) factor *= 2;
  return { size: ceil(size / factor), factor };
}

/**
 * The index of the i-th of `chosen` elements spread over `count`: one from each interval of equal length, at varying
 * offsets, so that a periodic sequence is sampled in all its phases.
 */
export function spread(i: number, chosen: number, count: number): number {
  if (chosen === count) return i;
  const from = floor((i * count) / chosen);
  const to = floor(((i + 1) * count) / chosen);
  const turn = i * GOLDEN;
  return from + floor((turn - floor(turn)) * (to - from));
}

/** The fractional parts of multiples of the golden ratio are evenly distributed and never periodic. */
const GOLDEN = 0.6180339887498949;
