/** GrowthReport: which types and places grow steadily, and how fast. */
import { withAssumption } from '../report/assumption.ts';
import { formatBytes } from '../report/bytes.ts';
import { hourlyText } from '../report/change-text.ts';
import { Result } from '../report/printable.ts';
import type { ReportLayout } from '../report/report-data.ts';
import { shortName } from '../report/short-name.ts';
import { signedBytes } from '../report/size-diff.ts';
import { formatTable } from '../report/table.ts';
import type { Series } from './series.ts';
import { minSamplesOf, riseOf, UNDER_LOAD } from './growth-criterion.ts';

/** A figure that grows steadily, in bytes: the low of the first part of the samples compared with that of the last. */
export interface GrowthRow {
  /** The type or path; empty for the whole value. */
  readonly name: string;
  /** The growth: `after - before`. */
  readonly bytes: number;
  /** The low of the first part. */
  readonly before: number;
  /** The low of the last part. */
  readonly after: number;
  /** Bytes per sample. */
  readonly perSample: number;
  /** Bytes per hour; undefined if no time has passed. */
  readonly perHour: number | undefined;
}

/** The plain data of a growth report. */
export interface GrowthData {
  /** The number of samples so far. */
  readonly samples: number;
  /** Milliseconds from the first sample to the last. */
  readonly spanMs: number;
  /** True once there are enough samples. */
  readonly enough: boolean;
  /** The whole value; undefined if it does not grow steadily. */
  readonly total?: GrowthRow | undefined;
  /** Types whose bytes grow steadily, largest growth first. */
  readonly byType: readonly GrowthRow[];
  /** Places whose retained bytes grow steadily, largest growth first; empty without the option `paths`. */
  readonly byPath: readonly GrowthRow[];
  /** The engine and layout of the last sample; undefined before the first. */
  readonly layout?: ReportLayout | undefined;
}

const MAX_ROWS = 20;
const MS_PER_HOUR = 3_600_000;

/** What grows steadily. Printing it gives a table; `JSON.stringify` gives the plain data. */
export class GrowthReport extends Result<GrowthData> {
  constructor(data: GrowthData) {
    super(data, 'GrowthReport');
  }

  /** What grows, as aligned tables, without a trailing newline. */
  override toString(): string {
    return withAssumption(this.#figures(), this.layout);
  }

  #figures(): string {
    const { samples, spanMs, enough, total, byType, byPath } = this;
    const over = `${samples} ${samples === 1 ? 'sample' : 'samples'} in ${formatSpan(spanMs)}`;
    if (!enough) return `too few samples: ${over}; at least ${minSamplesOf(UNDER_LOAD)} are needed`;
    if (total === undefined && byType.length === 0 && byPath.length === 0) return `nothing grows steadily: ${over}`;
    const lines = [
      total === undefined
        ? `the whole value does not grow steadily, but parts of it do: ${over}`
        : `grows steadily: ${rateOf(total, spanMs)}, ` +
          `from ${formatBytes(total.before)} to ${formatBytes(total.after)}; ${over}`,
    ];
    if (byType.length > 0)
      lines.push(
        rowsText(
          'type',
          byType.map((row) => ({ ...row, name: shortName(row.name) })),
        ),
      );
    if (byPath.length > 0) lines.push(rowsText('retained by place', byPath));
    return lines.join('\n');
  }
}

/** The figures that grow steadily, largest growth first. */
export function growingRows({ figures, times, stride }: Series): GrowthRow[] {
  const rows: GrowthRow[] = [];
  for (const [name, column] of figures) {
    const rise = riseOf(column, UNDER_LOAD);
    if (rise === undefined) continue;
    const bytes = rise.to - rise.from;
    const ms = times[rise.toAt] - times[rise.fromAt];
    rows.push({
      name,
      bytes,
      before: rise.from,
      after: rise.to,
      perSample: bytes / ((rise.toAt - rise.fromAt) * stride),
      perHour: ms > 0 ? (bytes / ms) * MS_PER_HOUR : undefined,
    });
  }
  return rows.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}

function rateOf({ perSample, perHour }: GrowthRow, spanMs: number): string {
  const hourly = perHour === undefined ? '' : hourlyText(perHour, spanMs);
  return `${signedBytes(Math.round(perSample))} per sample${hourly}`;
}

function rowsText(title: string, rows: readonly GrowthRow[]): string {
  const shown = rows.length <= MAX_ROWS ? rows : rows.slice(0, MAX_ROWS - 1);
  const table = [[title, 'growth', 'before', 'after', 'per sample']];
  for (const row of shown)
    table.push([
      row.name,
      signedBytes(row.bytes),
      formatBytes(row.before),
      formatBytes(row.after),
      signedBytes(Math.round(row.perSample)),
    ]);
  if (shown.length < rows.length) table.push([`(${rows.length - shown.length} more)`]);
  return formatTable(table, ['left', 'right', 'right', 'right', 'right']);
}

const SPANS = [
  [86_400_000, 'd'],
  [MS_PER_HOUR, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

function formatSpan(ms: number): string {
  for (const [length, unit] of SPANS) if (ms >= length) return `${Number((ms / length).toFixed(1))} ${unit}`;
  return `${Math.round(ms)} ms`;
}
