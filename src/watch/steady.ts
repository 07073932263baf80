/**
 * Does a figure grow steadily? What fills up and is emptied again goes up most of the time as well, so only the lows count:
 * the readings are divided into five parts in the order of time, and the lowest figure of each part has to be above that of
 * the part before. By chance five lows stand in that order once in 120 times. And the last rise has to be at least half of
 * the average one, or the figure has levelled off, as that of a cache that is full.
 *
 * What this cannot tell: a figure that goes up and down in more than a fifth of the time looks like one that grows, until
 * there are more readings.
 */

/** Parts into which the readings are divided. */
const PARTS = 5;

/** Two readings in each part are the fewest that can tell a low from a high. */
export const FEWEST_READINGS = 2 * PARTS;

/** A rise of less than this over all readings is not worth a look. */
const LEAST_RISE = 0.01;

/** A steady rise: from the low of the first part to that of the last. */
export interface Rise {
  readonly from: number;
  readonly to: number;
  /** Where in the readings these lows are. */
  readonly fromAt: number;
  readonly toAt: number;
}

/** The rise of a figure; undefined if it does not grow steadily. Readings that are not known are NaN. */
export function steadyRise(readings: readonly number[]): Rise | undefined {
  if (readings.length < FEWEST_READINGS) return undefined;
  const lows: number[] = [];
  const places: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    const end = Math.floor(((part + 1) * readings.length) / PARTS);
    let low = Infinity;
    let place = -1;
    for (let i = Math.floor((part * readings.length) / PARTS); i < end; i++) {
      if (!(readings[i] < low)) continue;
      low = readings[i];
      place = i;
    }
    // Not above the part before, or nothing is known of this one.
    if (place < 0 || (part > 0 && low <= lows[part - 1])) return undefined;
    lows.push(low);
    places.push(place);
  }
  const rise = lows[PARTS - 1] - lows[0];
  const last = lows[PARTS - 1] - lows[PARTS - 2];
  if (rise < LEAST_RISE * lows[0] || last < rise / (PARTS - 1) / 2) return undefined;
  return { from: lows[0], to: lows[PARTS - 1], fromAt: places[0], toAt: places[PARTS - 1] };
}
