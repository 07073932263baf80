/** What profileMemory answers: the heap line by line, as data, as a table and as a page. */
import { formatBytes } from '../report/bytes.ts';
import { formatCount, formatTable } from '../report/table.ts';
import { toProfileHtml } from './profile-html.ts';

/** One line of the profiled function. All figures are bytes unless they say otherwise. */
export interface LineRow {
  /** The line's number in its file, from 1. */
  readonly line: number;
  /**
   * How often the line was reached; of several points on a line, the most visited one. The header of a loop counts its turns and the
   * test that ends it. 0 for a line that did not run, or has nothing to run.
   */
  readonly hits: number;
  /** Bytes in use on V8's heap after the line ran last, garbage that was not collected yet among them; undefined if it never ran. */
  readonly usedBytes: number | undefined;
  /** Growth of the heap while the line ran, summed over its hits; functions that it calls and what it awaits are in it. Negative where a collection freed more than the line allocated. */
  readonly incrementBytes: number;
  /** Growth of what lies outside the heap, such as the contents of ArrayBuffers, likewise. */
  readonly externalBytes: number;
  /** What garbage collections freed while the line ran: `incrementBytes + freedBytes` is what it allocated. */
  readonly freedBytes: number;
  /** How many garbage collections came while the line ran. */
  readonly collections: number;
  /** The line's text. */
  readonly source: string;
}

/** The plain data of a profile. */
export interface MemoryProfileData {
  readonly name: string;
  readonly file: string;
  readonly lines: readonly LineRow[];
  readonly usedBefore: number;
  readonly usedAfter: number;
  readonly incrementBytes: number;
  readonly externalBytes: number;
  readonly collections: number;
  readonly durationMs: number;
  readonly threw: boolean;
  readonly notes: readonly string[];
}

/**
 * Memory by source line of one call. All figures are bytes unless they say otherwise.
 *
 * Printing it (`String(profile)`, `console.log(profile)`) gives a table like memory_profiler's; `JSON.stringify(profile)` gives the
 * plain data without the result.
 */
export class MemoryProfile<Result = unknown> implements MemoryProfileData {
  /** What the function returned, or what its promise came to; undefined if it threw. */
  readonly result: Result;
  /** The function's name. */
  readonly name: string;
  /** The file in which the function is written. */
  readonly file: string;
  /** One row for each line of the function, in order. */
  readonly lines: readonly LineRow[];
  /** Heap in use before the call, directly after a full garbage collection. */
  readonly usedBefore: number;
  /** Heap in use after the call, what only recording needed not counted. */
  readonly usedAfter: number;
  /** `usedAfter - usedBefore`: the sum of all lines' increments. */
  readonly incrementBytes: number;
  /** Growth of what lies outside the heap. */
  readonly externalBytes: number;
  /** Garbage collections during the call. */
  readonly collections: number;
  /** How long the call took in milliseconds, recording with it: many times as long as without. */
  readonly durationMs: number;
  /** The function threw, or its promise was rejected. */
  readonly threw: boolean;
  /** What a reader should know about these figures, in sentences. */
  readonly notes: readonly string[];

  constructor(data: MemoryProfileData, result: Result) {
    this.result = result;
    this.name = data.name;
    this.file = data.file;
    this.lines = data.lines;
    this.usedBefore = data.usedBefore;
    this.usedAfter = data.usedAfter;
    this.incrementBytes = data.incrementBytes;
    this.externalBytes = data.externalBytes;
    this.collections = data.collections;
    this.durationMs = data.durationMs;
    this.threw = data.threw;
    this.notes = data.notes;
  }

  /** The profile as an aligned table, without a line end at its end. */
  toString(): string {
    const external = this.lines.some((row) => row.externalBytes !== 0);
    const collected = this.collections > 0;
    const head = [
      'Line #',
      'Mem usage',
      'Increment',
      ...(external ? ['External'] : []),
      ...(collected ? ['GCs'] : []),
      'Occurrences',
      'Line Contents',
    ];
    const rows = this.lines.map((row) => {
      const ran = row.usedBytes !== undefined;
      return [
        String(row.line),
        ran ? formatBytes(row.usedBytes) : '',
        ran ? formatBytes(row.incrementBytes) : '',
        ...(external ? [row.externalBytes === 0 ? '' : formatBytes(row.externalBytes)] : []),
        ...(collected ? [row.collections === 0 ? '' : formatCount(row.collections)] : []),
        ran ? formatCount(row.hits) : '',
        row.source.replaceAll('\t', '    '),
      ];
    });
    const table = formatTable([head, ...rows], [...head.slice(0, -1).map(() => 'right' as const), 'left']);
    return [`${this.name} (${this.file})`, table, this.summary(), ...this.notes].join('\n');
  }

  /** The last line of the table: growth, collections, time. */
  summary(): string {
    const parts = [`${signed(this.incrementBytes)} on the heap`];
    if (this.externalBytes !== 0) parts.push(`${signed(this.externalBytes)} outside it`);
    parts.push(
      this.collections === 0
        ? 'no garbage collection'
        : `${formatCount(this.collections)} garbage ${this.collections === 1 ? 'collection' : 'collections'}`,
    );
    return `${this.threw ? 'threw; ' : ''}${parts.join(', ')}`;
  }

  /** The plain data, for JSON, logs and other threads; the result is not in it. */
  toJSON(): MemoryProfileData {
    const {
      name,
      file,
      lines,
      usedBefore,
      usedAfter,
      incrementBytes,
      externalBytes,
      collections,
      durationMs,
      threw,
      notes,
    } = this;
    return {
      name,
      file,
      lines,
      usedBefore,
      usedAfter,
      incrementBytes,
      externalBytes,
      collections,
      durationMs,
      threw,
      notes,
    };
  }

  /** The profile as one HTML page that needs nothing else. */
  toHtml(): string {
    return toProfileHtml(this, this.summary());
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

const signed = (bytes: number): string => `${bytes < 0 ? '' : '+'}${formatBytes(bytes)}`;
