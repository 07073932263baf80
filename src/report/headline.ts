/** What every form of a report begins with. */
import { formatBytes } from './bytes.ts';
import { isLowerBound } from './lower-bound.ts';
import type { SizeReportData } from './report-data.ts';
import { formatCount } from './table.ts';

/** Bytes and objects, and how surely: `about 87 KiB in 1,225 objects`. */
export function amountOf(report: SizeReportData): string {
  const { bytes, objects, sampled } = report;
  return `${isLowerBound(report) ? 'at least ' : sampled === true ? 'about ' : ''}${formatBytes(bytes)} in ${formatCount(objects)} ${objects === 1 ? 'object' : 'objects'}`;
}

/** Bytes, objects, the interval: `87 KiB in 1,225 objects; between 63.5 KiB and 183 KiB`. */
export function headlineOf(report: SizeReportData): string {
  const { heapBytes, externalBytes, range, sampled, retainedBytes } = report;
  const parts = [amountOf(report)];
  if (externalBytes > 0) parts.push(`${formatBytes(heapBytes)} on the heap, ${formatBytes(externalBytes)} outside it`);
  if (range.min !== range.max)
    parts.push(
      `between ${formatBytes(range.min)} and ${formatBytes(range.max)}${sampled === true ? ', by a sample' : ''}`,
    );
  if (retainedBytes !== undefined) parts.push(`retains ${formatBytes(retainedBytes)}`);
  return parts.join('; ');
}
