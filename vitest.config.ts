// Three kinds of tests, told by the end of a file's name:
//   *.test.ts        unit: takes no heap snapshot, done in seconds
//   *.v8.test.ts     v8: asks V8 itself, by heap snapshots, collections or the inspector
//   *.scale.test.ts  scale: values of millions of objects, and what is repeated very often
// `npm test` runs unit and v8; `npm run test:all` and the gate run all of them.
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** Limits for what hangs, not for what is slow: no test may depend on speed. */
const limit = (minutes: number) => ({ testTimeout: minutes * 60_000, hookTimeout: minutes * 60_000 });

/** The three projects, without the files that match some patterns. */
export function projects(leftOut: readonly string[] = []) {
  // Tests for other runners are run by test/consumer/run.mjs, in projects of their own.
  const exclude = [...configDefaults.exclude, 'test/consumer/**', ...leftOut];
  const common = { globalSetup: ['test/built.ts'] };
  return [
    {
      extends: true as const,
      test: {
        ...common,
        ...limit(2),
        name: 'unit',
        include: ['test/**/*.test.ts'],
        exclude: [...exclude, '**/*.v8.test.ts', '**/*.scale.test.ts'],
        // Files share a process, which saves a third of the time: none may leave anything behind.
        isolate: false,
      },
    },
    {
      extends: true as const,
      test: {
        ...common,
        ...limit(5),
        name: 'v8',
        include: ['test/**/*.v8.test.ts'],
        exclude,
        // In the gate once more: a profile or a child process is disturbed by what else runs in about one of a
        // thousand.
        retry: process.env['CI'] === undefined ? 0 : 1,
      },
    },
    {
      extends: true as const,
      test: { ...common, ...limit(30), name: 'scale', include: ['test/**/*.scale.test.ts'], exclude },
    },
  ];
}

/** Left out with HEAPSCALE_BRIEF, as by the gate: a minute each, and smaller ones ask the same. */
const MINUTES = ['test/promises/cold.scale.test.ts', 'test/advice/advise.scale.test.ts'];

/** Files that take longest: begun last, one of them would keep a core waiting for a minute. */
const LONG = /examples\.v8|\.scale\.|process\/|cold\.v8|attach|call-limits|poisoned/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    // One process a core; by default one core is kept free.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // Tables, and what runs in a page only.
      exclude: ['src/**/generated/**', 'src/report/pictures/page/**'],
      reporter: ['text', 'html'],
    },
    projects: projects(process.env['HEAPSCALE_BRIEF'] === undefined ? [] : MINUTES),
  },
});
