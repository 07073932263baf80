// Wrong arguments of limits on a call are refused by name, before anything is called.
import { expect, it } from 'vitest';
import { assertAllocatesLess, assertLeavesNothing, assertPeakBelow } from '../../src/assert.ts';

const fn = (): never => expect.unreachable();

it.each<[() => Promise<void>, string]>([
  [() => assertAllocatesLess(5 as never, 1), 'TypeError: fn must be a function to call; got 5'],
  [
    () => assertAllocatesLess(fn, -1),
    "RangeError: limit must be a non-negative number of bytes or a size such as '64 KiB'; got -1",
  ],
  [() => assertAllocatesLess(fn, 1, { calls: 0 }), 'RangeError: calls must be an integer from 1 to 10000; got 0'],
  [() => assertPeakBelow(fn, 1, { calls: 1.5 }), 'RangeError: calls must be an integer from 1 to 10000; got 1.5'],
  [() => assertLeavesNothing(fn, { warmups: -1 }), 'RangeError: warmups must be an integer of at least 0; got -1'],
  [() => assertLeavesNothing(fn, { runs: 1 }), 'RangeError: runs must be an integer of at least 2; got 1'],
  [
    () => assertLeavesNothing(fn, { tolerance: -5 }),
    "RangeError: tolerance must be a non-negative number of bytes or a size such as '64 KiB'; got -5",
  ],
])('%s', async (call, message) => {
  await expect(call().catch((error: Error) => `${error.name}: ${error.message}`)).resolves.toBe(message);
});

it.each<[string, (options: never) => Promise<void>]>([
  ['assertAllocatesLess', (options) => assertAllocatesLess(fn, 1, options)],
  ['assertPeakBelow', (options) => assertPeakBelow(fn, 1, options)],
  ['assertLeavesNothing', (options) => assertLeavesNothing(fn, options)],
])('%s refuses an unknown option', async (_, call) => {
  await expect(call({ warmup: 1 } as never)).rejects.toThrow(/warmup/);
});
