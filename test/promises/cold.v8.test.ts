// What a program's first call leaves behind, for the call that most programs make first; cold.long.test.ts makes all
// of them, and says why.
import { expect, it } from 'vitest';
import { leftBy } from './cold/left-by.ts';

it('the first deepSizeOf leaves elements and heap as they were', async () => {
  const [untouched, left] = await Promise.all(['none', 'deepSizeOf'].map((call) => leftBy(call)));
  expect(untouched.arrays).toBeGreaterThan(10_000);
  expect(left).toEqual({ ...untouched, changed: {} });
});
