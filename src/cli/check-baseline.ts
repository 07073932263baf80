/** The baseline of `heapscale check`: the reports of an earlier run, in a file that is kept with the program. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { checkReport } from '../report/check-report.ts';
import type { SizeReportData } from '../report/report-data.ts';
import { CommandError } from './command.ts';

/** Reports by the names of their values. */
export type Baseline = ReadonlyMap<string, SizeReportData>;

const FORMAT = 'heapscale baseline';

/**
 * Reads a baseline.
 *
 * @throws {CommandError} if the file cannot be read, or is not a baseline.
 */
export function readBaseline(path: string): Baseline {
  let content: { readonly format?: unknown; readonly values?: Readonly<Record<string, SizeReportData>> };
  try {
    content = JSON.parse(readFileSync(path, 'utf8')) as typeof content;
  } catch (cause) {
    throw new CommandError(`the baseline ${path} could not be read: ${(cause as Error).message}`, { cause });
  }
  if (content === null || typeof content !== 'object' || content.format !== FORMAT || content.values === undefined)
    throw new CommandError(`${path} is not a baseline: heapscale check --update writes one`);
  const entries = Object.entries(content.values);
  for (const [name, report] of entries) {
    try {
      checkReport(`the value '${name}' of ${path}`, report);
    } catch (cause) {
      throw new CommandError((cause as Error).message, { cause });
    }
  }
  return new Map(entries);
}

/** Writes a baseline: the same values give the same file. */
export function writeBaseline(path: string, values: Baseline): void {
  writeFileSync(path, `${JSON.stringify({ format: FORMAT, values: Object.fromEntries(values) }, undefined, 2)}\n`);
}

/** Appends a line of JSON: when, and the bytes by name. */
export function appendHistory(path: string, values: Baseline): void {
  const bytes = Object.fromEntries([...values].map(([name, report]) => [name, report.bytes]));
  appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), bytes })}\n`);
}
