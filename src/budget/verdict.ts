/** The result of a check, from which the adapters of all test runners make their own form. */
import type { SizeReport } from '../report/size-report.ts';
import type { Subject } from './subject.ts';

/** The outcome of a check. */
export interface Verdict {
  readonly pass: boolean;
  /** True if hidden state leaves the answer open: neither the check nor its negation passes. */
  readonly open?: boolean | undefined;
  /** The measured bytes. */
  readonly actual: number;
  /** The expected bytes. */
  readonly expected: number;
  /** The report on the value. */
  readonly report: SizeReport;
  /** The failure message; made only when needed, because it walks the value again. */
  readonly message: () => string;
}

/**
 * The answer to a question about a size of which only bounds may be known.
 *
 * @param surely true if the answer is yes for every size within the bounds; `possibly` if it is yes for some size.
 * @returns undefined if hidden state that was not followed leaves the answer open.
 * @throws {RangeError} if a limit ended the walk before the answer was known, so that no check passes or fails by
 * chance.
 */
export function decided(surely: boolean, possibly: boolean, subjects: readonly Subject[]): boolean | undefined {
  if (surely === possibly) return surely;
  const stopped = subjects.map((subject) => subject.report.stopped).find((at) => at !== undefined);
  if (stopped === undefined && subjects.some(({ unseen }) => unseen.length > 0)) return undefined;
  throw new RangeError(
    `${stopped === undefined ? 'a limit' : `${stopped.by} = ${stopped.limit}`} ended the walk ` +
      'before the size was known: raise the limit, or leave it out',
  );
}
