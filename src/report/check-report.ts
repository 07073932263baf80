/** Reports come from other threads, processes and files, where anything may be in their place. */
import type { SizeReportData } from './report-data.ts';

/** Throws a TypeError unless this is a report or its plain data; `name` begins the sentence. */
export function checkReport(name: string, report: SizeReportData): void {
  const isReport =
    typeof report === 'object' &&
    report !== null &&
    typeof report.bytes === 'number' &&
    Array.isArray(report.byType) &&
    typeof report.range === 'object';
  if (!isReport)
    throw new TypeError(`${name} must be a report of deepSizeOf or its plain data, with bytes, range and byType`);
}
