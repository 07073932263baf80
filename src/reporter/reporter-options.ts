/** The options of the reporters, the same for vitest and Jest, and what of them the workers need. */
import { boolean, integer } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';

/** What the reporter measures and prints. */
export interface ReporterOptions {
  /**
   * The number of test files in the table: those that grew most.
   *
   * @defaultValue `10`
   */
  readonly files?: number | undefined;
  /**
   * The table names what grew by class for files that grew by at least this much: a number of bytes, or a size.
   *
   * @defaultValue `'1 MiB'`
   */
  readonly minGrowth?: Size | undefined;
  /**
   * False to measure the heap only, which takes less time: a census takes about 0.4 s, before each file and after each
   * one that grew.
   *
   * @defaultValue `true`
   */
  readonly census?: boolean | undefined;
}

/** What a worker has to know. */
export interface WorkerSettings {
  readonly minGrowth: number;
  readonly census: boolean;
}

/** Options that were checked. */
export interface ReporterSettings extends WorkerSettings {
  readonly files: number;
}

const REPORTER_NAMES: OptionNames<ReporterOptions> = { files: true, minGrowth: true, census: true };

/**
 * Checks the options of a reporter.
 *
 * @throws {TypeError | RangeError} if one is invalid.
 */
export function reporterSettings(caller: string, options: ReporterOptions | undefined): ReporterSettings {
  const { files = 10, minGrowth = '1 MiB', census } = ownOptions(caller, REPORTER_NAMES, options);
  return {
    files: integer('files', files, 1),
    minGrowth: bytesArgument('minGrowth', minGrowth),
    census: boolean('census', census, true),
  };
}
