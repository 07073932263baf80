/** Is one value lighter than another? */
import { formatBytes } from '../report/bytes.ts';
import { formatCount, formatTable } from '../report/table.ts';
import { ASK_V8, bothUnits, breakdownOf, distance, findingOf } from './explanation.ts';
import { boundsOf } from './subject.ts';
import type { Subject } from './subject.ts';
import { decided } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** Judges two values by their best figures: equal ones are not lighter. */
export function judgeLighter(subject: Subject, other: Subject): Verdict {
  const one = boundsOf(subject);
  const two = boundsOf(other);
  const pass = decided(one.most < two.least, one.least < two.most, [subject, other]);
  return {
    pass,
    actual: one.least,
    expected: two.least,
    report: subject.report,
    message: () => {
      const overlap = subject.report.range.max >= other.report.range.min && other.report.range.max >= subject.report.range.min;
      const lines = [`the value should ${pass ? 'not ' : ''}be lighter than ${bothUnits(two.least)}: ${findingOf(subject)}, ${distance(one.least, two.least)}`];
      if (overlap && subject.by === 'estimate') lines.push(`uncertain: the intervals in which V8's own counts lie overlap; ${ASK_V8}`);
      return [...lines, '', 'by type, the value beside the other:', typesBeside(subject.report, other.report, ['value', 'other']), '', ...breakdownOf(subject)].join('\n');
    },
  };
}

/**
 * The types of two reports side by side, largest difference first; types that weigh the same are left out.
 *
 * @param words what the two are called at the head of their columns.
 */
export function typesBeside(one: Types, other: Types, words: readonly [one: string, other: string]): string {
  const rows = changedTypes(one, other).map(({ type, bytes, otherBytes, count, otherCount }) => [
    type, formatCount(count), formatCount(otherCount), formatBytes(bytes), formatBytes(otherBytes), `${bytes > otherBytes ? '+' : ''}${formatBytes(bytes - otherBytes)}`,
  ]);
  if (rows.length === 0) return '(every type weighs the same)';
  return formatTable([['type', `count: ${words[0]}`, words[1], `bytes: ${words[0]}`, words[1], 'difference'], ...rows], ['left', 'right', 'right', 'right', 'right', 'right']);
}

/** One type in two reports. */
export interface ChangedType {
  readonly type: string;
  readonly bytes: number;
  readonly otherBytes: number;
  readonly count: number;
  readonly otherCount: number;
}

/** The part of a report that is compared. */
export interface Types {
  readonly byType: readonly { readonly type: string; readonly count: number; readonly bytes: number }[];
}

/** The types in which two reports differ, largest difference of bytes first. */
export function changedTypes(one: Types, other: Types): readonly ChangedType[] {
  const rows = new Map<string, ChangedType>();
  for (const { type, count, bytes } of one.byType) rows.set(type, { type, bytes, count, otherBytes: 0, otherCount: 0 });
  for (const { type, count, bytes } of other.byType) {
    rows.set(type, { ...(rows.get(type) ?? { type, bytes: 0, count: 0 }), otherBytes: bytes, otherCount: count });
  }
  return [...rows.values()]
    .filter((row) => row.bytes !== row.otherBytes || row.count !== row.otherCount)
    .sort((a, b) => Math.abs(b.bytes - b.otherBytes) - Math.abs(a.bytes - a.otherBytes) || (a.type < b.type ? -1 : 1));
}
