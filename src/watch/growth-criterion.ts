/**
 * Does a figure keep growing? What fills up and is emptied again rises most of the time as well, so a series is divided
 * into parts in the order of time, and the lowest figure of each part has to be above that of the part before. How
 * strict the answer is beside that depends on the noise of the figure, hence two criteria.
 *
 * Not detected: a figure that goes up and down with a period of more than a part of the time looks like one that grows,
 * until there are more samples.
 */
import { floor, min } from '../platform/math.ts';

/** What counts as growth. */
export interface GrowthCriterion {
  /** The number of parts that a series is divided into. */
  readonly parts: number;
  /** True if the high of each part must rise as well. */
  readonly needsCeiling: boolean;
  /** A smaller relative rise over the whole series is not growth. */
  readonly minRise: number;
  /**
   * The last rise has to be at least this part of the average one, or the figure has levelled off, as that of a full
   * cache does.
   */
  readonly minLastRise: number;
}

/**
 * A process under load: collections and traffic move every figure. By chance five lows are in rising order once in 120
 * times.
 */
export const UNDER_LOAD: GrowthCriterion = { parts: 5, needsCeiling: false, minRise: 0.01, minLastRise: 0.5 };

/**
 * A step that a test repeats: the sizes have no noise, so any rise counts, however small. A plateau has parts of the
 * same ceiling; a sawtooth has a floor that it falls back to, and a ceiling that it does not pass. By chance alone 1 in
 * 24 * 24 series passes for growing.
 */
export const REPEATED_STEP: GrowthCriterion = { parts: 4, needsCeiling: true, minRise: 0, minLastRise: 0 };

/** The minimum number of samples: two per part, so that each part has a low and a high. */
export function minSamplesOf({ parts }: GrowthCriterion): number {
  return 2 * parts;
}

/** A rise from the low of the first part to that of the last. */
export interface Rise {
  readonly from: number;
  readonly to: number;
  /** Indices of the samples with these lows. */
  readonly fromAt: number;
  readonly toAt: number;
}

/** The rise of a figure; undefined if it does not keep growing by the criterion. Unknown samples are NaN. */
export function riseOf(samples: readonly number[], criterion: GrowthCriterion): Rise | undefined {
  const { parts, needsCeiling, minRise, minLastRise } = criterion;
  if (samples.length < minSamplesOf(criterion)) return undefined;
  let first = -1;
  let previous = -1;
  let last = -1;
  let ceiling = -Infinity;
  for (let part = 0; part < parts; part++) {
    const end = floor(((part + 1) * samples.length) / parts);
    let low = -1;
    let high = -Infinity;
    for (let i = floor((part * samples.length) / parts); i < end; i++) {
      if (low < 0 ? samples[i] < Infinity : samples[i] < samples[low]) low = i;
      if (samples[i] > high) high = samples[i];
    }
    // Not above the part before, or all samples of this part are unknown.
    if (low < 0 || (part > 0 && samples[low] <= samples[last])) return undefined;
    if (needsCeiling && high <= ceiling) return undefined;
    if (part === 0) first = low;
    previous = last;
    last = low;
    ceiling = high;
  }
  const rise = samples[last] - samples[first];
  const lastRise = samples[last] - samples[previous];
  if (rise < minRise * samples[first] || lastRise < (rise / (parts - 1)) * minLastRise) return undefined;
  return { from: samples[first], to: samples[last], fromAt: first, toAt: last };
}

/** The average rise of the lows of a series per sample, whether or not it keeps growing. */
export function risePerSample(samples: readonly number[], { parts }: GrowthCriterion): number {
  const size = samples.length / parts;
  const lowOf = (part: number): number => {
    const end = floor((part + 1) * size);
    let low = Infinity;
    for (let i = floor(part * size); i < end; i++) low = min(low, samples[i]);
    return low;
  };
  return (lowOf(parts - 1) - lowOf(0)) / (size * (parts - 1));
}
