/** Checks reports from other threads, processes and files, which may be anything. */
import { resultError } from '../platform/argument-checks.ts';
import type { SizeReportData } from './report-data.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Throws a TypeError unless the value is a report or its plain data; `name` starts the message. */
export function checkReport(name: string, report: SizeReportData): void {
  const isReport =
    isObject(report) &&
    typeof report.bytes === 'number' &&
    Array.isArray(report.byType) &&
    Array.isArray(report.hidden) &&
    isObject(report.range) &&
    isObject(report.likely) &&
    isObject(report.duplicateStrings) &&
    isObject(report.layout);
  if (!isReport)
    throw resultError(
      name,
      'a report of deepSizeOf or its plain data, ' +
        'with bytes, range, likely, byType, hidden, duplicateStrings and layout',
      report,
    );
}
