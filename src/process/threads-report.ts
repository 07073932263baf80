/** ThreadsReport, the result of censusOfThreads: what is alive in each thread, and in all together. */
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import type { SizeReport } from '../report/size-report.ts';
import { formatCount, formatShare, formatTable, printable } from '../report/table.ts';
import { formatTypes } from '../report/type-table.ts';
import type { CensusReport } from './census-report.ts';

/** What is alive in one thread. */
export interface ThreadCensus {
  /** The `threadId` of a worker; 0 for the main thread. */
  readonly id: number;
  /** The name of a worker, or the file that it runs; `'main'` for the main thread. */
  readonly name: string;
  /** Everything that is alive in it. */
  readonly census: CensusReport;
}

/** A worker that is in no figure. */
export interface MissingThread {
  /** Its `threadId`. */
  readonly id: number;
  /** Its name, or the file that it runs. */
  readonly name: string;
  /** Why it was not counted. */
  readonly why: string;
}

/** The plain data of the censuses of all threads. */
export interface ThreadsData {
  /** The main thread and the workers that were counted, by their ids. */
  readonly threads: readonly ThreadCensus[];
  /** The sum of all threads; `diffSizes` compares two of them. */
  readonly total: SizeReport;
  /** Workers that could not be counted. */
  readonly missing: readonly MissingThread[];
}

/**
 * What is alive in all threads of the process. Printing it gives a table of the threads and one of the classes;
 * `JSON.stringify` gives the plain data.
 */
export class ThreadsReport extends Result<ThreadsData> {
  /** @internal Made by `censusOfThreads`. */
  constructor(data: ThreadsData) {
    super(data);
  }

  /** The threads, the classes of all together, and which threads are missing, without a trailing newline. */
  override toString(): string {
    const { threads, total, missing } = this;
    const rows = [['thread', 'name', 'objects', 'bytes', 'share', 'stopped for']];
    for (const { id, name, census } of threads)
      rows.push([
        String(id),
        name,
        formatCount(census.objects),
        formatBytes(census.bytes),
        formatShare(census.bytes, total.bytes),
        `${Math.round(census.pauseMs)} ms`,
      ]);
    const { objects, bytes, externalBytes } = total;
    const noun = threads.length === 1 ? 'thread' : 'threads';
    const outside = externalBytes > 0 ? `, ${formatBytes(externalBytes)} of them outside the heap` : '';
    return [
      `${threads.length} ${noun}, ${formatCount(objects)} objects alive: ${formatBytes(bytes)}${outside}`,
      formatTable(rows, ['right', 'left', 'right', 'right', 'right', 'right']),
      formatTypes(total),
      ...missing.map(({ id, name, why }) => printable(`not counted: thread ${id} ${name}: ${why}`)),
      `layout: ${total.layout.title}`,
    ].join('\n');
  }
}
