/** What profileMemory returns: the heap line by line, as data and as a table. */
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { formatCount, formatTable } from '../report/table.ts';

/** One line of the profiled function. All figures are bytes unless stated otherwise. */
export interface LineRow {
  /** The line's number in its file, from 1. */
  readonly line: number;
  /**
   * How often the line was reached; of several points on a line the most visited one counts. The header of a loop
   * counts its iterations and the test that ends it. 0 for a line without code or that did not run.
   */
  readonly hits: number;
  /**
   * Bytes in use on V8's heap after the line last ran, including garbage not yet collected; undefined if it never ran.
   */
  readonly usedBytes: number | undefined;
  /**
   * Growth of the heap while the line ran, summed over its hits, including functions that it calls and what it awaits.
   * Negative if a collection freed more than the line allocated.
   */
  readonly incrementBytes: number;
  /** Growth outside the heap while the line ran, such as the contents of ArrayBuffers. */
  readonly externalBytes: number;
  /** What garbage collections freed while the line ran: `incrementBytes + freedBytes` is what it allocated. */
  readonly freedBytes: number;
  /** Number of garbage collections while the line ran. */
  readonly collections: number;
  /** The line's source. */
  readonly source: string;
}

/** The plain data of a profile. All figures are bytes unless stated otherwise. */
export interface MemoryProfileData {
  /** The function's name. */
  readonly name: string;
  /** The source file of the function. */
  readonly file: string;
  /** One row per line of the function, in order. */
  readonly lines: readonly LineRow[];
  /** Heap in use before the call, directly after a full garbage collection. */
  readonly usedBefore: number;
  /** Heap in use after the call, without the memory of recording. */
  readonly usedAfter: number;
  /** `usedAfter - usedBefore`: the sum of all lines' increments. */
  readonly incrementBytes: number;
  /** Growth outside the heap. */
  readonly externalBytes: number;
  /** Number of garbage collections during the call. */
  readonly collections: number;
  /** Duration of the call in milliseconds, including recording, which makes it many times longer. */
  readonly durationMs: number;
  /** True if the function threw, or its promise was rejected. */
  readonly threw: boolean;
  /** Notes on the accuracy of the figures, in sentences. */
  readonly notes: readonly string[];
}

/**
 * Memory by source line of one call. All figures are bytes unless stated otherwise.
 *
 * Printing it (`String(profile)`, `console.log(profile)`) gives a table like memory_profiler's;
 * `JSON.stringify(profile)` gives the plain data without the result.
 */
export class MemoryProfile<Value = unknown> extends Result<MemoryProfileData> {
  readonly #result: Value;

  constructor(data: MemoryProfileData, result: Value) {
    super(data);
    this.#result = result;
  }

  /** What the function returned, or what its promise resolved to; undefined if it threw. */
  get result(): Value {
    return this.#result;
  }

  /** The profile as an aligned table, without a trailing newline. */
  override toString(): string {
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

  /** The last line of the table: growth, collections. */
  summary(): string {
    return profileSummaryOf(this);
  }
}

/** Growth and collections of a call as one line. */
export function profileSummaryOf({ incrementBytes, externalBytes, collections, threw }: MemoryProfileData): string {
  const parts = [`${signedBytes(incrementBytes)} on the heap`];
  if (externalBytes !== 0) parts.push(`${signedBytes(externalBytes)} outside it`);
  parts.push(
    collections === 0
      ? 'no garbage collection'
      : `${formatCount(collections)} garbage ${collections === 1 ? 'collection' : 'collections'}`,
  );
  return `${threw ? 'threw; ' : ''}${parts.join(', ')}`;
}

const signedBytes = (bytes: number): string => `${bytes < 0 ? '' : '+'}${formatBytes(bytes)}`;
