/**
 * A walk that records how it reached each object: it gives the same report, and an outline of the value.
 */
import { toOutline } from '../paths/builder.ts';
import type { Outline } from '../paths/graph.ts';
import { Recorder } from '../paths/recorder.ts';
import { placeRows, PlaceTree } from '../paths/place-tree.ts';
import { toTreeShape } from '../paths/path-options.ts';
import type { TreeShape } from '../paths/path-options.ts';
import { SizeReport } from '../report/size-report.ts';
import { Walker } from '../walk/walker.ts';
import { NO_OPTIONS } from '../platform/own-options.ts';
import { calibrationOf, walkOptionsOf, weighOptionsOf } from './options.ts';
import type { SizeOptions } from './options.ts';
import { toReport } from './weighing.ts';
import type { Weighing } from './weighing.ts';

/** A recorded walk. */
export interface Outlining extends Weighing {
  readonly recorder: Recorder;
}

/** A report and the outline that it sums up. */
export interface Outlined {
  readonly report: SizeReport;
  readonly outline: Outline;
}

/**
 * V8 discards optimised code together with the hidden classes that it was compiled for, and a hidden class together
 * with the last object that has it. So one empty recorder and what is made from it are kept: without them, a walk after
 * a garbage collection took twice as long.
 */
let kept: readonly unknown[] | undefined;

function keepCode(): void {
  if (kept !== undefined) return;
  kept = [];
  const outlining = newOutlining(NO_OPTIONS);
  outlining.walker.begin({});
  outlining.walker.step(Infinity);
  const { outline } = toOutlined(outlining, undefined);
  kept = [outlining, outline, new PlaceTree(outline, toTreeShape(true)!)];
}

/** Checks the values of options that `ownOptions` has read, and prepares a recorded walk. */
export function prepareOutline(options: SizeOptions, atOnce?: number): Outlining {
  keepCode();
  return newOutlining(options, atOnce);
}

function newOutlining(options: SizeOptions, atOnce?: number): Outlining {
  const weigh = weighOptionsOf(options);
  const recorder = calibrationOf(options)?.recorder(weigh) ?? new Recorder(weigh);
  const walker = new Walker(recorder, recorder);
  walker.start(walkOptionsOf(options, atOnce));
  return { walker, weigher: recorder.weigher, layout: weigh.layout, options, recorder };
}

/** The report and the outline of a completed recorded walk over one value. */
export function toOutlined(outlining: Outlining, value: unknown): Outlined {
  const report = toReport(outlining);
  return { report, outline: toOutline(outlining.recorder, value, report.bytes) };
}

/**
 * Weighs a value and also returns its outline (see src/paths/graph.ts), which keeps every object of the value alive.
 *
 * @throws {TypeError | RangeError} if an option is invalid; the measured value never causes an error.
 */
export function outlineOf(value: unknown, options: SizeOptions = NO_OPTIONS): Outlined {
  const outlining = prepareOutline(options);
  outlining.walker.begin(value);
  outlining.walker.step(Infinity);
  return toOutlined(outlining, value);
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
