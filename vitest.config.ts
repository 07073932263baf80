import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These are run by test/consumer/run.mjs, in projects of their own.
    exclude: ['test/consumer/**', 'node_modules/**'],
    // A heap snapshot stops the process for a second or two.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // One process a core; by default one core is kept free.
    maxWorkers: '100%',
    globalSetup: ['test/built.ts'],
  },
});
