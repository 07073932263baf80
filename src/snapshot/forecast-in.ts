/** forecastIn: what the heap of a snapshot would weigh on another engine, such as one with compressed pointers. */
import { typeError } from '../platform/argument-checks.ts';
import { checkSnapshot } from '../heap/check-snapshot.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import { shallowOwners } from '../heap/shallow-owners.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import type { Layout } from '../layout/layout.ts';
import { layoutOf } from '../layout/detect.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import { formatCount, formatShare, formatTable } from '../report/table.ts';
import { resizerFor, wordOf } from './resized.ts';

/** The objects of one class, with their backing stores. */
export interface ForecastRow {
  /** As in `snapshotReport`: names in parentheses are V8's own. */
  readonly type: string;
  /** How many objects there are of it. */
  readonly count: number;
  /** Bytes in the snapshot. */
  readonly bytes: number;
  /** Bytes that they would take. */
  readonly forecast: number;
}

/** The plain data of a forecast. */
export interface ForecastData {
  /** Bytes of all objects in the snapshot. */
  readonly bytes: number;
  /** Bytes that they would take. */
  readonly forecast: number;
  /** Width of a reference in the snapshot: 8, or 4 with compressed pointers. */
  readonly taggedSize: 4 | 8;
  /** The engine that the forecast is for. */
  readonly layout: { readonly id: string; readonly title: string };
  /** Classes by bytes in the snapshot, most first. */
  readonly rows: readonly ForecastRow[];
}

const MAX_ROWS = 20;

/** The size of a heap on another engine. Printing it gives a table; `JSON.stringify` gives the plain data. */
export class Forecast extends Result<ForecastData> {
  constructor(data: ForecastData) {
    super(data);
  }

  /** One line, an aligned table by class and the source of the figures, without a trailing newline. */
  override toString(): string {
    const { bytes, forecast, taggedSize, layout, rows } = this;
    const shown = rows.slice(0, rows.length <= MAX_ROWS ? MAX_ROWS : MAX_ROWS - 1);
    const cells = shown.map((row) => cellsOf(shortName(row.type), row));
    const rest = rows.slice(shown.length);
    if (rest.length > 0) cells.push(cellsOf(`(${formatCount(rest.length)} more types)`, sumOf(rest)));
    return [
      `${formatBytes(bytes)} would be ${formatBytes(forecast)} (${formatShare(forecast, bytes)})`,
      formatTable([['type', 'count', 'bytes', 'forecast', ''], ...cells], ['left', 'right', 'right', 'right', 'right']),
      `layout: ${layout.title}; derived from a heap snapshot with references of ${taggedSize} bytes, not measured`,
    ].join('\n');
  }
}

function cellsOf(name: string, { count, bytes, forecast }: Omit<ForecastRow, 'type'>): string[] {
  return [name, formatCount(count), formatBytes(bytes), formatBytes(forecast), formatShare(forecast, bytes)];
}

function sumOf(rows: readonly ForecastRow[]): Omit<ForecastRow, 'type'> {
  const sum = { count: 0, bytes: 0, forecast: 0 };
  for (const { count, bytes, forecast } of rows) {
    sum.count += count;
    sum.bytes += bytes;
    sum.forecast += forecast;
  }
  return sum;
}

/**
 * What the heap of a snapshot would weigh on another engine, derived from V8's structures: a reference becomes as wide
 * as a word of that engine, while characters, doubles, bytes and machine code remain as they are.
 *
 * It is not a measurement. Not derived are small integers of 2^30 and more, which become heap numbers if pointers are
 * compressed, and what versions of V8 do differently: other capacities, other code. `(code)` is the least certain row.
 *
 * @param snapshot any snapshot, of 8-byte or of 4-byte references.
 * @param layout the engine to forecast for, such as `layouts.node24compressed`.
 * @throws {TypeError} if `layout` is not a layout.
 * @example
 * ```ts
 * import { layouts } from 'heapscale';
 *
 * const forecast = forecastIn(await openSnapshot('heap.heapsnapshot'), layouts.node24compressed);
 * console.log(String(forecast));
 * ```
 */
export function forecastIn(snapshot: HeapSnapshot, layout: Layout): Forecast {
  checkSnapshot(snapshot);
  if (layout === undefined) throw typeError('layout', "one of heapscale's layouts, such as layouts.chromium", layout);
  const { id, title } = layoutOf(layout);
  const resized = resizerFor(snapshot, layout);
  const owners = shallowOwners(snapshot);
  const classes = nodeClasses(snapshot);
  const rows: { type: string; count: number; bytes: number; forecast: number }[] = [];
  for (let node = 0; node < snapshot.nodeCount; node++) {
    const number = classes.of(owners[node]);
    const row = (rows[number] ??= { type: classes.names[number], count: 0, bytes: 0, forecast: 0 });
    if (owners[node] === node) row.count++;
    row.bytes += snapshot.selfSize[node];
    row.forecast += resized(node);
  }
  const { bytes, forecast } = sumOf(rows);
  rows.sort((a, b) => b.bytes - a.bytes);
  return new Forecast({ bytes, forecast, taggedSize: wordOf(snapshot), layout: { id, title }, rows });
}
