/** What a check finds, in the one form that every test runner's face is made from. */
import type { SizeReport } from '../report/size-report.ts';
import type { Subject } from './subject.ts';

/** The outcome of a check. */
export interface Verdict {
  readonly pass: boolean;
  /** True if hidden state leaves the answer open: neither the check nor its negation passes. */
  readonly open?: boolean | undefined;
  /** The bytes that were found. */
  readonly actual: number;
  /** The bytes that were asked for. */
  readonly expected: number;
  /** What was weighed, by type. */
  readonly report: SizeReport;
  /** What to tell a person when the outcome is not the wanted one: made only then, for it walks the value again. */
  readonly message: () => string;
}

/**
 * The answer to a question about bytes of which only the least and the most may be known.
 *
 * @param surely the answer is yes whatever the value weighs in between; `possibly` that it may be.
 * @returns undefined if hidden state that was not followed leaves it open.
 * @throws {RangeError} if a limit ended the walk before the answer was known: no check passes or fails by chance.
 */
export function decided(surely: boolean, possibly: boolean, subjects: readonly Subject[]): boolean | undefined {
  if (surely === possibly) return surely;
  const stopped = subjects.map((subject) => subject.report.stopped).find((at) => at !== undefined);
  if (stopped === undefined && subjects.some(({ unseen }) => unseen.length > 0)) return undefined;
  throw new RangeError(
    `${stopped === undefined ? 'a limit' : `${stopped.by} = ${stopped.limit}`} ended the walk before the size was known: raise the limit, or leave it out`,
  );
}
