/** summarize: the size of a value as one line. */
import { deepSizeOf } from './deep-size-of.ts';
import { SizeReport } from '../report/size-report.ts';
import { summaryOf } from '../report/summary.ts';
import type { DeepSizeOptions } from './weighing.ts';

/**
 * The deep size of a value as one line: bytes, objects, interval, the three heaviest types, what could not be seen.
 *
 * It takes a value and gives a text, so it can stand where a logger wants a serializer: `serializers: { cache: summarize }` in
 * pino, `createDebug.formatters.w = summarize` in debug. Nothing of the value is run or changed.
 *
 * @param value any value; a `SizeReport` is summed up as it stands.
 * @throws {RangeError | TypeError} if an option is none of its values; never because of the value.
 * @example
 * ```ts
 * summarize('some text'); // '32 B in 1 object: string 32 B'
 * summarize(1); // '0 B in 0 objects'
 * ```
 */
export function summarize(value: unknown, options: DeepSizeOptions = {}): string {
  return summaryOf(SizeReport.isReport(value) ? value : deepSizeOf(value, options));
}
