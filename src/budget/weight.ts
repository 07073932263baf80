/** Checks whether a value has the expected size, within a tolerance. */
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import { formatBytes } from '../report/bytes.ts';
import { askV8, bothUnits, distance, explain, findingOf } from './explanation.ts';
import { explainUnseen } from './hidden.ts';
import type { Within } from './check-options.ts';
import { boundsOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { decided } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** The bytes that a tolerance allows around an expected size. */
export function toleranceOf(within: Size | undefined, expected: number, name = 'within'): number {
  if (within === undefined) return 0;
  const share = typeof within === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(within) : null;
  return share === null ? bytesArgument(name, within) : (expected * Number(share[1])) / 100;
}

/** Compares the best figure; both ends of the tolerance are allowed. */
export function judgeWeight(subject: Subject, expected: Size, { within }: Within = {}): Verdict {
  const bytes = bytesArgument('expected', expected);
  const tolerance = toleranceOf(within, bytes);
  const { least, most } = boundsOf(subject);
  const from = bytes - tolerance;
  const to = bytes + tolerance;
  const answer = decided(least >= from && most <= to, most >= from && least <= to, [subject]);
  const pass = answer === true;
  return {
    pass,
    open: answer === undefined,
    actual: least,
    expected: bytes,
    report: subject.report,
    message: () => {
      const { min, max } = subject.report.range;
      const open = pass ? min < from || max > to : min <= to && max >= from;
      const lines = [
        `the value should ${pass ? 'not ' : ''}weigh ${bothUnits(bytes)}` +
          `${tolerance === 0 ? '' : ` within ${String(within)}`}: ${findingOf(subject)}` +
          (answer === undefined ? '' : `, ${distance(least, bytes)}`),
      ];
      if (answer === undefined) lines.push(...explainUnseen(subject.unseen));
      else if (open && min !== max)
        lines.push(`uncertain: V8's own count is between ${formatBytes(min)} and ${formatBytes(max)}; ${askV8()}`);
      return explain(lines, subject);
    },
  };
}
