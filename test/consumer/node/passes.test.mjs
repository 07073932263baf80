import assert from 'node:assert';
import { test } from 'node:test';
import {
  assertAllocatesLess,
  assertFitsIn,
  assertLeavesNothing,
  assertLighter,
  assertNoGrowth,
  assertPeakBelow,
  assertWeighs,
  defineBudgets,
} from 'heapscale/assert';

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

test('limits on a call that are kept', async () => {
  await assertAllocatesLess(() => [1, 2, 3].map(String), '4 KiB');
  await assertPeakBelow(() => new Uint8Array(1000), '8 KiB');
  await assertLeavesNothing(() => ({ user: 'ann' }));
});
