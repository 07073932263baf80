// Four kinds of tests, distinguished by the end of a file's name:
//   *.test.ts        unit: takes no heap snapshot, done in seconds
//   *.v8.test.ts     v8: asks V8 itself, by heap snapshots, collections or the inspector
//   *.long.test.ts   long: whole programs, searches for leaks, statistics over many runs
//   *.scale.test.ts  scale: values of millions of objects
// `npm test` runs unit and v8; `npm run test:all` and the gate run all of them.
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** Limits for what hangs, not for what is slow: no test may depend on speed. */
const limit = (minutes: number) => ({ testTimeout: minutes * 60_000, hookTimeout: minutes * 60_000 });

/** The four projects, without the files that match some patterns. */
export function projects(leftOut: readonly string[] = []) {
  // Tests for other runners are run by test/consumer/run.mjs, in projects of their own.
  const exclude = [...configDefaults.exclude, 'test/consumer/**', ...leftOut];
  const common = { globalSetup: ['test/built.ts'] };
  // In the gate once more: a profile or a child process is disturbed by what else runs in about one of a thousand.
  const retry = process.env['CI'] === undefined ? 0 : 1;
  return [
    {
      extends: true as const,
      test: {
        ...common,
        ...limit(2),
        name: 'unit',
        include: ['test/**/*.test.ts'],
        exclude: [...exclude, '**/*.{v8,long,scale}.test.ts'],
        // Files share a process, which saves a third of the time: none may leave anything behind. In those that ask V8 a
        // heap snapshot would contain what earlier files have loaded.
        isolate: false,
      },
    },
    {
      extends: true as const,
      test: { ...common, ...limit(5), retry, name: 'v8', include: ['test/**/*.v8.test.ts'], exclude },
    },
    {
      extends: true as const,
      test: { ...common, ...limit(10), retry, name: 'long', include: ['test/**/*.long.test.ts'], exclude },
    },
    {
      extends: true as const,
      test: { ...common, ...limit(30), name: 'scale', include: ['test/**/*.scale.test.ts'], exclude },
    },
  ];
}

/** Left out with HEAPSCALE_BRIEF, as by the gate: a minute each, and smaller ones ask the same. */
const MINUTES = ['test/promises/cold.scale.test.ts', 'test/advice/advise.scale.test.ts'];

/** Projects whose files take longest come first: begun last, one file would keep a core waiting for a minute. */
const ORDER = ['scale', 'long', 'v8', 'unit'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ project }: TestSpecification): number => ORDER.indexOf(project.name);
    return sorted.sort((one, other) => place(one) - place(other));
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
