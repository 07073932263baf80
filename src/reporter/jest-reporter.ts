/** The reporter of Jest: it adds the file that measures, and collects what that leaves in a folder. */
import { relative } from 'node:path';
import { closeExchange, openExchange } from './exchange.ts';
import { memoryTable, withNext } from './memory-table.ts';
import { reporterSettings } from './reporter-options.ts';
import type { ReporterOptions, ReporterSettings } from './reporter-options.ts';
import { setupFile } from './setup-file.ts';

/** The part of Jest's `GlobalConfig` that is used. */
export interface JestConfigLike {
  /** The root of the run. */
  readonly rootDir: string;
}

/** The part of Jest's `Test` that is used. */
export interface JestTestLike {
  /** The test's project, whose setup files the reporter adds its own to. */
  readonly context: { readonly config: { readonly setupFilesAfterEnv: string[] } };
}

/**
 * A reporter of Jest 30: the memory of each test file before its import and after its last hook, what grew by class
 * where it grew, the slowest and the heaviest, in one table at the end. Beside the reporter nothing has to be
 * configured.
 *
 * Garbage is collected before each figure, so a test run takes longer: see the option `census`.
 *
 * @example
 * ```ts
 * // the configuration of Jest
 * const config = { reporters: ['default', ['heapscale/jest-reporter', { files: 20 }]] };
 * ```
 */
export class HeapReporter {
  readonly #settings: ReporterSettings;
  readonly #root: string;
  #folder: string | undefined;

  /**
   * @param config of the run, as Jest passes it.
   * @throws {TypeError | RangeError} if an option is invalid.
   */
  constructor(config: JestConfigLike, options?: ReporterOptions) {
    this.#settings = reporterSettings('heapscale/jest-reporter', options);
    this.#root = config.rootDir;
  }

  /** Prepares what the workers leave their figures in; called by Jest. */
  onRunStart(): void {
    this.#folder ??= openExchange(this.#settings);
  }

  /** Adds the setup file that measures; called by Jest before the file is handed to a worker. */
  onTestFileStart({ context }: JestTestLike): void {
    const { setupFilesAfterEnv } = context.config;
    const setup = setupFile('cjs/jest-setup.js');
    if (!setupFilesAfterEnv.includes(setup)) setupFilesAfterEnv.unshift(setup);
  }

  /** Prints the table; called by Jest. */
  onRunComplete(): void {
    if (this.#folder === undefined) return;
    const files = closeExchange(this.#folder).map(({ path, memory }) => ({
      ...memory,
      name: relative(this.#root, path),
    }));
    this.#folder = undefined;
    process.stderr.write(`\n${memoryTable(withNext(files), this.#settings.files)}\n`);
  }
}
