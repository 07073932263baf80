/** The words of a verdict: figures with both units, the interval's doubt, the breakdown, the heaviest places. */
import { formatBytes } from '../report/bytes.ts';
import { qualifierOf } from '../report/lower-bound.ts';
import { formatCount, formatShare } from '../report/table.ts';
import type { SizeReport } from '../report/size-report.ts';
import { formatPlaces, heaviestPlaces } from './heaviest-places.ts';
import type { Subject } from './subject.ts';

/** How a person gets a certain answer. */
export const ASK_V8 = 'to be certain, ask V8: toFitInExactly, or exactSizeOf of heapscale/node';

/** A size for people, and to the byte where that says more. */
export function bothUnits(bytes: number): string {
  return bytes < 1024 ? formatBytes(bytes) : `${formatBytes(bytes)} (${formatCount(bytes)} B)`;
}

/** What was found, as the second half of a sentence: `it takes 87 KiB (89,088 B)`. */
export function findingOf({ report, by }: Subject): string {
  return `it takes ${qualifierOf(report)}${bothUnits(report.bytes)}${by === 'V8' ? " by V8's own count" : ''}`;
}

/** How far a size is over or under a limit: `23 KiB (23,552 B) over, 35.9 %`. */
export function distance(bytes: number, limit: number): string {
  const apart = Math.abs(bytes - limit);
  if (apart === 0) return 'just as much';
  return `${bothUnits(apart)} ${bytes > limit ? 'over' : 'under'}${limit === 0 ? '' : `, ${formatShare(apart, limit)}`}`;
}

/** A sentence if the interval leaves it open on which side of a limit V8's own count lies; otherwise nothing. */
export function doubtOf(report: SizeReport, limit: number): readonly string[] {
  const { min, max } = report.range;
  if (min > limit || max <= limit) return [];
  return [
    `uncertain: V8's own count lies between ${formatBytes(min)} and ${formatBytes(max)}, and the limit is in that interval; ${ASK_V8}`,
  ];
}

/** The whole explanation: its headlines, then where the bytes are. */
export function explain(headlines: readonly string[], subject: Subject): string {
  return [...headlines, '', ...breakdownOf(subject)].join('\n');
}

/** The table by type of what was counted, and the heaviest places. */
export function breakdownOf({ report, places }: Subject): readonly string[] {
  const heaviest = heaviestPlaces(places(), (row) => row.retainedBytes);
  return heaviest.length === 0
    ? [String(report)]
    : [String(report), '', 'heaviest places:', formatPlaces(heaviest, 'retains', report.bytes)];
}
