/** heapscale/vitest-reporter: the memory of each test file, in one table at the end of a run. */
export { HeapReporter, HeapReporter as default } from './reporter/vitest-reporter.ts';
export type { ModuleLike, ProjectLike, VitestLike } from './reporter/vitest-reporter.ts';
export type { FileMemory, GrownClass, MeasuredFile } from './reporter/file-memory.ts';
export type { ReporterOptions } from './reporter/reporter-options.ts';
