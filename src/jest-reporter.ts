/** heapscale/jest-reporter: the memory of each test file, in one table at the end of a run. */
export { HeapReporter, HeapReporter as default } from './reporter/jest-reporter.ts';
export type { JestConfigLike, JestTestLike } from './reporter/jest-reporter.ts';
export type { ReporterOptions } from './reporter/reporter-options.ts';
