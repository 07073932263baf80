/**
 * Warns once for each name that a check passed by the best figure although V8 is likely to count more than the limit. A
 * check that passes returns nothing, so without a warning nobody would know.
 */
import { formatBytes } from '../report/bytes.ts';
import { Warnings } from '../platform/publish-warning.ts';
import type { SizeReport } from '../report/size-report.ts';

/** What is published on the diagnostics channel `heapscale:uncertain`. */
export interface UncertainMessage {
  /** The name of the value, as in messages: `the value`, or a budget's name in quotes. */
  readonly name: string;
  /** The limit in bytes. */
  readonly limit: number;
  /** The best figure in bytes. */
  readonly bytes: number;
  /** The upper end of the likely interval in bytes. */
  readonly likely: number;
  /** The warning. */
  readonly message: string;
}

const warnings = new Warnings<UncertainMessage>('heapscale:uncertain', 'HEAPSCALE_UNCERTAIN');

/** Warns of a value that passed. */
export function warnOfDoubt(name: string, { bytes, likely }: SizeReport, limit: number): void {
  warnings.once(name, () => ({
    name,
    limit,
    bytes,
    likely: likely.max,
    message:
      `${name} fits in ${formatBytes(limit)} by its best figure, ${formatBytes(bytes)}, but V8 may well count ` +
      `${formatBytes(likely.max)}: { certain: 'likely' } or { certain: true } fails then, { facts: engineFacts() } ` +
      'narrows the interval, { certain: false } accepts it',
  }));
}
