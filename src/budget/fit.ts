/** Does a value fit in a limit? */
import { parseBytes } from '../report/bytes.ts';
import { bothUnits, distance, doubtOf, explain, findingOf } from './explanation.ts';
import { explainUnseen } from './hidden.ts';
import { boundsOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { decided } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** A number of bytes, or a text such as `'64 KiB'`. */
export type Size = number | string;

/** Judges a value by its best figure: a size that equals the limit fits. */
export function judgeFit(subject: Subject, limit: Size, name = 'the value'): Verdict {
  const bytes = parseBytes(limit);
  const { least, most } = boundsOf(subject);
  const answer = decided(most <= bytes, least <= bytes, [subject]);
  const pass = answer === true;
  return {
    pass,
    open: answer === undefined,
    actual: least,
    expected: bytes,
    report: subject.report,
    message: () =>
      explain(
        [
          `${name} should ${pass ? 'not ' : ''}fit in ${bothUnits(bytes)}: ${findingOf(subject)}${answer === undefined ? '' : `, ${distance(least, bytes)}`}`,
          ...(answer === undefined ? explainUnseen(subject.unseen) : doubtOf(subject.report, bytes)),
        ],
        subject,
      ),
  };
}
