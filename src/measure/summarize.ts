/** summarize: the size of a value as one line. */
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { deepReport } from './deep-size-of.ts';
import { SIZE_NAMES } from './options.ts';
import type { SampledOptions, SizeOptions } from './options.ts';
import { SizeReport } from '../report/size-report.ts';
import { summaryOf } from '../report/summary.ts';

/** The options of `summarize`. */
export interface SummaryOptions extends SizeOptions, SampledOptions {}

const SUMMARY_NAMES: OptionNames<SummaryOptions> = /* @__PURE__ */ addNames(SIZE_NAMES, { sample: true as const });

/**
 * The deep size of a value as one line: bytes, objects, interval, the three heaviest types, what was not followed.
 *
 * It takes a value and returns a string, so it works as a logger's serializer: `serializers: { cache: summarize }` in
 * pino, `createDebug.formatters.w = summarize` in debug. No code of the value is run, and the value is not changed.
 *
 * @param value any value; a `SizeReport` is summarized, not measured.
 * @throws {TypeError | RangeError} if an option is invalid; the measured value never causes an error.
 * @example
 * ```ts
 * summarize('some text'); // '32 B in 1 object: string 32 B'
 * summarize(1); // '0 B in 0 objects'
 * ```
 */
export function summarize(value: unknown, options?: SummaryOptions): string {
  const own = ownOptions('summarize', SUMMARY_NAMES, options);
  return summaryOf(SizeReport.isReport(value) ? value : deepReport(value, own));
}
