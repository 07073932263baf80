/** mergeReports: adds up reports, so that workers or processes can each measure their own values. */
import { isList, resultError } from '../platform/argument-checks.ts';
import { Totals } from '../weigh/totals.ts';
import { checkReport } from './check-report.ts';
import type { SizeReportData } from './report-data.ts';
import { reportOf } from './report-of.ts';
import type { SizeReport } from './size-report.ts';

/**
 * Adds up reports of this thread, or their plain data from other threads, processes and files.
 *
 * Objects that several of the measured values share are counted once per report, because a report does not know the
 * objects of another. `paths` are left out, because each value has its own places.
 *
 * @param reports any number of reports; the sum of zero reports is empty.
 * @returns one report; its `layout` names the layouts of all reports.
 * @throws {TypeError} if `reports` is not an array, or an element is not a report.
 * @example
 * ```ts
 * const total = mergeReports(await Promise.all(workers.map(askForReport)));
 * ```
 */
export function mergeReports(reports: readonly SizeReportData[]): SizeReport {
  if (!isList(reports)) throw resultError('reports', 'an array of reports', reports);
  const totals = new Totals();
  const range = { min: 0, max: 0 };
  const likely = { min: 0, max: 0 };
  for (const report of reports) {
    checkReport('each of the reports', report);
    range.min += report.range.min;
    range.max += report.range.max;
    likely.min += report.likely.min;
    likely.max += report.likely.max;
    for (const { type, count, heapBytes, externalBytes } of report.byType) {
      const row = totals.of(type);
      row.count += count;
      row.bytes += heapBytes;
      row.external += externalBytes;
    }
    for (const { kind, count, types } of report.hidden) {
      totals.ofHidden(kind).count += count;
      for (const type of types) totals.addHidden(kind, type, 0);
    }
    totals.duplicates += report.duplicateStrings.count;
    totals.duplicateBytes += report.duplicateStrings.bytes;
    totals.wideBytes += report.wideBytes ?? 0;
  }
  const joined = (part: 'id' | 'title', by: string): string =>
    [...new Set(reports.map(({ layout }) => layout[part]))].join(by);
  return reportOf(totals, {
    layout: { id: joined('id', '+'), title: joined('title', ' and ') },
    range,
    likely,
    complete: reports.every((report) => report.complete),
    sampled: reports.some((report) => report.sampled),
    stopped: reports.find((report) => report.stopped !== undefined)?.stopped,
  });
}
