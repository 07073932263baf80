/** LeakReport, the result of findLeaks: what a repeated step leaves behind, and what holds it. */
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import { formatCount, printable } from '../report/table.ts';
import type { RetainerStep } from '../heap/retainers.ts';
import { pathText } from './leak-paths.ts';

/** Objects that every run of the step leaves behind, or entries that it adds. */
export interface Leak {
  /** The class of the objects; `entry` for a collection that gains numbers or other values without an object. */
  readonly type: string;
  /** How many each run leaves behind, at least. */
  readonly perRun: number;
  /** Bytes that one run leaves behind on average, with what the objects hold; 0 for entries. */
  readonly bytesPerRun: number;
  /** The path from V8's roots to one of the objects, or to the collection. */
  readonly path: readonly RetainerStep[];
  /** The last object on the path that existed before: what has to let go. */
  readonly holder: string;
  /** The function that allocated the objects and where it begins: `handle (src/server.js:12)`. */
  readonly allocatedBy?: string | undefined;
  /** The line in that file where the function creates them, if it does so at one place only, by `new`. */
  readonly line?: number | undefined;
}

/** The plain data of a search for leaks. */
export interface LeakData {
  /** How often the step ran in each round. */
  readonly runs: number;
  /** The number of rounds after the first runs. */
  readonly rounds: number;
  /** What leaks, most bytes first. */
  readonly leaks: readonly Leak[];
}

/** What a repeated step leaves behind. Printing it gives a paragraph for each leak; `JSON.stringify` the plain data. */
export class LeakReport extends Result<LeakData> {
  constructor(data: LeakData) {
    super(data);
  }

  /** The leaks, without a trailing newline. */
  override toString(): string {
    const { runs, rounds, leaks } = this;
    const over = `${formatCount(runs * rounds)} runs (${rounds} rounds of ${runs})`;
    if (leaks.length === 0) return `no leaks in ${over}`;
    return [`${leaks.length} ${leaks.length === 1 ? 'leak' : 'leaks'} in ${over}`, ...leaks.map(leakText)].join('\n');
  }
}

function leakText({ type, perRun, bytesPerRun, path, holder, allocatedBy, line }: Leak, at: number): string {
  const bytes = bytesPerRun > 0 ? `, ${formatBytes(Math.round(bytesPerRun))}` : '';
  const lines = [`${at + 1}. ${formatCount(perRun)} ${shortName(printable(type))} per run${bytes}, held by ${holder}`];
  if (allocatedBy !== undefined)
    lines.push(`   allocated by ${printable(allocatedBy)}${line === undefined ? '' : ` in line ${line}`}`);
  lines.push(`   ${pathText(path)}`);
  return lines.join('\n');
}
