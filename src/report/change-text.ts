/** How a size has changed since an earlier report, as the end of a line in a log. */
import { signedBytes } from './size-diff.ts';

const MS_PER_HOUR = 3_600_000;

/** In less time a few bytes would look like gigabytes an hour. */
const LEAST_MS = 1000;

/** `, +120 KiB/h`, as the end of a figure; empty if it was measured in less than a second. */
export function hourlyText(perHour: number, ms: number): string {
  return ms < LEAST_MS ? '' : `, ${signedBytes(Math.round(perHour))}/h`;
}

/**
 * `unchanged since the last sample`, `+2 KiB since the last sample`, and with the time in between
 * `+2 KiB since the last sample, +120 KiB/h`.
 *
 * @param ms milliseconds since the earlier report; undefined if unknown. No rate is given below a second.
 */
export function changeText(bytes: number, ms: number | undefined): string {
  if (bytes === 0) return 'unchanged since the last sample';
  const rate = ms === undefined ? '' : hourlyText((bytes / ms) * MS_PER_HOUR, ms);
  return `${signedBytes(bytes)} since the last sample${rate}`;
}
