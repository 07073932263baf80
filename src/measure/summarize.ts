/** summarize: the size of a value as one line. */
import { positiveMs } from '../platform/argument-checks.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { deepReport } from './deep-size-of.ts';
import { SIZE_NAMES } from './options.ts';
import type { SampledOptions, SizeOptions } from './options.ts';
import { changeText } from '../report/change-text.ts';
import { checkReport } from '../report/check-report.ts';
import type { SizeReportData } from '../report/report-data.ts';
import { SizeReport } from '../report/size-report.ts';
import { summaryOf } from '../report/summary.ts';

/** The options of `summarize`. */
export interface SummaryOptions extends SizeOptions, SampledOptions {
  /**
   * An earlier report of the value, or its plain data: the line ends with the change since then.
   *
   * @defaultValue no change is shown
   */
  readonly since?: SizeReportData | undefined;
  /**
   * Milliseconds since that report: with them the line has the rate of the change, too.
   *
   * @defaultValue no rate is shown
   */
  readonly sinceMs?: number | undefined;
}

const SUMMARY_NAMES: OptionNames<SummaryOptions> = /* @__PURE__ */ addNames(SIZE_NAMES, {
  sample: true as const,
  since: true as const,
  sinceMs: true as const,
});

/**
 * The deep size of a value as one line: bytes, the likely interval, objects, the three heaviest types, what was not
 * followed, and with `since` the change.
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
 * const since = deepSizeOf('some text');
 * summarize('some longer text', { since }); // '32 B in 1 object: string 32 B; unchanged since the last sample'
 * ```
 */
export function summarize(value: unknown, options?: SummaryOptions): string {
  const own = ownOptions('summarize', SUMMARY_NAMES, options);
  const { since, sinceMs } = own;
  if (since !== undefined) checkReport('since', since);
  if (sinceMs !== undefined) positiveMs('sinceMs', sinceMs);
  if (sinceMs !== undefined && since === undefined)
    throw new TypeError("option 'sinceMs' needs 'since', the report that it refers to");
  const report = SizeReport.isReport(value) ? value : deepReport(value, own);
  return since === undefined
    ? summaryOf(report)
    : `${summaryOf(report)}; ${changeText(report.bytes - since.bytes, sinceMs)}`;
}
