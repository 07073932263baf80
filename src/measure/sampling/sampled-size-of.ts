/**
 * deepSizeOf with `sample`: of huge arrays, Maps and Sets only some elements are weighed, and the result is scaled up.
 * Objects that the sample meets repeatedly are shared between elements, and are scaled accordingly.
 */
import { max } from '../../platform/math.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import type { SizeReport } from '../../report/size-report.ts';
import type { WalkOptions } from '../../walk/walk-options.ts';
import type { WeighOptions } from '../../weigh/weigh-options.ts';
import { ElementSampler, passOver } from './element-sampler.ts';
import { growthOfDistinct } from './distinct.ts';
import { usualPair } from './pair.ts';
import type { NewPair } from './pair.ts';
import { PartWeigher } from './part-weigher.ts';
import { randomFrom } from './random.ts';
import { drawnObjectsOf } from './shared-objects.ts';
import type { DrawnObject, Group } from './shared-objects.ts';
import { advance } from './steps.ts';
import type { Steps } from './steps.ts';
import type { Stratum } from './stratum.ts';
import { SampledTotals } from './sampled-totals.ts';

/** How the elements of a sample are walked and weighed. */
export interface PartOptions {
  readonly walk: WalkOptions;
  readonly weigh: WeighOptions;
  /** @defaultValue pairs that weigh by V8's rules */
  readonly newPair?: NewPair | undefined;
  /**
   * Objects that are walked between two steps.
   *
   * @defaultValue no limit
   */
  readonly limit?: number | undefined;
}

/** Estimates a value from some elements of each huge container. */
export class SampledSize {
  readonly #options: PartOptions;
  readonly #sum = new SampledTotals();
  #isSampled = false;

  constructor(options: PartOptions) {
    this.#options = options;
  }

  /** Weighs the value by `size` elements of each. */
  *steps(value: unknown, { size, seed }: { readonly size: number; readonly seed: number }): Steps {
    const { walk, weigh, newPair = usualPair, limit = Infinity } = this.#options;
    const sampler = new ElementSampler(size, randomFrom(seed));
    const { walker, weigher } = newPair(false);
    weigher.begin(weigh);
    walker.start({ ...walk, sampler });
    walker.begin(value);
    while (!walker.step(limit)) yield;
    this.#sum.add(weigher, 1, 1);
    const strata = sampler.take();
    this.#isSampled = strata.length > 0;
    const rest = addStrata(strata, sampler, this.#sum, this.#options);
    while (advance(rest)) yield;
  }

  /** The report after all steps. */
  toReport(): SizeReport {
    return this.#sum.toReport(this.#options.weigh.layout, this.#isSampled);
  }
}

/** Adds the contents of containers, estimated from samples; `sampler` handles huge containers inside them. */
export function* addStrata(
  strata: readonly Stratum[],
  sampler: ElementSampler,
  sum: SampledTotals,
  { walk, weigh, newPair = usualPair, limit = Infinity }: PartOptions,
): Steps {
  const work = nullPrototypeList<{ stratum: Stratum; times: number }>();
  for (let i = 0; i < strata.length; i++) work[i] = { stratum: strata[i], times: 1 };
  while (work.length > 0) {
    const { stratum, times } = work[work.length - 1];
    work.length--;
    if (stratum.readOn !== undefined) while (!stratum.readOn()) yield;
    if (stratum.elements.length === 0) continue;
    const parts = nullPrototypeList<Part>();
    const steps = weighStratum(stratum, times, parts);
    while (advance(steps)) yield;
    for (let i = 0; i < parts.length; i++) {
      const { part, growth } = parts[i];
      sum.add(part.weigher, growth, times);
      for (let k = 0; k < part.strata.length; k++)
        work[work.length] = { stratum: part.strata[k], times: times * growth };
    }
  }

  /** Weighs the elements of one sample, in parts with the same factor. */
  function* weighStratum(stratum: Stratum, times: number, parts: Part[]): Steps {
    const { elements, factor, countsNumbers } = stratum;
    const drawn = nullPrototypeList<DrawnObject>();
    const drawing = drawnObjectsOf(stratum, { ...walk, sampler: passOver(sampler.above) }, limit, drawn);
    while (advance(drawing)) yield;
    // Objects that were met once share a factor; each group with repetitions has its own.
    const alone = new PartWeigher(walk, weigh, sampler, newPair);
    const repeated = nullPrototypeList<{ group: Group; part: PartWeigher }>();
    const partOf = nullPrototypeList<PartWeigher | undefined>();
    const bytesOf = new Float64Array(elements.length);
    for (let i = 0; i < drawn.length; i++) {
      yield;
      const { object, owner } = drawn[i];
      const group = drawn[i].group!;
      if (group.draws === group.distinct) {
        bytesOf[owner] += alone.weigh(object);
        continue;
      }
      let part = partOf[group.number];
      if (part === undefined) {
        part = partOf[group.number] = new PartWeigher(walk, weigh, sampler, newPair);
        repeated[repeated.length] = { group, part };
      }
      part.weigh(object);
    }
    for (let i = 0; i < elements.length; i++) {
      for (let k = 0; k < elements[i].length; k++) bytesOf[i] += alone.leaf(elements[i][k], countsNumbers);
      yield;
    }
    // The sum so far is a low estimate; scale the error with the final figure.
    const refined = alone.weigher.soFar === 0 ? 1 : alone.weigher.bytes() / alone.weigher.soFar;
    sum.variance +=
      (times * factor * elements.length * refined) ** 2 * squaredErrorOfMean(bytesOf, elements.length, factor);
    const linked = growthOfLinked(repeated, factor);
    parts[0] = { part: alone, growth: factor };
    for (let i = 0; i < repeated.length; i++) {
      const { group, part } = repeated[i];
      const { draws, distinct } = group;
      const growth = linked ?? growthOfDistinct(draws, distinct, factor);
      sum.addDoubt(part.weigher.soFar * growth * times, draws, distinct);
      parts[i + 1] = { part, growth };
    }
  }
}

/** Elements of one sample that are scaled by the same factor. */
interface Part {
  readonly part: PartWeigher;
  readonly growth: number;
}

/**
 * Handles elements that refer to one another (parents, neighbours, friends in the same list): a reached object with the
 * form of an element is taken to be an element, so their number is that of the container, and what they refer to has
 * the same factor. Undefined if the elements do not refer to one another.
 */
function growthOfLinked(repeated: readonly { readonly group: Group }[], factor: number): number | undefined {
  let elements = 0;
  let distinct = 0;
  for (let i = 0; i < repeated.length; i++) {
    const { group } = repeated[i];
    if (group.elements === 0 || group.elements === group.distinct) continue;
    elements += group.elements;
    distinct += group.distinct;
  }
  return elements === 0 ? undefined : max(1, (elements * factor) / distinct);
}

/** The squared standard error of the mean of n elements, sampled one in `factor` without replacement. */
export function squaredErrorOfMean(sample: Float64Array, n: number, factor: number): number {
  if (n < 2) return 0;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += sample[i] / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (sample[i] - mean) ** 2;
  return (squares / (n - 1) / n) * (1 - 1 / factor);
}
