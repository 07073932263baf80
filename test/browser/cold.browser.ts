// test/cold.test.ts in a real Chromium, whose V8 compresses pointers: each call is the first that a new worker makes.
import { expect, it } from 'vitest';
import { withChromium } from '../../benchmarks/engines/chromium.mjs';

/** What in-page.mjs returns. */
interface Left {
  readonly changed: Record<string, Record<string, number>>;
  readonly workers: number;
}

// As a string, since the runner rewrites imports in functions.
const PROGRAM = "import('/test/promises/cold/in-page.mjs').then(({ changedInPage }) => changedInPage())";

it('leaves the elements of arrays as they were', { timeout: 300_000 }, async () => {
  const left = await withChromium(({ page }) => page.evaluate<Left>(PROGRAM), '--allow-natives-syntax');
  expect(left.changed).toEqual({});
  expect(left.workers).toBeGreaterThan(40);
});
