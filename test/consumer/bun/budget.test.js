// bun test: `expect` is imported, and the exported matchers are registered by hand. Bun is not V8, and every failure says so.
import { expect, test } from 'bun:test';
import { matchers } from 'heapscale/jest';

expect.extend(matchers);

test('budgets', () => {
  expect({ a: 1 }).toFitIn('1 KiB');
  expect(() => expect({ a: 1 }).toFitIn(1)).toThrow(/should fit in 1 B[^]*assumed: Bun [\d.]+ is not V8/);
});
