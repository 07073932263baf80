/** A walk that keeps how it came to everything: weighed like any other, and an outline of the value beside the report. */
import { OutlineBuilder } from './outline/builder.ts';
import type { Outline } from './outline/outline.ts';
import { Recorder } from './outline/recorder.ts';
import type { SizeReport } from './report/size-report.ts';
import { Walker } from './walk/walker.ts';
import { toReport, walkOptionsOf, weighOptionsOf } from './weighing.ts';
import type { DeepSizeOptions, Weighing } from './weighing.ts';

/** A walk that is recorded. */
export interface Outlining extends Weighing {
  readonly recorder: Recorder;
}

/** A report and the outline that it is the sum of. */
export interface Outlined {
  readonly report: SizeReport;
  readonly outline: Outline;
}

/** Checks the options and prepares a walk that is recorded. */
export function prepareOutline(options: DeepSizeOptions, atOnce?: number): Outlining {
  const weigh = weighOptionsOf(options, true);
  const recorder = new Recorder(weigh);
  const walker = new Walker(recorder);
  const walk = walkOptionsOf(options, true, atOnce);
  walker.start(walk.reveal === undefined ? walk : { ...walk, reveal: recorder.noting(walk.reveal) });
  return { walker, weigher: recorder.weigher, layout: weigh.layout, options, recorder };
}

/**
 * Weighs a value and gives its outline too; see src/outline/outline.ts for what that is. It holds every object of the value.
 *
 * @throws {RangeError | TypeError} if an option is none of its values; never because of the value.
 */
export function outlineOf(value: unknown, options: DeepSizeOptions = {}): Outlined {
  const outlining = prepareOutline(options);
  outlining.walker.begin(value);
  outlining.walker.step(Infinity);
  const report = toReport(outlining);
  outlining.recorder.share();
  const builder = new OutlineBuilder(outlining.recorder);
  builder.step(Infinity);
  return { report, outline: builder.finish(value, report.bytes) };
}
