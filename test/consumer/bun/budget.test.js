// bun test: importing heapscale/jest registers the matchers. Bun is not V8, and every failure says so.
import { expect, test } from 'bun:test';
import 'heapscale/jest';

test('budgets', () => {
  expect({ a: 1 }).toFitIn('1 KiB');
  expect(() => expect({ a: 1 }).toFitIn(1)).toThrow(/should fit in 1 B[^]*assumed: Bun [\d.]+ is not V8/);
});

test('what needs V8 says so, and what needs a store of snapshots', () => {
  for (const name of ['toFitInExactly', 'toWeighExactly', 'toAllocateLess', 'toLeaveNothing', 'toBeCollectable'])
    expect(() => expect(() => ({}))[name]('1 KiB')).toThrow(/needs V8: Bun [\d.]+ is not V8/);
  expect(() => expect({}).toMatchSizeSnapshot()).toThrow('works in vitest 3, 4 and 5 and in Jest 30');
});
