/**
 * The size of a value as a text that is kept with the tests: totals and types to the byte, readable in a review, and read
 * back to be compared. It names the layout it was weighed for, so that it holds on every engine: the value is weighed for that layout again.
 */
import { layouts } from '../layout/engines.ts';
import type { Layout } from '../layout/layout.ts';
import type { SizeReportData } from '../report/size-report.ts';
import { formatCount, formatTable } from '../report/table.ts';

/** What is kept. */
export interface Baseline {
  readonly bytes: number;
  readonly objects: number;
  readonly byType: readonly { readonly type: string; readonly count: number; readonly bytes: number }[];
  /** The layout's title. */
  readonly layout: string;
}

const LAYOUT_LINE = 'layout: ';

/** The text of a baseline. */
export function formatBaseline({ bytes, objects, byType, layout }: Baseline): string {
  const rows = byType.map((row) => [row.type, formatCount(row.count), formatCount(row.bytes)]);
  const table = formatTable([['type', 'count', 'bytes'], ...rows], ['left', 'right', 'right']);
  return [
    `${formatCount(bytes)} bytes in ${formatCount(objects)} ${objects === 1 ? 'object' : 'objects'}`,
    table,
    `${LAYOUT_LINE}${layout}`,
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
    layout: last.slice(LAYOUT_LINE.length),
  };
}

/** A baseline as a report that can be compared: it has no interval, and does not tell the bytes on the heap from those off it. */
export function reportOfBaseline({ bytes, objects, byType, layout }: Baseline): SizeReportData {
  const rows = byType.map((row) => ({ ...row, heapBytes: row.bytes, externalBytes: 0 }));
  return {
    bytes,
    heapBytes: bytes,
    externalBytes: 0,
    objects,
    range: { min: bytes, max: bytes },
    byType: rows,
    hidden: [],
    repeatedStrings: { count: 0, bytes: 0 },
    complete: true,
    layout,
  };
}

/** The known layout with this title, to weigh for the engine that a baseline was made on. */
export function layoutTitled(title: string): Layout | undefined {
  return Object.values(layouts).find((layout) => layout.title === title);
}

function toNumber(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}
