/** What deepSizeOf answers: totals, the interval, bytes by type, and what could not be seen. */
import { formatBytes } from './bytes.ts';
import type { PathRow } from './path-row.ts';
import { formatCount, formatShare, formatTable } from './table.ts';
import { formatTree } from './tree.ts';

/** The bytes of all objects of one type. */
export interface TypeRow {
  /** The constructor's name, or `string`, `number` (boxed on the heap), `bigint`, `symbol`, `Function`, ... */
  readonly type: string;
  /** How many objects; backing stores count with their owner. */
  readonly count: number;
  /** `heapBytes + externalBytes`. */
  readonly bytes: number;
  /** Bytes on V8's heap. */
  readonly heapBytes: number;
  /** Bytes that V8 keeps outside its heap, such as the contents of an ArrayBuffer. */
  readonly externalBytes: number;
}

/** Something that the walk met and could not follow, or did not. */
export interface HiddenRow {
  /** What was not followed, for example `closures` or `private fields`. */
  readonly kind: string;
  /** How many objects have it. */
  readonly count: number;
  /** The types of these objects, at most ten names. */
  readonly types: readonly string[];
}

/** Strings that the value holds more than once. */
export interface RepeatedStrings {
  /** Occurrences beyond the first of each text, one-character texts not counted. */
  readonly count: number;
  /** Bytes these occurrences would take if each were a string of its own. */
  readonly bytes: number;
}

/** Why a walk ended early. */
export interface Stopped {
  /** The option that ended it. */
  readonly by: 'maxObjects' | 'maxBytes';
  /** The option's value. */
  readonly limit: number;
  /** The type of the object at which it ended. */
  readonly at: string;
}

/** The plain data of a report. */
export interface SizeReportData {
  readonly bytes: number;
  readonly heapBytes: number;
  readonly externalBytes: number;
  readonly objects: number;
  readonly range: { readonly min: number; readonly max: number };
  readonly byType: readonly TypeRow[];
  readonly hidden: readonly HiddenRow[];
  readonly repeatedStrings: RepeatedStrings;
  readonly complete: boolean;
  /** Huge containers were weighed by a sample of their elements; the range has the sampling error in it. */
  readonly sampled?: boolean | undefined;
  readonly stopped?: Stopped | undefined;
  /** The engine and layout that the bytes hold for. */
  readonly layout: string;
  /** V8's own count of what would be freed with the value; only from `heapscale/node`. */
  readonly retainedBytes?: number | undefined;
  /** The places of the value, root first; only from a walk with `paths: true`. */
  readonly paths?: readonly PathRow[] | undefined;
}

/** Rows heaviest first; equal ones by name, so that a report is the same every time. */
export const heaviestFirst = (a: TypeRow, b: TypeRow): number => b.bytes - a.bytes || (a.type < b.type ? -1 : 1);

const MAX_ROWS = 20;

/**
 * The size of a value and what it is made of. All figures are bytes unless they say otherwise.
 *
 * Printing it (`String(report)`, `console.log(report)`) gives a table; `JSON.stringify(report)` gives the plain data.
 */
export class SizeReport implements SizeReportData {
  /** The deep size in bytes: `heapBytes + externalBytes`. heapscale's best single figure; see `range`. */
  readonly bytes: number;
  /** Bytes on V8's heap. */
  readonly heapBytes: number;
  /** Bytes outside V8's heap that only this value keeps, such as the contents of its ArrayBuffers. */
  readonly externalBytes: number;
  /** Heap objects counted; backing stores count with their owner, small integers and booleans not at all. */
  readonly objects: number;
  /** The interval in which V8's own count of everything that was walked lies, strings taken as flat. */
  readonly range: { readonly min: number; readonly max: number };
  /** One row a type, heaviest first. */
  readonly byType: readonly TypeRow[];
  /** What could not be followed from plain JavaScript; its bytes are in no figure of this report. */
  readonly hidden: readonly HiddenRow[];
  /** Equal strings met more than once; whether V8 keeps them once is a part of `range`. */
  readonly repeatedStrings: RepeatedStrings;
  /** False if a limit ended the walk early; then `bytes` is a lower bound and `stopped` says where. */
  readonly complete: boolean;
  /** True if huge containers were weighed by a sample of their elements; the range has a 95 % confidence interval in it. */
  readonly sampled: boolean;
  /** Which limit ended the walk, and where; undefined for a complete walk. */
  readonly stopped: Stopped | undefined;
  /** The engine and layout that the bytes hold for. */
  readonly layout: string;
  /** V8's own count of what would be freed with the value; undefined for an estimate. */
  readonly retainedBytes: number | undefined;
  /** The places of the value as a tree, root first; undefined unless the walk was asked for `paths`. */
  readonly paths: readonly PathRow[] | undefined;

  constructor(data: SizeReportData) {
    this.bytes = data.bytes;
    this.heapBytes = data.heapBytes;
    this.externalBytes = data.externalBytes;
    this.objects = data.objects;
    this.range = data.range;
    this.byType = data.byType;
    this.hidden = data.hidden;
    this.repeatedStrings = data.repeatedStrings;
    this.complete = data.complete;
    this.sampled = data.sampled ?? false;
    this.stopped = data.stopped;
    this.layout = data.layout;
    this.retainedBytes = data.retainedBytes;
    this.paths = data.paths;
  }

  /** True for a report of this copy of heapscale; told by a private member, so that no trap of a Proxy runs. */
  static isReport(value: unknown): value is SizeReport {
    return typeof value === 'object' && value !== null && #headline in value;
  }

  /** The report as an aligned table, without a line end at its end. */
  toString(): string {
    const { byType, bytes } = this;
    const lines = [this.#headline()];
    if (byType.length > 0) {
      const shown = byType.length <= MAX_ROWS ? byType : byType.slice(0, MAX_ROWS - 1);
      const rows = [['type', 'count', 'bytes', 'share']];
      for (const row of shown) rows.push([row.type, formatCount(row.count), formatBytes(row.bytes), formatShare(row.bytes, bytes)]);
      if (shown.length < byType.length) {
        const rest = byType.slice(shown.length);
        const restBytes = sum(rest, (row) => row.bytes);
        rows.push([`(${rest.length} more types)`, formatCount(sum(rest, (row) => row.count)), formatBytes(restBytes), formatShare(restBytes, bytes)]);
      }
      lines.push(formatTable(rows, ['left', 'right', 'right', 'right']));
    }
    if (this.repeatedStrings.count > 0) {
      lines.push(`repeated strings: ${formatCount(this.repeatedStrings.count)}, ${formatBytes(this.repeatedStrings.bytes)} if each is kept apart`);
    }
    for (const row of this.hidden) lines.push(`not seen: ${row.kind}, ${formatCount(row.count)} (${row.types.join(', ')})`);
    if (this.stopped) lines.push(`incomplete: stopped at ${this.stopped.by} = ${formatCount(this.stopped.limit)}, in ${this.stopped.at}`);
    lines.push(`layout: ${this.layout}`);
    return lines.join('\n');
  }

  /**
   * The places of the value as a tree: what each retains, its share of the whole, its deep size, and how many places a row
   * stands for. Without a line end at its end.
   *
   * @throws {Error} if the report has no `paths`.
   * @example
   * ```ts
   * console.log(deepSizeOf(cache, { paths: true }).tree());
   * ```
   */
  tree(): string {
    if (this.paths === undefined) throw new Error('this report has no paths: ask for them with deepSizeOf(value, { paths: true })');
    return formatTree(this.paths);
  }

  #headline(): string {
    const { bytes, externalBytes, range, objects } = this;
    const parts = [`${this.sampled ? 'about ' : this.complete ? '' : 'at least '}${formatBytes(bytes)} in ${formatCount(objects)} ${objects === 1 ? 'object' : 'objects'}`];
    if (externalBytes > 0) parts.push(`${formatBytes(this.heapBytes)} on the heap, ${formatBytes(externalBytes)} outside it`);
    if (range.min !== range.max) parts.push(`between ${formatBytes(range.min)} and ${formatBytes(range.max)}${this.sampled ? ', by a sample' : ''}`);
    if (this.retainedBytes !== undefined) parts.push(`retains ${formatBytes(this.retainedBytes)}`);
    return parts.join('; ');
  }

  /** The plain data, for JSON, logs and other threads. */
  toJSON(): SizeReportData {
    const { bytes, heapBytes, externalBytes, objects, range, byType, hidden, repeatedStrings, complete, stopped, layout, retainedBytes, paths } = this;
    return {
      bytes, heapBytes, externalBytes, objects, range, byType, hidden, repeatedStrings, complete, layout,
      ...(this.sampled ? { sampled: true } : {}),
      ...(stopped === undefined ? {} : { stopped }),
      ...(retainedBytes === undefined ? {} : { retainedBytes }),
      ...(paths === undefined ? {} : { paths }),
    };
  }

  /** What `console.log` and `util.inspect` print in Node and Deno. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** The same for Deno's own inspection. */
  [Symbol.for('Deno.customInspect')](): string {
    return this.toString();
  }
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  let total = 0;
  for (const row of rows) total += of(row);
  return total;
}
