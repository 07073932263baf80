/** The first line of every form of a report. */
import { formatBytes } from './bytes.ts';
import { qualifierOf } from './lower-bound.ts';
import type { SizeReportData } from './report-data.ts';
import { formatCount } from './table.ts';

/**
 * ` (likely 125 to 131 KiB, at most 271 KiB)`; empty if the figure is certain. `qualifier` is what the line begins
 * with.
 */
function intervalOf({ bytes, range, likely, sampled }: SizeReportData, qualifier: string): string {
  if (range.min === range.max) return '';
  const parts: string[] = [];
  if (likely.min < likely.max) parts.push(`likely ${spanOf(likely.min, likely.max)}`);
  if (range.max > likely.max) parts.push(`at most ${formatBytes(range.max)}`);
  else if (likely.max === bytes && likely.min === bytes)
    // With a qualifier the line begins with `at least`, which the lower end must not contradict.
    parts.push(`${qualifier.startsWith('at least') ? 'or' : 'at least'} ${formatBytes(range.min)}`);
  if (sampled) parts.push('estimated from a sample');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** `125 to 131 KiB`: the unit once if it is the same. */
function spanOf(min: number, max: number): string {
  const [from, to] = [formatBytes(min), formatBytes(max)];
  const unit = from.slice(from.indexOf(' '));
  return `${to.endsWith(unit) && unit === to.slice(to.indexOf(' ')) ? from.slice(0, -unit.length) : from} to ${to}`;
}

/**
 * Bytes and objects with a qualifier: `128 KiB (likely 125 to 131 KiB, at most 271 KiB) in 1,814 objects`,
 * `at least 32 B in 1 object`.
 */
export function amountOf(report: SizeReportData): string {
  const { bytes, objects } = report;
  const noun = objects === 1 ? 'object' : 'objects';
  const qualifier = qualifierOf(report);
  return `${qualifier}${formatBytes(bytes)}${intervalOf(report, qualifier)} in ${formatCount(objects)} ${noun}`;
}

/** Bytes, intervals, objects, and what is outside the heap: the first line of a report. */
export function headlineOf(report: SizeReportData): string {
  const { heapBytes, externalBytes, retainedBytes } = report;
  const parts = [amountOf(report)];
  if (externalBytes > 0) parts.push(`${formatBytes(heapBytes)} on the heap, ${formatBytes(externalBytes)} outside it`);
  if (retainedBytes !== undefined) parts.push(`retains ${formatBytes(retainedBytes)}`);
  return parts.join('; ');
}
