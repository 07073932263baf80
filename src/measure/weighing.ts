/** A walk with its weigher: prepared from options, done at once or in slices, turned into a report. */
import type { Layout } from '../layout/layout.ts';
import { heaviestFirst, SizeReport } from '../report/size-report.ts';
import type { HiddenRow, TypeRow } from '../report/size-report.ts';
import * as js from '../platform/intrinsics.ts';
import { NO_OPTIONS } from '../platform/own-options.ts';
import { nullPrototypeList, ownList, toArray } from '../platform/safe-collections.ts';
import { Walker } from '../walk/walker.ts';
import type { WalkOptions } from '../walk/walker.ts';
import { Weigher } from '../weigh/weigher.ts';
import type { WeighOptions } from '../weigh/weigher.ts';
import { limitOf, walkOptionsOf, weighOptionsOf } from './options.ts';
import type { SizeOptions } from './options.ts';

/** A prepared walk, to be done at once or in slices. */
export interface Weighing {
  readonly walker: Walker;
  readonly weigher: Weigher;
  readonly layout: Layout;
  readonly options: SizeOptions;
}

/**
 * A walker and a weigher that no walk is using. Making new ones costs ten times as much as weighing a small object, so
 * they are used again; a walk that begins inside another (by a predicate) or beside it makes its own.
 *
 * They are kept after large walks as well, without their tables. Optimised code refers weakly to the hidden classes of what it
 * works on: if these died with a walk, every collection of the whole heap would throw that code away.
 */
let idle: Pick<Weighing, 'walker' | 'weigher'> | undefined;

/** What walks without options use; made once. */
let plainWeigh: WeighOptions | undefined;
let plainWalk: WalkOptions | undefined;

/**
 * Checks the values of options that were read by `ownOptions`, and prepares the walk; `atOnce` is how many entries of a Map or
 * Set it reads in one go.
 */
export function prepare(options: SizeOptions, deep: boolean, atOnce?: number): Weighing {
  const isPlain = options === NO_OPTIONS && deep && atOnce === undefined;
  const weigh = isPlain ? (plainWeigh ??= weighOptionsOf(options, true)) : weighOptionsOf(options, deep);
  const walk = isPlain ? (plainWalk ??= walkOptionsOf(options, true)) : walkOptionsOf(options, deep, atOnce);
  const { walker, weigher } = idle ?? newPair();
  idle = undefined;
  weigher.begin(weigh);
  walker.start(walk);
  return { walker, weigher, layout: weigh.layout, options };
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
    stopped: by === undefined ? undefined : { by, limit: limitOf(options, by), at: weigher.lastType },
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
