/** What deepSizeOf answers: totals, the interval, bytes by type, and what could not be seen. */
import { formatBytes } from './bytes.ts';
import type { SpeedscopeFile } from './pictures/flame.ts';
import { headlineOf } from './headline.ts';
import { isLowerBound } from './lower-bound.ts';
import { notesOf } from './notes.ts';
import type { PathRow } from '../paths/path-row.ts';
import { pictureMethods } from './pictures/picture-methods.ts';
// Nothing of it is named here: a bundler, told that modules of this package only define, drops it with all that draws.
import './pictures/pictures.ts';
import type { HiddenRow, RepeatedStrings, SizeReportData, Stopped, TypeRow } from './report-data.ts';
import { shortName } from './short-name.ts';
import type { PictureOptions, SvgOptions } from './pictures/svg.ts';
import { formatCount, formatShare, formatTable } from './table.ts';
import { formatTree } from './tree.ts';

export type { HiddenRow, RepeatedStrings, SizeReportData, Stopped, TypeRow } from './report-data.ts';

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
  /**
   * True if `bytes` is only the least that the value takes: a limit ended the walk, or it met hidden state that may keep bytes of the
   * value, such as private fields, and did not follow it. Closures do not count: what they keep belongs to no value.
   */
  readonly lowerBound: boolean;
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
    this.lowerBound = isLowerBound(data);
    this.sampled = data.sampled ?? false;
    this.stopped = data.stopped;
    this.layout = data.layout;
    this.retainedBytes = data.retainedBytes;
    this.paths = data.paths;
  }

  /** True for a report of this copy of heapscale; told by a private member, so that no trap of a Proxy runs. */
  static isReport(value: unknown): value is SizeReport {
    return typeof value === 'object' && value !== null && #brand in value;
  }

  /** What only reports of this copy have. */
  #brand(): void {}

  /** The report as an aligned table, without a line end at its end. */
  toString(): string {
    const { byType, bytes } = this;
    const lines = [headlineOf(this)];
    if (byType.length > 0) {
      const shown = byType.length <= MAX_ROWS ? byType : byType.slice(0, MAX_ROWS - 1);
      const rows = [['type', 'count', 'bytes', 'share']];
      for (const row of shown)
        rows.push([shortName(row.type), formatCount(row.count), formatBytes(row.bytes), formatShare(row.bytes, bytes)]);
      if (shown.length < byType.length) {
        const rest = byType.slice(shown.length);
        const restBytes = sum(rest, (row) => row.bytes);
        rows.push([
          `(${rest.length} more types)`,
          formatCount(sum(rest, (row) => row.count)),
          formatBytes(restBytes),
          formatShare(restBytes, bytes),
        ]);
      }
      lines.push(formatTable(rows, ['left', 'right', 'right', 'right']));
    }
    lines.push(...notesOf(this));
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
    if (this.paths === undefined)
      throw new Error('this report has no paths: ask for them with deepSizeOf(value, { paths: true })');
    return formatTree(this.paths);
  }

  /** The plain data, for JSON, logs and other threads. */
  toJSON(): SizeReportData {
    const {
      bytes,
      heapBytes,
      externalBytes,
      objects,
      range,
      byType,
      hidden,
      repeatedStrings,
      complete,
      stopped,
      layout,
      retainedBytes,
      paths,
    } = this;
    return {
      bytes,
      heapBytes,
      externalBytes,
      objects,
      range,
      byType,
      hidden,
      repeatedStrings,
      complete,
      layout,
      ...(this.sampled ? { sampled: true } : {}),
      ...(stopped === undefined ? {} : { stopped }),
      ...(retainedBytes === undefined ? {} : { retainedBytes }),
      ...(paths === undefined ? {} : { paths }),
    };
  }

  /**
   * A page of its own: a treemap by path (where the walk had `paths`) and by type, and a table. It loads nothing.
   *
   * This and the other pictures are also functions of the package. A bundler drops their code from a program that does not
   * import these: there, call `toHtml(report)`; the method throws and says so.
   *
   * @throws {Error} in a bundle without `import { toHtml } from 'heapscale'`.
   * @example
   * ```ts
   * writeFileSync('cache.html', deepSizeOf(cache, { paths: true }).toHtml({ title: 'cache' }));
   * ```
   */
  toHtml(options?: PictureOptions): string {
    return pictureMethods('toHtml').toHtml(this, options);
  }

  /** The treemap as one standalone SVG picture: by path where the walk had `paths: true`, else by type. */
  toSvg(options?: SvgOptions): string {
    return pictureMethods('toSvg').toSvg(this, options);
  }

  /** Tables for a pull request or an issue. */
  toMarkdown(options?: PictureOptions): string {
    return pictureMethods('toMarkdown').toMarkdown(this, options);
  }

  /** A file for speedscope.app: bytes as a sampled profile by path and one by type. `JSON.stringify` it. */
  toSpeedscope(options?: PictureOptions): SpeedscopeFile {
    return pictureMethods('toSpeedscope').toSpeedscope(this, options);
  }

  /** Folded stacks (`a;b;c bytes`), as flame graph tools read them. */
  toFoldedStacks(): string {
    return pictureMethods('toFoldedStacks').toFoldedStacks(this);
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
