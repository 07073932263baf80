/** A walk that records how it reached each object: weighed like any other, with an outline of the value beside the report. */
import { OutlineBuilder } from '../paths/builder.ts';
import type { Outline } from '../paths/graph.ts';
import { Recorder } from '../paths/recorder.ts';
import { placeRows } from '../paths/place-tree.ts';
import type { TreeShape } from '../report/path-options.ts';
import { SizeReport } from '../report/size-report.ts';
import { Walker } from '../walk/walker.ts';
import { NO_OPTIONS } from '../platform/own-options.ts';
import { walkOptionsOf, weighOptionsOf } from './options.ts';
import type { SizeOptions } from './options.ts';
import { toReport } from './weighing.ts';
import type { Weighing } from './weighing.ts';

/** A walk that is recorded. */
export interface Outlining extends Weighing {
  readonly recorder: Recorder;
}

/** A report and the outline that it is the sum of. */
export interface Outlined {
  readonly report: SizeReport;
  readonly outline: Outline;
}

/** Checks the values of options that were read by `ownOptions`, and prepares a walk that is recorded. */
export function prepareOutline(options: SizeOptions, atOnce?: number): Outlining {
  const weigh = weighOptionsOf(options, true);
  const recorder = new Recorder(weigh);
  const walker = new Walker(recorder);
  const walk = walkOptionsOf(options, true, atOnce);
  walker.start(walk.reveal === undefined ? walk : { ...walk, reveal: recorder.noting(walk.reveal) });
  return { walker, weigher: recorder.weigher, layout: weigh.layout, options, recorder };
}

/** A recorded walk that has ended, as report and references that can be read step by step. */
export function toOutlineBuilder(outlining: Outlining): {
  readonly report: SizeReport;
  readonly builder: OutlineBuilder;
} {
  const report = toReport(outlining);
  outlining.recorder.share();
  return { report, builder: new OutlineBuilder(outlining.recorder) };
}

/**
 * Weighs a value and returns its outline too; see src/paths/graph.ts for what that is. It holds every object of the value.
 *
 * @throws {TypeError | RangeError} if an option is invalid; the measured value never causes an error.
 */
export function outlineOf(value: unknown, options: SizeOptions = NO_OPTIONS): Outlined {
  const outlining = prepareOutline(options);
  outlining.walker.begin(value);
  outlining.walker.step(Infinity);
  const { report, builder } = toOutlineBuilder(outlining);
  builder.step(Infinity);
  return { report, outline: builder.finish(value, report.bytes) };
}

/** The report of a walk with the places of its value. */
export function reportWithPaths(value: unknown, options: SizeOptions, shape: TreeShape): SizeReport {
  const { report, outline } = outlineOf(value, options);
  return withPaths(report, outline, shape);
}

/** The same report with the places of its value. */
export function withPaths(report: SizeReport, outline: Outline, shape: TreeShape): SizeReport {
  return new SizeReport({ ...report.toJSON(), paths: placeRows(outline, shape) });
}
