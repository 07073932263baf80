/**
 * Turns totals into a report: the one place where rows by type, hidden state and duplicates get the form that is
 * printed and saved.
 */
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import * as js from '../platform/intrinsics.ts';
import { ceil, floor, max, min, round } from '../platform/math.ts';
import { nullPrototypeList, ownList, toArray } from '../platform/safe-collections.ts';
import type { HiddenTotal, Totals } from '../weigh/totals.ts';
import type { DuplicateStrings, HiddenRow, ReportLayout, SizeReportData, Stopped, TypeRow } from './report-data.ts';
import { SizeReport } from './size-report.ts';

/** What a report contains besides the totals. */
export interface ReportFacts {
  readonly layout: ReportLayout;
  /** The interval; by default the sum of the rows' intervals. */
  readonly range?: { readonly min: number; readonly max: number } | undefined;
  /** The interval that most likely has V8's count; by default from what the totals could not know. */
  readonly likely?: { readonly min: number; readonly max: number } | undefined;
  /** The error of a sample in bytes, either way; given for figures that were scaled up and must be rounded. */
  readonly margin?: number | undefined;
  /** True if any figure comes from a sample. */
  readonly sampled?: boolean | undefined;
  readonly complete?: boolean | undefined;
  readonly stopped?: Stopped | undefined;
  readonly retainedBytes?: number | undefined;
  readonly calibrated?: number | undefined;
}

let lastLayout: ReportLayout | undefined;
let lastFact: ReportLayout = { id: '', title: '' };

/** The layout of a report, without its sizes. Nearly all reports have the same one, so the last is kept. */
export function layoutFact(layout: ReportLayout): ReportLayout {
  if (layout !== lastLayout) {
    lastLayout = layout;
    const { id, title, assumption } = layout;
    lastFact = assumption === undefined ? { id, title } : { id, title, assumption };
  }
  return lastFact;
}

// Shared by all reports without hidden state or duplicates.
const NO_HIDDEN: readonly HiddenRow[] = [];
const NO_DUPLICATES: DuplicateStrings = { count: 0, bytes: 0 };

/**
 * Makes the report. It runs at the end of every walk, so it calls no built-in method that could be patched and does no
 * unnecessary work.
 */
export function reportOf(totals: Totals, facts: ReportFacts): SizeReport {
  const { margin, range, stopped } = facts;
  const isScaled = margin !== undefined;
  let heapBytes = 0;
  let externalBytes = 0;
  let least = 0;
  let most = 0;
  let objects = 0;
  let shown = 0;
  for (let i = 0; i < totals.count; i++) if (isShown(totals.at(i))) shown++;
  const byType = ownList<TypeRow>(shown);
  for (let i = 0, at = 0; i < totals.count; i++) {
    const total = totals.at(i);
    least += total.min + total.external;
    most += total.max + total.external;
    if (!isShown(total)) continue;
    const row = isScaled
      ? rowOf(total.type, round(total.count), round(total.bytes), round(total.external))
      : rowOf(total.type, total.count, total.bytes, total.external);
    heapBytes += row.heapBytes;
    externalBytes += row.externalBytes;
    objects += row.count;
    byType[at++] = row;
  }
  const bytes = heapBytes + externalBytes;
  const interval =
    range ?? (isScaled ? { min: max(0, floor(least - margin)), max: ceil(most + margin) } : { min: least, max: most });
  const data: SizeReportData = {
    bytes,
    heapBytes,
    externalBytes,
    objects,
    range: interval,
    likely: facts.likely ?? likelyOf(bytes, interval, totals, margin ?? 0),
    byType: sorted(byType),
    hidden: totals.hidden === undefined ? NO_HIDDEN : hiddenRowsOf(totals.hidden),
    duplicateStrings:
      totals.duplicates === 0
        ? NO_DUPLICATES
        : { count: round(totals.duplicates), bytes: round(totals.duplicateBytes) },
    wideBytes: round(totals.wideBytes) || undefined,
    complete: facts.complete ?? stopped === undefined,
    sampled: facts.sampled ?? false,
    stopped,
    layout: facts.layout,
    retainedBytes: facts.retainedBytes,
    calibrated: facts.calibrated,
  };
  const report = new SizeReport(data);
  kept.data = data;
  kept.report = report;
  if (shown > 0) kept.row = byType[0];
  if (shown >= MADE_BY_HAND) kept.list = data.byType;
  return report;
}

/** What is likely, within the interval; the figure alone where nothing is in doubt. */
function likelyOf(
  bytes: number,
  range: { readonly min: number; readonly max: number },
  { less, more }: Totals,
  margin: number,
): { readonly min: number; readonly max: number } {
  return {
    min: min(bytes, max(range.min, floor(bytes - less - margin))),
    max: max(bytes, min(range.max, ceil(bytes + more + margin))),
  };
}

/**
 * The last report and what it was made of: figures and names of types. Optimised code and feedback hold the hidden
 * classes of these weakly: without one of each that stays alive, every full garbage collection would discard the code
 * that makes reports. An old one would not do, since V8 replaces a hidden class when a field first holds a fraction.
 */
const kept: {
  data: SizeReportData | undefined;
  report: SizeReport | undefined;
  row: TypeRow | undefined;
  list: readonly TypeRow[] | undefined;
} = { data: undefined, report: undefined, row: undefined, list: undefined };

/** A list of this length gets its prototype last, and so a hidden class of its own. */
const MADE_BY_HAND = 5;

/** Leaves out rows that nothing was added to. */
function isShown(total: { readonly count: number; readonly bytes: number; readonly external: number }): boolean {
  return total.count > 0 || total.bytes > 0 || total.external > 0;
}

function rowOf(type: string, count: number, heapBytes: number, externalBytes: number): TypeRow {
  return { type, count, bytes: heapBytes + externalBytes, heapBytes, externalBytes };
}

/** Heaviest rows first; equal ones by name, so that reports are deterministic. */
const heaviestFirst = (a: TypeRow, b: TypeRow): number => b.bytes - a.bytes || (a.type < b.type ? -1 : 1);

/** Up to so many rows are sorted here: for them the built-in sort takes as long as the whole walk of a small value. */
const SORTED_HERE = 8;

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

function hiddenRowsOf(hidden: ReadonlyMap<HiddenKind, HiddenTotal>): readonly HiddenRow[] {
  const rows = nullPrototypeList<HiddenRow>();
  hidden.forEach((total, kind) => {
    const types = nullPrototypeList<string>();
    total.types.forEach((type) => {
      types[types.length] = type;
    });
    rows[rows.length] = { kind, count: round(total.count), types: toArray(types) };
  });
  return toArray(rows);
}
