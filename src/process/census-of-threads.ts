/** censusOfThreads: the census of the main thread and of every worker, merged: a pool of workers is many heaps. */
import { timerMs } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { mergeReports } from '../report/merge-reports.ts';
import { census, checkCensusOptions } from './census.ts';
import type { CensusOptions } from './census.ts';
import { CensusReport } from './census-report.ts';
import type { CensusData } from './census-report.ts';
import { ThreadsReport } from './threads-report.ts';
import type { MissingThread, ThreadCensus } from './threads-report.ts';
import { evaluateInWorkers } from './worker-threads.ts';

/** How strings are counted, how many objects of each class are weighed in each thread, and how long to wait. */
export interface ThreadsOptions extends Omit<CensusOptions, 'facts'> {
  /**
   * Milliseconds to wait for the workers. One that has not answered by then is in `missing`, and may go on with its
   * census: `terminate()` during it may end the census and not the worker (Node), so allow enough time.
   *
   * @defaultValue `30_000`
   */
  readonly timeoutMs?: number | undefined;
}

/** Without `facts`, which are functions: they cannot be sent to a worker. */
const THREADS_NAMES: OptionNames<ThreadsOptions> = {
  strings: true,
  readStrings: true,
  sample: true,
  timeoutMs: true,
};

/**
 * Everything that is alive in the main thread and in all worker threads, those of worker pools included, by class. The
 * workers need no code for it: Node's inspector interrupts each of them, also one that computes or waits in
 * `Atomics.wait`, loads `heapscale/node` there and takes a {@link census}.
 *
 * Each thread stops for its own census. A census includes what heapscale itself takes in its thread, about 1 MB. A
 * SharedArrayBuffer counts once in each thread that holds it. Child processes are not threads and not counted. A
 * `findLeaks` that runs in a worker meanwhile loses its traces.
 *
 * @returns (as a promise) each thread, the sum, and the workers that could not be counted, with the reason: one that
 * ended or did not answer in time, or that cannot load `heapscale/node`, as in a program that was bundled into one
 * file.
 * @throws {TypeError | RangeError} (as a rejection) if an option is invalid.
 * @throws {Error} (as a rejection) if this is not the main thread, or it has no inspector.
 * @example
 * ```ts
 * const { total, threads } = await censusOfThreads();
 * threads.length; // the main thread and each of its workers
 * total.objects >= threads[0].census.objects; // true
 * ```
 */
export async function censusOfThreads(options?: ThreadsOptions): Promise<ThreadsReport> {
  const { timeoutMs = 30_000, strings, readStrings, sample } = ownOptions('censusOfThreads', THREADS_NAMES, options);
  timerMs('timeoutMs', timeoutMs);
  const shared: CensusOptions = { strings, readStrings, sample };
  checkCensusOptions(shared);
  const threads: ThreadCensus[] = [];
  const missing: MissingThread[] = [];
  const answers = await evaluateInWorkers(censusExpression(shared), timeoutMs, () => {
    threads.push({ id: 0, name: 'main', census: census(shared) });
  });
  for (const { id, name, value, why } of answers) {
    if (value === undefined) missing.push({ id, name, why });
    else threads.push({ id, name, census: new CensusReport(JSON.parse(value) as CensusData) });
  }
  return new ThreadsReport({ threads, missing, total: mergeReports(threads.map((thread) => thread.census)) });
}

/** The census as an expression, with the package that this module belongs to. */
function censusExpression(options: CensusOptions): string {
  // In CommonJS `import.meta` is empty.
  const here = import.meta.url ?? __filename;
  return `JSON.stringify(
    process.getBuiltinModule('node:module').createRequire(${JSON.stringify(here)})('heapscale/node')
      .census(${JSON.stringify(options)})
  )`;
}
