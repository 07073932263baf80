/** Parts of failure messages: figures in both units, uncertainty, the breakdown, the heaviest places. */
import { isNode } from '../platform/builtin-module.ts';
import { formatBytes } from '../report/bytes.ts';
import { qualifierOf } from '../report/lower-bound.ts';
import { formatCount, formatShare } from '../report/table.ts';
import type { SizeReport } from '../report/size-report.ts';
import { formatPlaces, heaviestPlaces } from './heaviest-places.ts';
import type { Subject } from './subject.ts';

/** How to get a certain answer: in a browser V8 cannot be asked by the page itself. */
export function askV8(): string {
  return isNode()
    ? 'to be certain, ask V8: toFitInExactly, or exactSizeOf of heapscale/node'
    : 'to be certain, ask V8 in a test that runs in Node: toFitInExactly';
}

/** A formatted size, followed by the exact bytes if it was rounded. */
export function bothUnits(bytes: number): string {
  return bytes < 1024 ? formatBytes(bytes) : `${formatBytes(bytes)} (${formatCount(bytes)} B)`;
}

/** The measured size, as the second half of a sentence: `it takes 87 KiB (89,088 B)`. */
export function findingOf({ report, by }: Subject): string {
  const { assumption } = report.layout;
  const note = assumption === undefined ? '' : ` (layout ${assumption})`;
  return `it takes ${qualifierOf(report)}${bothUnits(report.bytes)}${by === 'V8' ? " by V8's own count" : ''}${note}`;
}

/** How far a size is over or under a limit: `23 KiB (23,552 B) over, 35.9 %`. */
export function distance(bytes: number, limit: number): string {
  const difference = Math.abs(bytes - limit);
  if (difference === 0) return 'exactly as much';
  const share = limit === 0 ? '' : `, ${formatShare(difference, limit)}`;
  return `${bothUnits(difference)} ${bytes > limit ? 'over' : 'under'}${share}`;
}

/** A sentence if the limit is inside the interval of V8's own count; otherwise nothing. */
export function doubtOf(report: SizeReport, limit: number): readonly string[] {
  const { min, max } = report.range;
  if (min > limit || max <= limit) return [];
  return [
    `uncertain: V8's own count is between ${formatBytes(min)} and ${formatBytes(max)}, ` +
      `and the limit is in that interval; ${askV8()}`,
  ];
}

/** The whole message: the headlines, then where the bytes are, and what to do about them. */
export function explain(headlines: readonly string[], subject: Subject, remedies: readonly string[] = []): string {
  const last = remedies.length === 0 ? [] : ['', ...remedies];
  return [...headlines, '', ...breakdownOf(subject), ...last].join('\n');
}

/** What to do about a value that something holds. */
export const LET_GO =
  'to mend it, let the holder let go: delete the entry, remove the listener, or hold the value weakly';

/** The table by type, and the heaviest places. */
export function breakdownOf({ report, places }: Subject): readonly string[] {
  const heaviest = heaviestPlaces(places(), (row) => row.retainedBytes);
  return heaviest.length === 0
    ? [String(report)]
    : [String(report), '', 'heaviest places:', formatPlaces(heaviest, 'retains', report.bytes)];
}
