import assert from 'node:assert';
import { test } from 'node:test';
import { assertFitsIn, assertLighter, assertNoGrowth, assertWeighs, defineBudgets } from 'heapscale/assert';

test('budgets that are kept', async () => {
  assertFitsIn({ user: 'ann' }, '1 KiB');
  assertLighter([1, 2], [1, 2, 3]);
  assertWeighs({ a: 1, b: 2 }, 40);
  defineBudgets({ session: '1 KiB' }).assert({ session: {} });
  const seen = new Set();
  await assertNoGrowth(
    (run) => {
      seen.add(run);
      seen.delete(run);
    },
    { of: () => seen },
  );
  assert.throws(() => assertFitsIn({ a: 1 }, 8), assert.AssertionError);
});
