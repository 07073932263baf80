/** A value that is to be checked: what it weighs, and, once a check has failed, where its bytes are. */
import { deepSizeOf } from '../deep-size-of.ts';
import type { SizeReport } from '../report/size-report.ts';
import type { DeepSizeOptions } from '../weighing.ts';

/** A weighed value. */
export interface Subject {
  readonly report: SizeReport;
  /** Who counted: heapscale's estimate, or V8 itself. */
  readonly by: 'estimate' | 'V8';
  /** The same value with the places of its bytes; costs another walk, so it is asked for only to explain a failure. */
  readonly withPaths: () => SizeReport;
}

/** Weighs a value for a check. */
export function weighed(value: unknown, options: DeepSizeOptions = {}): Subject {
  return { report: deepSizeOf(value, options), by: 'estimate', withPaths: () => deepSizeOf(value, options) };
}

/** A value that V8 has counted. The places still come from a walk of ours: a snapshot's edges have no order of their own. */
export function counted(value: unknown, report: SizeReport): Subject {
  return { report, by: 'V8', withPaths: () => deepSizeOf(value) };
}

/** The least that the value weighs, and the most: apart only if a limit ended the walk early. */
export function boundsOf({ report }: Subject): { readonly least: number; readonly most: number } {
  return { least: report.bytes, most: report.complete ? report.bytes : Infinity };
}
