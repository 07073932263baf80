/**
 * The size of a value as text that is stored with the tests: totals and types to the byte, readable in a review, and
 * parsed again to be compared. It has the id of the layout it was measured with, so that it holds on every engine: the
 * value is measured with that layout again.
 */
import { layouts } from '../layout/engines.ts';
import type { Layout } from '../layout/layout.ts';
import type { SizeReportData } from '../report/report-data.ts';
import { formatCount, formatTable } from '../report/table.ts';

/** What is stored. */
export interface Baseline {
  readonly bytes: number;
  readonly objects: number;
  readonly byType: readonly { readonly type: string; readonly count: number; readonly bytes: number }[];
  /** The id of the layout, which on an engine without a table of its own is that of the nearest one. */
  readonly layoutId: string;
}

const LAYOUT_LINE = 'layout: ';

/** The text of a baseline. */
export function formatBaseline({ bytes, objects, byType, layoutId }: Baseline): string {
  const rows = byType.map((row) => [row.type, formatCount(row.count), formatCount(row.bytes)]);
  const table = formatTable([['type', 'count', 'bytes'], ...rows], ['left', 'right', 'right']);
  return [
    `${formatCount(bytes)} bytes in ${formatCount(objects)} ${objects === 1 ? 'object' : 'objects'}`,
    table,
    `${LAYOUT_LINE}${layoutId}`,
  ].join('\n');
}

/** Reads such a text, quoted as a snapshot file has it or not; undefined if it is something else. */
export function parseBaseline(text: string): Baseline | undefined {
  const lines = text.trim().replace(/^"|"$/g, '').split(/\r?\n/);
  const head = /^([\d,]+) bytes in ([\d,]+) objects?$/.exec(lines[0]);
  const last = lines.at(-1)!;
  if (head === null || lines.length < 3 || !last.startsWith(LAYOUT_LINE)) return undefined;
  const byType = lines.slice(2, -1).map((line) => {
    // A type's name may hold blanks and digits: the last two columns are the figures.
    const cells = /^(.*\S)\s+([\d,]+)\s+([\d,]+)$/.exec(line);
    return cells === null ? undefined : { type: cells[1], count: toNumber(cells[2]), bytes: toNumber(cells[3]) };
  });
  if (byType.includes(undefined)) return undefined;
  return {
    bytes: toNumber(head[1]),
    objects: toNumber(head[2]),
    byType: byType as Baseline['byType'],
    layoutId: last.slice(LAYOUT_LINE.length),
  };
}

/**
 * A baseline as a report that can be compared: it has no interval, and does not distinguish bytes on the heap from
 * those off it.
 */
export function reportOfBaseline({ bytes, objects, byType, layoutId }: Baseline): SizeReportData {
  const rows = byType.map((row) => ({ ...row, heapBytes: row.bytes, externalBytes: 0 }));
  return {
    bytes,
    heapBytes: bytes,
    externalBytes: 0,
    objects,
    range: { min: bytes, max: bytes },
    byType: rows,
    hidden: [],
    duplicateStrings: { count: 0, bytes: 0 },
    complete: true,
    sampled: false,
    layout: { id: layoutId, title: layoutOfBaseline(layoutId)?.title ?? layoutId },
  };
}

/** The baseline of a report. */
export function baselineOf({ bytes, objects, byType, layout }: SizeReportData): Baseline {
  return { bytes, objects, byType, layoutId: layout.id };
}

/** The layout that a baseline was made with, to weigh for it again; undefined if it is not one of the known ones. */
export function layoutOfBaseline(id: string): Layout | undefined {
  return Object.values(layouts).find((layout) => layout.id === id);
}

function toNumber(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}
