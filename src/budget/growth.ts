/**
 * Does a series of sizes keep growing from run to run of a test? heapscale's figures have no garbage and no noise of
 * the collector in them, and a test repeats one step: so any rise counts, however small, and the ceiling is looked at
 * as well as the floor. (What grows in a program under load is another question: `src/growth` answers it from the lows
 * alone.)
 */

/**
 * How many parts the series is cut into. Of a series that rises and falls by chance, all four parts are in rising order
 * in 1 of 24 cases.
 */
export const PARTS = 4;

/** The lowest and the highest size of a part. */
interface Band {
  readonly low: number;
  readonly high: number;
}

/**
 * True if both the floor and the ceiling rise from each part of the series to the next.
 *
 * A plateau has parts of the same ceiling. A sawtooth has a floor that it falls back to, and a ceiling that it does not
 * pass; one whose teeth are longer than the series cannot be told from a leak. By chance alone a series passes for
 * growing in 1 of 24 * 24 cases.
 */
export function keepsGrowing(sizes: readonly number[]): boolean {
  const bands = bandsOf(sizes);
  return bands.every((band, i) => i === 0 || (band.low > bands[i - 1].low && band.high > bands[i - 1].high));
}

function bandsOf(sizes: readonly number[]): readonly Band[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const own = sizes.slice(Math.floor((part * sizes.length) / PARTS), Math.floor(((part + 1) * sizes.length) / PARTS));
    return { low: Math.min(...own), high: Math.max(...own) };
  });
}

/** By how much the floor of the series rises with each step. */
export function growthPerStep(sizes: readonly number[]): number {
  const bands = bandsOf(sizes);
  return (bands[PARTS - 1].low - bands[0].low) / ((sizes.length * (PARTS - 1)) / PARTS);
}
