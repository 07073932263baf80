/** Checks whether a value fits in a limit. */
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import type { FitOptions } from './check-options.ts';
import { warnOfDoubt } from './doubt-warning.ts';
import { askV8, bothUnits, distance, doubtOf, explain, findingOf } from './explanation.ts';
import { explainUnseen } from './hidden.ts';
import { boundsOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { decided } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/**
 * Compares the best figure, or with `certain` an end of an interval in which V8's count lies; a size equal to the limit
 * fits. If nothing was asked for, a warning says that the likely size is over the limit.
 */
export function judgeFit(
  subject: Subject,
  limit: Size,
  name = 'the value',
  certain: FitOptions['certain'] = undefined,
): Verdict {
  const bytes = bytesArgument('limit', limit);
  const bounds = boundsOf(subject);
  const { range, likely } = subject.report;
  const asked = certain === true || certain === 'likely';
  const max = certain === true ? range.max : likely.max;
  // A limit below the best figure is exceeded in any case.
  const least = asked && bounds.least <= bytes ? max : bounds.least;
  const most = asked && max > bounds.most ? max : bounds.most;
  const answer = decided(most <= bytes, least <= bytes, [subject]);
  const pass = answer === true;
  if (pass && certain === undefined && likely.max > bytes) warnOfDoubt(name, subject.report, bytes);
  const adverb = certain === true ? 'certainly ' : asked ? 'likely ' : '';
  return {
    pass,
    open: answer === undefined,
    actual: least,
    expected: bytes,
    report: subject.report,
    message: () =>
      explain(
        [
          `${name} should ${pass ? 'not ' : ''}${adverb}fit in ${bothUnits(bytes)}: ` +
            findingOf(subject) +
            (asked && least === max ? `, ${certain === true ? 'at most' : 'likely up to'} ${bothUnits(max)}` : '') +
            (answer === undefined ? '' : `, ${distance(least, bytes)}`),
          ...(answer === undefined
            ? explainUnseen(subject.unseen)
            : certain === true
              ? narrowed(subject, bytes)
              : doubtOf(subject.report, bytes)),
        ],
        subject,
        pass || answer === undefined ? [] : ['what could be smaller, and by how much: advise(value) of heapscale'],
      ),
  };
}

/** What can be done if only the far end of the interval is over the limit. */
function narrowed({ report }: Subject, limit: number): readonly string[] {
  return report.bytes > limit || report.range.max <= limit
    ? []
    : [`the best figure fits; { facts: engineFacts() } narrows the interval; ${askV8()}`];
}
