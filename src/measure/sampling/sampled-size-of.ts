/**
 * deepSizeOf with `sample`: of huge arrays, Maps and Sets only some elements are weighed, and what they weigh is scaled up.
 * What elements share is told by how often the sample meets it again, and is scaled by what that says of all.
 */
import type { SizeReport } from '../../report/size-report.ts';
import { Walker } from '../../walk/walker.ts';
import type { WalkOptions } from '../../walk/walker.ts';
import { Weigher } from '../../weigh/weigher.ts';
import type { WeighOptions } from '../../weigh/weigher.ts';
import { ElementSampler, passOver } from './element-sampler.ts';
import { growthOfDistinct } from './distinct.ts';
import { PartWeigher } from './part-weigher.ts';
import { randomFrom } from './random.ts';
import { referencesOf } from './references.ts';
import type { Group } from './references.ts';
import type { Stratum } from './stratum.ts';
import { SampledTotals } from './sampled-totals.ts';

/** Weighs a value by `count` elements of each of its huge containers. */
export function sampledSizeOf(
  value: unknown,
  walk: WalkOptions,
  weigh: WeighOptions,
  count: number,
  seed: number,
): SizeReport {
  const sampler = new ElementSampler(count, randomFrom(seed));
  const sum = new SampledTotals();
  const weigher = new Weigher();
  weigher.begin(weigh);
  const walker = new Walker(weigher);
  walker.start({ ...walk, sampler: sampler });
  walker.begin(value);
  walker.step(Infinity);
  sum.add(weigher, 1, 1);
  const strata = sampler.take();
  addStrata(strata, sampler, sum, walk, weigh);
  return sum.toReport(weigh.layout, strata.length > 0);
}

/** Adds what containers hold, told from their samples; `sampler` chooses from the huge containers in these. */
export function addStrata(
  strata: readonly Stratum[],
  sampler: ElementSampler,
  sum: SampledTotals,
  walk: WalkOptions,
  weigh: WeighOptions,
): void {
  const work = strata.map((stratum) => ({ stratum, times: 1 }));
  while (work.length > 0) {
    const { stratum, times } = work.pop()!;
    for (const { part, growth } of weighStratum(stratum, times)) {
      sum.add(part.weigher, growth, times);
      for (const inner of part.strata) work.push({ stratum: inner, times: times * growth });
    }
  }

  /** Weighs the elements of one sample, in parts that grow alike. */
  function weighStratum(stratum: Stratum, times: number): { part: PartWeigher; growth: number }[] {
    const { elements, factor, countsNumbers } = stratum;
    const references = referencesOf(stratum, { ...walk, sampler: passOver(sampler.above) });
    // What the sample met once only goes together; each group with repetitions grows in its own way.
    const alone = new PartWeigher(walk, weigh, sampler);
    const groups = new Map<Group, PartWeigher>();
    const bytesOf = new Float64Array(elements.length);
    for (const { object, group, owner } of references) {
      if (group.draws === group.distinct) {
        bytesOf[owner] += alone.weigh(object);
        continue;
      }
      let part = groups.get(group);
      if (part === undefined) groups.set(group, (part = new PartWeigher(walk, weigh, sampler)));
      part.weigh(object);
    }
    elements.forEach((element, i) => {
      for (const item of element) bytesOf[i] += alone.leaf(item, countsNumbers);
    });
    // What was added up on the way is a lower estimate; the error grows with the figure that it becomes.
    const refined = alone.weigher.soFar === 0 ? 1 : alone.weigher.bytes() / alone.weigher.soFar;
    sum.variance += (times * factor * elements.length * refined) ** 2 * squaredErrorOfMean(bytesOf, factor);
    const linked = growthOfLinked([...groups.keys()], factor);
    const parts = [{ part: alone, growth: factor }];
    for (const [{ draws, distinct }, part] of groups) {
      const growth = linked ?? growthOfDistinct(draws, distinct, factor);
      sum.addDoubt(part.weigher.soFar * growth * times, draws, distinct);
      parts.push({ part, growth });
    }
    return parts;
  }
}

/**
 * Elements that refer to one another (a list with its own parents, neighbours, friends): what is reached and looks like an
 * element is one, so there are as many as the container has, and what hangs on them grows alike. Undefined if they do not.
 */
function growthOfLinked(repeated: readonly Group[], factor: number): number | undefined {
  let elements = 0;
  let distinct = 0;
  for (const group of repeated) {
    if (group.elements === 0 || group.elements === group.distinct) continue;
    elements += group.elements;
    distinct += group.distinct;
  }
  return elements === 0 ? undefined : Math.max(1, (elements * factor) / distinct);
}

/** The squared standard error of the mean of a sample without replacement, of one in `factor`. */
function squaredErrorOfMean(sample: Float64Array, factor: number): number {
  const n = sample.length;
  if (n < 2) return 0;
  let mean = 0;
  for (const item of sample) mean += item / n;
  let squares = 0;
  for (const item of sample) squares += (item - mean) ** 2;
  return (squares / (n - 1) / n) * (1 - 1 / factor);
}
