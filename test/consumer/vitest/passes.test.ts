import 'heapscale/vitest';
import { expect, test } from 'vitest';

const session = { user: 'ann', tags: ['a', 'b'], seen: new Map([['x', { at: new Date(0) }]]) };

test('budgets that are kept', async () => {
  expect(session).toFitIn('2 KiB');
  expect(session).not.toFitIn(100);
  expect({ session }).toEqual({ session: expect.toFitIn('2 KiB') });
  await expect(Promise.resolve(session)).resolves.toFitIn('2 KiB');
  expect([1, 2]).toBeLighterThan([1, 2, 3]);
  expect({ a: 1, b: 2 }).toWeigh(40);
  expect(new Array(1000).fill(0)).toWeigh('8 KiB', { within: '5%' });
  await expect(session).toFitInExactly('2 KiB');
}, 60_000);

test('limits on a call that are kept', async () => {
  await expect(() => [1, 2, 3].map(String)).toAllocateLess('4 KiB');
  await expect(async () => new Uint8Array(1000)).toPeakBelow('8 KiB');
  await expect(() => new Array(1000)).not.toAllocateLess('4 KiB', { calls: 1 });
  await expect(() => ({ session })).toLeaveNothing();
}, 60_000);
