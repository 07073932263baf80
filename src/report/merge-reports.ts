/** mergeReports: several reports as one, so that workers or processes can each weigh what they have. */
import { checkReport } from './check-report.ts';
import { MAX_HIDDEN_TYPES } from './hidden-bytes.ts';
import { heaviestFirst, SizeReport } from './size-report.ts';
import type { HiddenRow, SizeReportData, TypeRow } from './size-report.ts';

/**
 * Adds reports up: of other threads or processes, as plain data or as they came. What two of the weighed values share is
 * counted with each, since no report knows of the other's objects. `paths` are left out: each value has its own places.
 *
 * @throws {TypeError} if one is no report.
 * @param reports at least none; the sum of nothing is empty.
 * @example
 * ```ts
 * const total = mergeReports(await Promise.all(workers.map(askForReport)));
 * ```
 */
export function mergeReports(reports: readonly SizeReportData[]): SizeReport {
  const types = new Map<string, { count: number; heap: number; external: number }>();
  const hidden = new Map<string, { count: number; types: Set<string> }>();
  const sum = { bytes: 0, heapBytes: 0, externalBytes: 0, objects: 0, min: 0, max: 0, repeated: 0, repeatedBytes: 0 };
  for (const report of reports) {
    checkReport('each of the reports', report);
    sum.bytes += report.bytes;
    sum.heapBytes += report.heapBytes;
    sum.externalBytes += report.externalBytes;
    sum.objects += report.objects;
    sum.min += report.range.min;
    sum.max += report.range.max;
    sum.repeated += report.repeatedStrings.count;
    sum.repeatedBytes += report.repeatedStrings.bytes;
    for (const row of report.byType) {
      const total = types.get(row.type) ?? { count: 0, heap: 0, external: 0 };
      total.count += row.count;
      total.heap += row.heapBytes;
      total.external += row.externalBytes;
      types.set(row.type, total);
    }
    for (const row of report.hidden) {
      const total = hidden.get(row.kind) ?? { count: 0, types: new Set() };
      total.count += row.count;
      for (const type of row.types) if (total.types.size < MAX_HIDDEN_TYPES) total.types.add(type);
      hidden.set(row.kind, total);
    }
  }
  const layouts = [...new Set(reports.map((report) => report.layout))];
  return new SizeReport({
    bytes: sum.bytes,
    heapBytes: sum.heapBytes,
    externalBytes: sum.externalBytes,
    objects: sum.objects,
    range: { min: sum.min, max: sum.max },
    byType: [...types]
      .map(
        ([type, { count, heap, external }]): TypeRow => ({
          type,
          count,
          bytes: heap + external,
          heapBytes: heap,
          externalBytes: external,
        }),
      )
      .sort(heaviestFirst),
    hidden: [...hidden].map(([kind, row]): HiddenRow => ({ kind, count: row.count, types: [...row.types] })),
    repeatedStrings: { count: sum.repeated, bytes: sum.repeatedBytes },
    complete: reports.every((report) => report.complete),
    sampled: reports.some((report) => report.sampled === true),
    stopped: reports.find((report) => report.stopped !== undefined)?.stopped,
    layout: layouts.join(' and '),
  });
}
