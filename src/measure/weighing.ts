/** A walk and a weigher put together: prepared from options, done at once or in slices, turned into a report. */
import { layoutOf } from '../layout/detect.ts';
import { smiShift } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { heaviestFirst, SizeReport } from '../report/size-report.ts';
import type { PathOptions } from '../paths/path-options.ts';
import type { HiddenRow, TypeRow } from '../report/size-report.ts';
import type { Reveal } from '../walk/walk-state.ts';
import { toIsIgnored } from '../walk/ignore.ts';
import type { Ignore } from '../walk/ignore.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, ownList, toArray } from '../platform/safe-collections.ts';
import { Walker } from '../walk/walker.ts';
import type { WalkOptions } from '../walk/walker.ts';
import type { StringPolicy } from '../weigh/strings/string-weigher.ts';
import { Weigher } from '../weigh/weigher.ts';
import type { WeighOptions } from '../weigh/weigher.ts';

/** What to count and where to end. */
export interface DeepSizeOptions {
  /**
   * Objects, classes or a predicate: what is neither counted nor walked into. A class stands for its instances and
   * itself. The root is always counted.
   */
  readonly ignore?: Ignore | undefined;
  /** Visit at most this many objects; a walk that ends early says so in `complete` and `stopped`. */
  readonly maxObjects?: number | undefined;
  /** End as soon as more than this many bytes were found; `complete` is then false. */
  readonly maxBytes?: number | undefined;
  /** What equal strings count: `'auto'` as V8 usually has it, `'once'` all together, `'each'` every occurrence. Default `'auto'`. */
  readonly strings?: StringPolicy | undefined;
  /** False to look at no characters, so that no rope is flattened; the range then covers both widths. Default true. */
  readonly readStrings?: boolean | undefined;
  /** Weigh for another engine: one of `layouts`. Default: the running engine's. */
  readonly layout?: Layout | undefined;
  /**
   * Weigh only so many random elements of every array, Map and Set that has more than twice as many, and scale up. The
   * range then holds a 95 % confidence interval as well, `sampled` is true, and no limit applies. Some hundreds do. For
   * `deepSizeOf` and what asks it; `deepSizeOfAsync`, `deepSizeOfAll`, `createMeter` and caches refuse it.
   */
  readonly sample?: number | undefined;
  /** For the choice of `sample`: the same seed chooses the same elements. Default 1. */
  readonly seed?: number | undefined;
  /**
   * True to list the places of the value as a tree, in `report.paths` and `report.tree()`; or how large the tree may be. Takes
   * about twice as long (benchmarks/speed/paths.mjs) and about 100 bytes of memory more for each object and 50 for each of its strings and numbers. Not with `sample`; not for
   * `deepSizeOfAll` and `createMeter`.
   */
  readonly paths?: boolean | PathOptions | undefined;
  /** Shows hidden state, such as `revealHidden()` of `heapscale/node`. */
  readonly reveal?: Reveal | undefined;
}

/** A walk that was prepared, so that it can be done at once or in slices. */
export interface Weighing {
  readonly walker: Walker;
  readonly weigher: Weigher;
  readonly layout: Layout;
  readonly options: DeepSizeOptions;
}

/**
 * A walker and a weigher that no walk is using. Making new ones costs ten times as much as weighing a small object, so
 * they are used again; a walk that is begun inside another (by a predicate) or beside it finds none and makes its own.
 *
 * They are kept after large walks as well, without their tables. Optimised code refers weakly to the hidden classes of what it
 * works on: if these died with a walk, every collection of the whole heap would throw that code away.
 */
let idle: Pick<Weighing, 'walker' | 'weigher'> | undefined;

/** What is meant when no options are given; made ready once. */
export const NO_OPTIONS: DeepSizeOptions = {};
let plainWeigh: WeighOptions | undefined;
let plainWalk: WalkOptions | undefined;

/** Checks the options and prepares the walk; `atOnce` is how many entries of a Map or Set it reads in one go. */
export function prepare(options: DeepSizeOptions, deep: boolean, atOnce?: number): Weighing {
  const isPlain = options === NO_OPTIONS && deep && atOnce === undefined;
  if (!isPlain) refuseSample(options);
  const weigh = isPlain ? (plainWeigh ??= weighOptionsOf(options, true)) : weighOptionsOf(options, deep);
  const walk = isPlain ? (plainWalk ??= walkOptionsOf(options, true)) : walkOptionsOf(options, deep, atOnce);
  const { walker, weigher } = idle ?? newPair();
  idle = undefined;
  weigher.begin(weigh);
  walker.start(walk);
  return { walker, weigher, layout: weigh.layout, options };
}

/** For all functions but `deepSizeOf`. */
export function refuseSample({ sample }: DeepSizeOptions): void {
  if (sample !== undefined)
    throw new RangeError('sample works with deepSizeOf alone, which is quick with it: leave it out here');
}

/** How to weigh, as the options say. */
export function weighOptionsOf(options: DeepSizeOptions, deep: boolean): WeighOptions {
  return {
    layout: layoutOf(options.layout),
    strings: checkedPolicy(options.strings),
    readStrings: options.readStrings ?? true,
    maxBytes: checkedLimit('maxBytes', options.maxBytes),
    deep,
  };
}

/** Where to walk, as the options say. */
export function walkOptionsOf(options: DeepSizeOptions, deep: boolean, atOnce?: number): WalkOptions {
  const layout = layoutOf(options.layout);
  return {
    isIgnored: options.ignore === undefined ? undefined : toIsIgnored(options.ignore),
    smiShift: smiShift(layout),
    maxOnHeapBytes: layout.maxOnHeapBytes,
    maxObjects: checkedLimit('maxObjects', options.maxObjects),
    atOnce,
    deep,
    reveal: options.reveal,
  };
}

function newPair(): Pick<Weighing, 'walker' | 'weigher'> {
  const weigher = new Weigher();
  return { weigher, walker: new Walker(weigher) };
}

/** Gives walker and weigher back once the report was made. */
function release({ walker, weigher }: Weighing): void {
  walker.end();
  weigher.end();
  idle = { walker, weigher };
}

function checkedLimit(name: string, limit: number | undefined): number {
  if (limit === undefined) return Infinity;
  if (typeof limit !== 'number' || !(limit >= 0))
    throw new RangeError(`${name} must be a number that is zero or more, not ${String(limit)}`);
  return limit;
}

function checkedPolicy(policy: StringPolicy | undefined): StringPolicy {
  if (policy === undefined || policy === 'auto' || policy === 'once' || policy === 'each') return policy ?? 'auto';
  throw new RangeError(`strings must be 'auto', 'once' or 'each', not '${String(policy)}'`);
}

/** The report of a walk that has ended; its walker and weigher are free again. */
export function toLastReport(weighing: Weighing): SizeReport {
  const report = toReport(weighing);
  release(weighing);
  return report;
}

/** The bytes of a walk that has ended, without a report; its walker and weigher are free again. */
export function toBytes(weighing: Weighing): number {
  const { bytes } = weighing.weigher.lastTotals();
  release(weighing);
  return bytes;
}

/** Makes the report of what was walked so far; `isLast` if nothing more will be. */
export function toReport({ walker, weigher, layout, options }: Weighing, isLast = true): SizeReport {
  let heapBytes = 0;
  let externalBytes = 0;
  let least = 0;
  let most = 0;
  let objects = 0;
  const rows = isLast ? weigher.lastTotals() : weigher.totals();
  let types = 0;
  for (let i = 0; i < rows.count; i++) if (rows.at(i).count > 0) types++;
  const byType = ownList<TypeRow>(types);
  for (let i = 0, at = 0; i < rows.count; i++) {
    const { type, count, bytes, external, min, max } = rows.at(i);
    heapBytes += bytes;
    externalBytes += external;
    least += min + external;
    most += max + external;
    objects += count;
    if (count > 0) byType[at++] = { type, count, bytes: bytes + external, heapBytes: bytes, externalBytes: external };
  }
  const by = walker.stoppedBy;
  return new SizeReport({
    bytes: heapBytes + externalBytes,
    heapBytes,
    externalBytes,
    objects,
    range: { min: least, max: most },
    byType: sorted(byType),
    hidden: hiddenRowsOf(weigher),
    repeatedStrings: weigher.strings.repeated,
    complete: by === undefined,
    stopped: by === undefined ? undefined : { by, limit: options[by]!, at: weigher.lastType },
    layout: layout.title,
  });
}

/** Puts the rows in order. A handful is sorted here: the built-in method takes as long for them as a whole walk of a small value. */
function sorted(rows: TypeRow[]): TypeRow[] {
  if (rows.length > SORTED_HERE) return js.sort(rows, heaviestFirst);
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i];
    let at = i;
    for (; at > 0 && heaviestFirst(rows[at - 1], row) > 0; at--) rows[at] = rows[at - 1];
    rows[at] = row;
  }
  return rows;
}

const SORTED_HERE = 8;

const NOTHING_HIDDEN: readonly HiddenRow[] = [];

function hiddenRowsOf(weigher: Weigher): readonly HiddenRow[] {
  if (weigher.hiddenRows.size === 0) return NOTHING_HIDDEN;
  const hidden = nullPrototypeList<HiddenRow>();
  weigher.hiddenRows.forEach((row, kind) => {
    const types = nullPrototypeList<string>();
    row.types.forEach((type) => {
      types[types.length] = type;
    });
    hidden[hidden.length] = { kind, count: row.count, types: toArray(types) };
  });
  return toArray(hidden);
}
