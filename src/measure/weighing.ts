/** Prepares a walk and its weigher from options, and turns the result into a report. */
import type { CalibratedPair } from '../calibration/calibration.ts';
import type { Layout } from '../layout/layout.ts';
import { NO_OPTIONS } from '../platform/own-options.ts';
import { layoutFact, reportOf } from '../report/report-of.ts';
import type { SizeReport } from '../report/size-report.ts';
import { Walker } from '../walk/walker.ts';
import type { WalkOptions } from '../walk/walk-options.ts';
import { StringWeigher } from '../weigh/strings/string-weigher.ts';
import { Weigher } from '../weigh/weigher.ts';
import type { WeighOptions } from '../weigh/weigh-options.ts';
import { calibrationOf, limitOf, walkOptionsOf, weighOptionsOf } from './options.ts';
import type { SizeOptions } from './options.ts';

/** A prepared walk, which can run at once or in slices. */
export interface Weighing {
  readonly walker: Walker;
  readonly weigher: Weigher;
  readonly layout: Layout;
  readonly options: SizeOptions;
}

/**
 * A walker and a weigher that no walk is using. Making new ones costs ten times as much as weighing a small object, so
 * they are reused; a walk that begins inside another (in a predicate) or during another makes its own.
 *
 * They are kept after large walks too, without their tables. Optimised code holds the hidden classes that it depends on
 * weakly: if these died with a walk, every full garbage collection would discard that code.
 */
let idle: Pick<Weighing, 'walker' | 'weigher'> | undefined;

/** The options of walks without options; made once. */
let plainWeigh: WeighOptions | undefined;
let plainWalk: WalkOptions | undefined;

/** The same of walks with nothing but facts, for a cache that weighs each entry. */
let factsWeigh: WeighOptions | undefined;
let factsWalk: WalkOptions | undefined;

/**
 * Checks the values of options that `ownOptions` has read, and prepares the walk; `atOnce` is how many entries of a Map
 * or Set it reads in one step.
 */
export function prepare(options: SizeOptions, atOnce?: number): Weighing {
  const isPlain = options === NO_OPTIONS && atOnce === undefined;
  let weigh: WeighOptions;
  let walk: WalkOptions;
  if (isPlain) {
    weigh = plainWeigh ??= weighOptionsOf(options);
    walk = plainWalk ??= walkOptionsOf(options);
  } else if (atOnce === undefined && hasOnlyFacts(options)) {
    if (factsWalk === undefined || factsWalk.facts !== options.facts) {
      factsWeigh = weighOptionsOf(options);
      factsWalk = walkOptionsOf(options);
    }
    weigh = factsWeigh!;
    walk = factsWalk;
  } else {
    weigh = weighOptionsOf(options);
    walk = walkOptionsOf(options, atOnce);
  }
  const { walker, weigher } = take(options, weigh.layout);
  weigher.begin(weigh);
  walker.start(walk);
  return { walker, weigher, layout: weigh.layout, options };
}

/** True if the facts are the only option that decides about a walk. */
function hasOnlyFacts(options: SizeOptions): boolean {
  const { facts, ignore, maxObjects, maxBytes, strings, readStrings, layout, reveal, calibration } = options;
  return (
    facts !== undefined &&
    ignore === undefined &&
    maxObjects === undefined &&
    maxBytes === undefined &&
    strings === undefined &&
    readStrings === undefined &&
    layout === undefined &&
    reveal === undefined &&
    calibration === undefined
  );
}

/** A pair that no other walk uses. */
function take(options: SizeOptions, layout: Layout): Pick<Weighing, 'walker' | 'weigher'> {
  const calibration = calibrationOf(options);
  if (calibration !== undefined) return calibration.take(layout);
  const pair = idle ?? newPair();
  idle = undefined;
  return pair;
}

function newPair(): Pick<Weighing, 'walker' | 'weigher'> {
  const weigher = new Weigher(new StringWeigher());
  return { weigher, walker: new Walker(weigher) };
}

/** Returns walker and weigher for reuse, after the report was made. */
function release({ walker, weigher, options }: Weighing): void {
  walker.end();
  weigher.end();
  if (options.calibration === undefined) idle = { walker, weigher };
  else options.calibration.give({ walker, weigher } as CalibratedPair);
}

/** The report of a walk that has ended; releases its walker and weigher. */
export function toLastReport(weighing: Weighing): SizeReport {
  const report = toReport(weighing);
  release(weighing);
  return report;
}

/** The bytes of a walk that has ended, without a report; releases its walker and weigher. */
export function toBytes(weighing: Weighing): number {
  const { bytes } = weighing.weigher.lastTotals();
  release(weighing);
  return bytes;
}

/** Makes the report of what was walked so far; `isLast` is true if the walk has ended. */
export function toReport({ walker, weigher, layout, options }: Weighing, isLast = true): SizeReport {
  const by = walker.stoppedBy;
  const totals = isLast ? weigher.lastTotals() : weigher.totals();
  return reportOf(totals, {
    layout: layoutFact(layout),
    calibrated: weigher.calibrated,
    stopped: by === undefined ? undefined : { by, limit: limitOf(options, by), at: weigher.lastType },
  });
}
