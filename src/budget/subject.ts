/** A value under check: its size, and, for the message of a failed check, where its bytes are. */
import { deepReport } from '../measure/deep-size-of.ts';
import { NO_OPTIONS, withOptions } from '../platform/own-options.ts';
import type { PathRow } from '../paths/path-row.ts';
import type { HiddenRow } from '../report/report-data.ts';
import type { SizeReport } from '../report/size-report.ts';
import { allowedOf } from './check-options.ts';
import type { CheckOptions } from './check-options.ts';
import { revealIfPossible, unseenOf } from './hidden.ts';

/** A weighed value. */
export interface Subject {
  readonly report: SizeReport;
  /** Hidden state that may keep bytes of the value, was not followed, and is not in `allowHidden`. */
  readonly unseen: readonly HiddenRow[];
  /** The source of the figures: heapscale's estimate, or V8 itself. */
  readonly by: 'estimate' | 'V8';
  /** The places of its bytes; costs another walk, so it is called only to explain a failure. */
  readonly places: () => readonly PathRow[];
}

/**
 * Depth of the tree in which a failure looks for the heaviest places: deeper than a printed tree, because only the
 * heaviest are shown.
 */
const DEPTH = 8;

/**
 * Weighs a value for a check, and again with the inspector if the first walk met hidden state that may keep bytes of
 * it; `ownOptions` has read the `options`, `name` is the root of the value's paths.
 */
export function weighed(value: unknown, options: CheckOptions = NO_OPTIONS, name = 'value'): Subject {
  const allowed = allowedOf(options);
  const report = deepReport(value, options);
  const unseen = unseenOf(report, allowed);
  const subject = (of: SizeReport, revealed: boolean): Subject => ({
    report: of,
    unseen: unseenOf(of, allowed),
    by: 'estimate',
    places: () =>
      revealed ? revealedBy(options, (all) => placesOf(value, all, name))! : placesOf(value, options, name),
  });
  if (unseen.length === 0 || !report.complete || options.reveal !== undefined) return subject(report, false);
  const revealed = revealedBy(options, (all) => deepReport(value, all));
  return revealed === undefined ? subject(report, false) : subject(revealed, true);
}

/** Runs `work` with the inspector; undefined if there is no inspector. */
function revealedBy<Result>(options: CheckOptions, work: (options: CheckOptions) => Result): Result | undefined {
  const reveal = revealIfPossible();
  if (reveal === undefined) return undefined;
  try {
    return work(withOptions(options, { reveal }));
  } finally {
    reveal.close();
  }
}

/** A value that V8 has counted. Its places still come from heapscale's walk, which names them. */
export function counted(value: unknown, report: SizeReport): Subject {
  return { report, unseen: [], by: 'V8', places: () => placesOf(value, NO_OPTIONS, 'value') };
}

/** A sample has no places. */
function placesOf(value: unknown, options: CheckOptions, name: string): readonly PathRow[] {
  return options.sample === undefined
    ? deepReport(value, withOptions(options, { paths: { name, depth: DEPTH } })).paths!
    : [];
}

/**
 * The lower and upper bound of the size: they differ if a limit ended the walk early, or hidden state was not followed.
 */
export function boundsOf({ report, unseen }: Subject): { readonly least: number; readonly most: number } {
  return { least: report.bytes, most: report.complete && unseen.length === 0 ? report.bytes : Infinity };
}
