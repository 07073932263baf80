/**
 * Estimates how many distinct objects all elements refer to, from a sample with `draws` references to `distinct`
 * objects. With D equally likely objects, d draws are expected to meet D (1 - exp(-d / D)) of them: a sample without
 * repetition means that every element has its own object, one with many repetitions means that there are few objects.
 */

import { expm1, max, min } from '../../platform/math.ts';

/** The distinct objects that `factor` times as many draws would meet, as a multiple of those that were met. */
export function growthOfDistinct(draws: number, distinct: number, factor: number): number {
  if (distinct === 0 || draws <= distinct) return factor;
  const population = populationOf(draws, distinct);
  const met = population * -expm1((-draws * factor) / population);
  return min(factor, max(1, met / distinct));
}

/** The D for which d draws are expected to meet u distinct objects; found by bisection. */
function populationOf(draws: number, distinct: number): number {
  let low = distinct;
  let high = distinct;
  const expected = (population: number): number => population * -expm1(-draws / population);
  while (expected(high) < distinct) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (expected(middle) < distinct) low = middle;
    else high = middle;
  }
  return high;
}
