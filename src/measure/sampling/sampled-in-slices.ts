/** A sample in short slices, with the event loop running in between. */
import type { SizeReport } from '../../report/size-report.ts';
import { inSlices } from '../deep-size-of-async.ts';
import type { AsyncSizeOptions, Rest } from '../deep-size-of-async.ts';
import type { Sample } from '../options.ts';
import { partOptionsOf } from './part-options.ts';
import { SampledSize } from './sampled-size-of.ts';
import { advance, OBJECTS_PER_STEP } from './steps.ts';

/** Weighs a sample; the arguments are those of `deepReportInSlices`. */
export async function sampledReportInSlices(
  value: unknown,
  options: AsyncSizeOptions,
  sample: Sample,
  rest: Rest,
  atOnce: number,
): Promise<SizeReport> {
  const sampled = new SampledSize({ ...partOptionsOf(options, atOnce), limit: OBJECTS_PER_STEP });
  const steps = sampled.steps(value, sample);
  const nothing = (): void => {};
  await inSlices(() => !advance(steps), options, nothing, rest);
  return sampled.toReport();
}
