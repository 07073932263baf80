/**
 * Does a figure grow steadily? What fills up and is emptied again rises most of the time as well, so only the lows
 * count: the samples are divided into five parts in the order of time, and the lowest figure of each part has to be
 * above that of the part before. By chance five lows are in that order once in 120 times. The last rise has to be at
 * least half of the average one, or the figure has levelled off, as that of a full cache does.
 *
 * Not detected: a figure that goes up and down with a period of more than a fifth of the time looks like one that
 * grows, until there are more samples.
 */

/** Parts into which the samples are divided. */
const PARTS = 5;

/** At least two samples in each part, so that it has a low and a high. */
export const MIN_SAMPLES = 2 * PARTS;

/** A rise of a smaller part than this over all samples is not reported. */
const MIN_RISE = 0.01;

/** A steady rise: from the low of the first part to that of the last. */
export interface Rise {
  readonly from: number;
  readonly to: number;
  /** Indices of the samples with these lows. */
  readonly fromAt: number;
  readonly toAt: number;
}

/** The rise of a figure; undefined if it does not grow steadily. Unknown samples are NaN. */
export function steadyRise(samples: readonly number[]): Rise | undefined {
  if (samples.length < MIN_SAMPLES) return undefined;
  const lows: number[] = [];
  const places: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    const end = Math.floor(((part + 1) * samples.length) / PARTS);
    let low = Infinity;
    let place = -1;
    for (let i = Math.floor((part * samples.length) / PARTS); i < end; i++) {
      if (!(samples[i] < low)) continue;
      low = samples[i];
      place = i;
    }
    // Not above the part before, or all of this one is unknown.
    if (place < 0 || (part > 0 && low <= lows[part - 1])) return undefined;
    lows.push(low);
    places.push(place);
  }
  const rise = lows[PARTS - 1] - lows[0];
  const last = lows[PARTS - 1] - lows[PARTS - 2];
  if (rise < MIN_RISE * lows[0] || last < rise / (PARTS - 1) / 2) return undefined;
  return { from: lows[0], to: lows[PARTS - 1], fromAt: places[0], toAt: places[PARTS - 1] };
}
