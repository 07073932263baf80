/** The one sentence that every form of a report begins with. */
import { formatBytes } from './bytes.ts';
import type { SizeReportData } from './report-data.ts';
import { formatCount } from './table.ts';

/** Bytes, objects, the interval: `87 KiB in 1,225 objects; between 63.5 KiB and 183 KiB`. */
export function headlineOf({ bytes, heapBytes, externalBytes, range, objects, sampled, complete, retainedBytes }: SizeReportData): string {
  const parts = [`${sampled === true ? 'about ' : complete ? '' : 'at least '}${formatBytes(bytes)} in ${formatCount(objects)} ${objects === 1 ? 'object' : 'objects'}`];
  if (externalBytes > 0) parts.push(`${formatBytes(heapBytes)} on the heap, ${formatBytes(externalBytes)} outside it`);
  if (range.min !== range.max) parts.push(`between ${formatBytes(range.min)} and ${formatBytes(range.max)}${sampled === true ? ', by a sample' : ''}`);
  if (retainedBytes !== undefined) parts.push(`retains ${formatBytes(retainedBytes)}`);
  return parts.join('; ');
}
