/** The reporter of vitest: it adds the file that measures, and collects what that attaches to each test file. */
import { relative } from 'node:path';
import { memoryTable, withNext } from './memory-table.ts';
import type { FileMemory } from './file-memory.ts';
import { reporterSettings } from './reporter-options.ts';
import type { ReporterOptions, ReporterSettings } from './reporter-options.ts';
import { setupFile } from './setup-file.ts';

/** The part of vitest's `Vitest` that is used. */
export interface VitestLike {
  /** The root of the run. */
  readonly config: { readonly root: string };
  /** All projects of the run. */
  readonly projects: readonly ProjectLike[];
  /** What prints the table, so that it does not mix with vitest's own output. */
  readonly logger: { log(text: string): void };
}

/** The part of vitest's `TestProject` that is used. */
export interface ProjectLike {
  /** The project's setup files, to which the reporter adds its own. */
  readonly config: { setupFiles: string[]; readonly browser?: { readonly enabled?: boolean } };
  /** Passes a value on to the workers. */
  provide(key: never, value: never): void;
}

/** The part of vitest's `TestModule` that is used. */
export interface ModuleLike {
  /** The path of the test file. */
  readonly moduleId: string;
  /** The project that the test file belongs to. */
  readonly project: { readonly name: string };
  /** What the worker attached to the test file. */
  meta(): object;
}

/**
 * A reporter of vitest 3.2 or later: the memory of each test file before its import and after its last hook, what grew
 * by class where it grew, the slowest and the heaviest, in one table at the end. Beside the reporter nothing has to be
 * configured; in the browser mode nothing is measured.
 *
 * Garbage is collected before each figure, so a test run takes longer: see the option `census`.
 *
 * @example
 * ```ts
 * // the configuration of vitest
 * const config = { test: { reporters: ['default', ['heapscale/vitest-reporter', { files: 20 }]] } };
 * ```
 */
export class HeapReporter {
  readonly #settings: ReporterSettings;
  #vitest: VitestLike | undefined;

  /** @throws {TypeError | RangeError} if an option is invalid. */
  constructor(options?: ReporterOptions) {
    this.#settings = reporterSettings('heapscale/vitest-reporter', options);
  }

  /** Adds the setup file that measures; called by vitest. */
  onInit(vitest: VitestLike): void {
    this.#vitest = vitest;
    const { minGrowth, census } = this.#settings;
    const setup = setupFile('vitest-setup.ts');
    for (const project of vitest.projects) {
      const { setupFiles, browser } = project.config;
      if (browser?.enabled === true || setupFiles.includes(setup)) continue;
      project.provide('heapscale' as never, { minGrowth, census } as never);
      setupFiles.unshift(setup);
    }
  }

  /** Prints the table; called by vitest. */
  onTestRunEnd(modules: readonly ModuleLike[]): void {
    const vitest = this.#vitest;
    if (vitest === undefined) return;
    const measured: (FileMemory & { readonly name: string })[] = [];
    for (const module of modules) {
      const { heapscale: memory } = module.meta() as { readonly heapscale?: FileMemory };
      if (memory === undefined) continue;
      const label = vitest.projects.length > 1 ? `|${module.project.name}| ` : '';
      measured.push({ ...memory, name: label + relative(vitest.config.root, module.moduleId) });
    }
    vitest.logger.log(`\n${memoryTable(withNext(measured), this.#settings.files)}`);
  }
}
