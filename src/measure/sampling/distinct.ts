/**
 * How many different things all elements refer to, when a sample of them made `draws` references to `distinct` things.
 * If there are D equally likely things, d draws are expected to meet D (1 - exp(-d / D)) of them: a sample without
 * repetition says that every element has its own, one with many says how few there are.
 */

import { expm1, max, min } from '../../platform/math.ts';

/** The different things that `factor` times as many draws would meet, as a multiple of those that were met. */
export function growthOfDistinct(draws: number, distinct: number, factor: number): number {
  if (distinct === 0 || draws <= distinct) return factor;
  const population = populationOf(draws, distinct);
  const met = population * -expm1((-draws * factor) / population);
  return min(factor, max(1, met / distinct));
}

/** The D for which d draws are expected to meet u different things; found by halving. */
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
