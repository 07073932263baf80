/** A census of which only some objects of each class are weighed: counts are exact, bytes are scaled up. */
import { layoutOf } from '../layout/detect.ts';
import { walkOptionsOf, weighOptionsOf } from '../measure/options.ts';
import type { Sample, SizeOptions } from '../measure/options.ts';
import { usualPair } from '../measure/sampling/pair.ts';
import type { Pair } from '../measure/sampling/pair.ts';
import { randomFrom } from '../measure/sampling/random.ts';
import { squaredErrorOfMean } from '../measure/sampling/sampled-size-of.ts';
import { SampledTotals } from '../measure/sampling/sampled-totals.ts';
import type { SizeReport } from '../report/size-report.ts';
import { ClassSamples } from './class-samples.ts';
import type { ClassSample } from './class-samples.ts';
import { isNewOutsideList } from './outside-list.ts';
import { unfinishedTest } from './unfinished-literals.ts';
import type { List } from '../reveal/remote-objects.ts';

/** Weighs a sample of live objects, listed as {@link unfinishedTest} requires. */
export function sampledCensus(objects: List, options: SizeOptions, { size, seed }: Sample): SizeReport {
  const weigh = weighOptionsOf(options);
  const walk = walkOptionsOf(options);
  const isNew = isNewOutsideList();
  const isUnfinished = unfinishedTest(objects);
  const visit = (walker: Pair['walker'], object: object): void => {
    if (isUnfinished?.(object) !== true) walker.visitOnly(object);
  };
  const begun = (): Pair => {
    const pair = usualPair(true);
    pair.weigher.begin(weigh);
    pair.walker.start(walk);
    pair.walker.beginEach(isNew);
    return pair;
  };
  const sum = new SampledTotals();
  const samples = new ClassSamples(size, randomFrom(seed));
  // Large objects and small classes, of which each object counts for itself.
  const whole = begun();
  const { length } = objects;
  for (let i = 0; i < length; i++) if (!samples.add(objects[i] as object)) visit(whole.walker, objects[i] as object);
  const { classes } = samples;
  for (let i = 0; i < classes.length; i++) {
    const { count, chosen } = classes[i];
    if (count > chosen.length) continue;
    for (let k = 0; k < chosen.length; k++) visit(whole.walker, chosen[k]);
    whole.weigher.forget();
  }
  sum.add(whole.weigher, 1, 1);
  // Afterwards, so that what these share with others is not scaled up with them.
  let isSampled = false;
  for (let i = 0; i < classes.length; i++) {
    if (classes[i].count === classes[i].chosen.length) continue;
    isSampled = true;
    addScaled(classes[i], begun(), visit, sum);
  }
  return sum.toReport(layoutOf(undefined), isSampled);
}

function addScaled(
  { count, chosen }: ClassSample,
  { walker, weigher }: Pair,
  visit: (walker: Pair['walker'], object: object) => void,
  sum: SampledTotals,
): void {
  const bytesOf = new Float64Array(chosen.length);
  for (let i = 0; i < chosen.length; i++) {
    const before = weigher.soFar;
    visit(walker, chosen[i]);
    bytesOf[i] = weigher.soFar - before;
  }
  const factor = count / chosen.length;
  sum.add(weigher, factor, 1);
  // The sum so far is a low estimate; the error is scaled with the final figure.
  const refined = weigher.soFar === 0 ? 1 : weigher.bytes() / weigher.soFar;
  sum.variance += (count * refined) ** 2 * squaredErrorOfMean(bytesOf, chosen.length, factor);
}
