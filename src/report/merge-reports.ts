/** mergeReports: several reports as one, so that workers or processes can each weigh what they have. */
import { Totals } from '../weigh/totals.ts';
import { checkReport } from './check-report.ts';
import type { SizeReportData } from './report-data.ts';
import { reportOf } from './report-of.ts';
import type { SizeReport } from './size-report.ts';

/**
 * Adds reports up, whether of this thread or as plain data from other threads, processes and files.
 *
 * What two of the measured values share is counted with each, since no report knows of the other's objects. `paths` are
 * left out: each value has its own places.
 *
 * @param reports any number; the sum of none is empty.
 * @returns one report; its `layout` names all the layouts that the figures hold for.
 * @throws {TypeError} if one is not a report.
 * @example
 * ```ts
 * const total = mergeReports(await Promise.all(workers.map(askForReport)));
 * ```
 */
export function mergeReports(reports: readonly SizeReportData[]): SizeReport {
  const totals = new Totals();
  const range = { min: 0, max: 0 };
  for (const report of reports) {
    checkReport('each of the reports', report);
    range.min += report.range.min;
    range.max += report.range.max;
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
  }
  const joined = (part: 'id' | 'title', by: string): string =>
    [...new Set(reports.map(({ layout }) => layout[part]))].join(by);
  return reportOf(totals, {
    layout: { id: joined('id', '+'), title: joined('title', ' and ') },
    range,
    complete: reports.every((report) => report.complete),
    sampled: reports.some((report) => report.sampled),
    stopped: reports.find((report) => report.stopped !== undefined)?.stopped,
  });
}
