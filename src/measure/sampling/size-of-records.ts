/**
 * Estimates the size of an array of very many objects from a random sample of them.
 */
import { kindSize } from '../../layout/layout.ts';
import { largestCapacity } from '../../layout/capacity.ts';
import { doubleElementsBytes, taggedElementsBytes } from '../../layout/elements.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import type { SizeReport } from '../../report/size-report.ts';
import type { WalkOptions } from '../../walk/walk-options.ts';
import type { WeighOptions } from '../../weigh/weigh-options.ts';
import { ElementSampler } from './element-sampler.ts';
import { randomFrom } from './random.ts';
import type { NewPair } from './pair.ts';
import { addStrata } from './sampled-size-of.ts';
import { SampledTotals } from './sampled-totals.ts';
import { finish } from './steps.ts';

/**
 * The report on an array of `total` objects of which `records` are a random sample. The array is assumed to have no
 * spare capacity; the upper bound includes the spare capacity that pushing leaves.
 */
export function sizeOfRecords(
  records: readonly unknown[],
  total: number,
  walk: WalkOptions,
  weigh: WeighOptions,
  seed: number,
  newPair?: NewPair,
): SizeReport {
  const { layout } = weigh;
  const sum = new SampledTotals();
  const array = sum.totals.of('Array');
  array.count = 1;
  array.exact(kindSize(layout, 'array'));
  array.between(
    taggedElementsBytes(layout, total),
    taggedElementsBytes(layout, total),
    doubleElementsBytes(layout, largestCapacity(total)),
  );
  const isWhole = records.length === total;
  if (records.length > 0) {
    const sampler = new ElementSampler(isWhole ? Infinity : records.length, randomFrom(seed));
    const elements = nullPrototypeList<readonly unknown[]>();
    for (let i = 0; i < records.length; i++) elements[i] = [records[i]];
    const stratum = { elements, factor: total / records.length, countsNumbers: false };
    finish(addStrata([stratum], sampler, sum, { walk, weigh, newPair }));
  }
  return sum.toReport(layout, !isWhole);
}
