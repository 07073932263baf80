/** The first line of every form of a report. */
import { formatBytes } from './bytes.ts';
import { qualifierOf } from './lower-bound.ts';
import type { SizeReportData } from './report-data.ts';
import { formatCount } from './table.ts';

/** Bytes and objects with a qualifier: `about 87 KiB in 1,225 objects`, `at least 32 B in 1 object`. */
export function amountOf(report: SizeReportData): string {
  const { bytes, objects } = report;
  const noun = objects === 1 ? 'object' : 'objects';
  return `${qualifierOf(report)}${formatBytes(bytes)} in ${formatCount(objects)} ${noun}`;
}

/** Bytes, objects, the interval: `87 KiB in 1,225 objects; between 63.5 KiB and 183 KiB`. */
export function headlineOf(report: SizeReportData): string {
  const { heapBytes, externalBytes, range, sampled, retainedBytes } = report;
  const parts = [amountOf(report)];
  if (externalBytes > 0) parts.push(`${formatBytes(heapBytes)} on the heap, ${formatBytes(externalBytes)} outside it`);
  if (range.min !== range.max)
    parts.push(
      `between ${formatBytes(range.min)} and ${formatBytes(range.max)}${sampled ? ', estimated from a sample' : ''}`,
    );
  if (retainedBytes !== undefined) parts.push(`retains ${formatBytes(retainedBytes)}`);
  return parts.join('; ');
}
