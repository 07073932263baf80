/** Checks whether one value is lighter than another. */
import { diffSizes } from '../report/size-diff.ts';
import { askV8, bothUnits, breakdownOf, distance, findingOf } from './explanation.ts';
import { explainUnseen } from './hidden.ts';
import { boundsOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { decided } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** Compares two values by their best figures; an equal value is not lighter. */
export function judgeLighter(subject: Subject, other: Subject): Verdict {
  const one = boundsOf(subject);
  const two = boundsOf(other);
  const answer = decided(one.most < two.least, one.least < two.most, [subject, other]);
  const pass = answer === true;
  return {
    pass,
    open: answer === undefined,
    actual: one.least,
    expected: two.least,
    report: subject.report,
    message: () => {
      const overlap =
        subject.report.range.max >= other.report.range.min && other.report.range.max >= subject.report.range.min;
      const lines = [
        `the value should ${pass ? 'not ' : ''}be lighter than ${bothUnits(two.least)}: ${findingOf(subject)}` +
          (answer === undefined ? '' : `, ${distance(one.least, two.least)}`),
      ];
      if (answer === undefined) lines.push(...explainUnseen([...subject.unseen, ...other.unseen]));
      else if (overlap && subject.by === 'estimate')
        lines.push(`uncertain: the intervals of V8's own counts overlap; ${askV8()}`);
      return [
        ...lines,
        '',
        'difference from the other value:',
        String(diffSizes(other.report, subject.report)),
        '',
        ...breakdownOf(subject),
      ].join('\n');
    },
  };
}
