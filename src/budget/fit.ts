/** Checks whether a value fits in a limit. */
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import { bothUnits, distance, doubtOf, explain, findingOf } from './explanation.ts';
import { explainUnseen } from './hidden.ts';
import { boundsOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { decided } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** Compares the best figure; a size equal to the limit fits. */
export function judgeFit(subject: Subject, limit: Size, name = 'the value'): Verdict {
  const bytes = bytesArgument('limit', limit);
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
          `${name} should ${pass ? 'not ' : ''}fit in ${bothUnits(bytes)}: ${findingOf(subject)}` +
            (answer === undefined ? '' : `, ${distance(least, bytes)}`),
          ...(answer === undefined ? explainUnseen(subject.unseen) : doubtOf(subject.report, bytes)),
        ],
        subject,
      ),
  };
}
