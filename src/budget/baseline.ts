/**
 * The size of a value as a snapshot stored with the tests: totals and types to the byte, readable in a review, and
 * parsed again for comparison. It contains the id of its layout, so it is valid on every engine: the value is measured
 * again with that layout.
 */
import { runningLayout } from '../layout/detect.ts';
import { layouts } from '../layout/engines.ts';
import type { Layout } from '../layout/layout.ts';
import type { SizeReportData } from '../report/report-data.ts';
import { formatCount, formatTable } from '../report/table.ts';

/** The parsed content of a snapshot. */
export interface Baseline {
  readonly bytes: number;
  readonly objects: number;
  readonly byType: readonly { readonly type: string; readonly count: number; readonly bytes: number }[];
  /** The id of the layout; that of the nearest one on an engine without its own table. */
  readonly layoutId: string;
}

const LAYOUT_LINE = 'layout: ';

/** Formats a baseline. */
export function formatBaseline({ bytes, objects, byType, layoutId }: Baseline): string {
  const rows = byType.map((row) => [row.type, formatCount(row.count), formatCount(row.bytes)]);
  const table = formatTable([['type', 'count', 'bytes'], ...rows], ['left', 'right', 'right']);
  return [
    `${formatCount(bytes)} bytes in ${formatCount(objects)} ${objects === 1 ? 'object' : 'objects'}`,
    table,
    `${LAYOUT_LINE}${layoutId}`,
  ].join('\n');
}

/** Parses a baseline, with or without the quotes of a snapshot file; undefined if it is not a baseline. */
export function parseBaseline(stored: string): Baseline | undefined {
  const lines = stored.trim().replace(/^"|"$/g, '').split(/\r?\n/);
  const head = /^([\d,]+) bytes in ([\d,]+) objects?$/.exec(lines[0]);
  const last = lines.at(-1)!;
  if (head === null || lines.length < 3 || !last.startsWith(LAYOUT_LINE)) return undefined;
  const byType = lines.slice(2, -1).map((line) => {
    // A type's name may contain spaces and digits: the last two columns are the figures.
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
 * A baseline as a report for comparison: it has no interval, and does not distinguish on-heap and off-heap bytes.
 */
export function reportOfBaseline({ bytes, objects, byType, layoutId }: Baseline): SizeReportData {
  const rows = byType.map((row) => ({ ...row, heapBytes: row.bytes, externalBytes: 0 }));
  return {
    bytes,
    heapBytes: bytes,
    externalBytes: 0,
    objects,
    range: { min: bytes, max: bytes },
    likely: { min: bytes, max: bytes },
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

/**
 * The layout that a baseline was measured with; undefined if it is unknown. On an engine that has the sizes of another
 * one its own, which says so, comes before the other's.
 */
export function layoutOfBaseline(id: string): Layout | undefined {
  const running = runningLayout();
  return running.id === id ? running : Object.values(layouts).find((layout) => layout.id === id);
}

function toNumber(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}
