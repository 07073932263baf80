/** Checks whether a value fits in a limit. */
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import { bothUnits, distance, doubtOf, explain, findingOf } from './explanation.ts';
import { explainUnseen } from './hidden.ts';
import { boundsOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { decided } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/**
 * Compares the best figure, or with `certain` the end of the interval in which V8's count lies; a size equal to the
 * limit fits.
 */
export function judgeFit(subject: Subject, limit: Size, name = 'the value', certain = false): Verdict {
  const bytes = bytesArgument('limit', limit);
  const bounds = boundsOf(subject);
  const { max } = subject.report.range;
  // A limit below the best figure is exceeded in any case.
  const least = certain && bounds.least <= bytes ? max : bounds.least;
  const most = certain && max > bounds.most ? max : bounds.most;
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
          `${name} should ${pass ? 'not ' : ''}${certain ? 'certainly ' : ''}fit in ${bothUnits(bytes)}: ` +
            findingOf(subject) +
            (certain && least === max ? `, at most ${bothUnits(max)}` : '') +
            (answer === undefined ? '' : `, ${distance(least, bytes)}`),
          ...(answer === undefined ? explainUnseen(subject.unseen) : certain ? [] : doubtOf(subject.report, bytes)),
        ],
        subject,
      ),
  };
}
