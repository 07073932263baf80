/** How a size has changed since an earlier report, as the end of a line in a log. */
import { signedBytes } from './size-diff.ts';

const MS_PER_HOUR = 3_600_000;

/** In less time a few bytes would look like gigabytes an hour. */
export const LEAST_MS = 1000;

/**
 * `unchanged since the last sample`, `+2 KiB since the last sample`, and with the time in between
 * `+2 KiB since the last sample, +120 KiB/h`.
 *
 * @param ms milliseconds since the earlier report; undefined if unknown. No rate is given below a second.
 */
export function changeText(bytes: number, ms: number | undefined): string {
  if (bytes === 0) return 'unchanged since the last sample';
  const rate = ms === undefined || ms < LEAST_MS ? '' : `, ${signedBytes(Math.round((bytes / ms) * MS_PER_HOUR))}/h`;
  return `${signedBytes(bytes)} since the last sample${rate}`;
}
