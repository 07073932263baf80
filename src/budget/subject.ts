/** A value that is to be checked: what it weighs, and, once a check has failed, where its bytes are. */
import { deepSizeOf } from '../deep-size-of.ts';
import type { PathRow } from '../report/path-row.ts';
import type { SizeReport } from '../report/size-report.ts';
import type { DeepSizeOptions } from '../weighing.ts';

/** A weighed value. */
export interface Subject {
  readonly report: SizeReport;
  /** Who counted: heapscale's estimate, or V8 itself. */
  readonly by: 'estimate' | 'V8';
  /** The places of its bytes; costs another walk, so it is asked for only to explain a failure. */
  readonly places: () => readonly PathRow[];
}

/** How deep the places are looked for that a failure names: deeper than a tree for the eye, for only the heaviest are shown. */
const DEPTH = 8;

/** Weighs a value for a check; `name` is how its paths begin. */
export function weighed(value: unknown, options: DeepSizeOptions = {}, name = 'value'): Subject {
  return { report: deepSizeOf(value, options), by: 'estimate', places: () => placesOf(value, options, name) };
}

/** A value that V8 has counted. Its places still come from a walk of ours, which has names for them. */
export function counted(value: unknown, report: SizeReport): Subject {
  return { report, by: 'V8', places: () => placesOf(value, {}, 'value') };
}

/** A sample has no places. */
function placesOf(value: unknown, options: DeepSizeOptions, name: string): readonly PathRow[] {
  return options.sample === undefined ? deepSizeOf(value, { ...options, paths: { name, depth: DEPTH } }).paths! : [];
}

/** The least that the value weighs, and the most: apart only if a limit ended the walk early. */
export function boundsOf({ report }: Subject): { readonly least: number; readonly most: number } {
  return { least: report.bytes, most: report.complete ? report.bytes : Infinity };
}
