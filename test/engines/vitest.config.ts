// What the engine matrix runs on each Node: all tests but those that ask no engine, which npm test has run once. With
// HEAPSCALE_MATRIX=brief, as in the gate, what differs most between engines: sizes, hostile values, natives, hidden state.
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import base, { projects } from '../../vitest.config.ts';

/** Documentation, bundles, forms of a report, graphs of numbers, the structure of the sources, large values. */
const ONCE = [
  'test/examples/**',
  'test/docs/**',
  'test/process/guide.long.test.ts',
  // All but one, which asks each engine.
  'test/**/!(cold).scale.test.ts',
  'test/bundle/**',
  'test/report/**',
  'test/promises/structure.test.ts',
  // Whether V8 knows where code that it has optimised allocates is chance, and differs by version: the search is judged on one.
  'test/process/find-leaks.{v8,long}.test.ts',
  'test/paths/dominators*.test.ts',
  'test/paths/part-dominance.test.ts',
];

/** What the gate leaves to `npm run test:engines`. */
const NOT_BRIEF = [
  'test/!(truth|promises|heap|reveal|measure)/**',
  'test/measure/!(small)/**',
  'test/measure/*.test.ts',
  'test/heap/!(facts)/**',
  'test/heap/*.test.ts',
  'test/**/*.scale.test.ts',
  // Built-ins that are replaced, and values larger than a Set: the same code on each engine.
  'test/promises/poisoned*.test.ts',
  'test/promises/large.test.ts',
  // cold.v8 asks the same of the call that most programs make first.
  'test/promises/cold.long.test.ts',
];

const isBrief = process.env['HEAPSCALE_MATRIX'] === 'brief';
const { projects: _, ...rest } = base.test!;

export default mergeConfig(
  { ...base, test: rest },
  defineConfig({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    test: { projects: projects(isBrief ? [...ONCE, ...NOT_BRIEF] : ONCE) },
  }),
);
