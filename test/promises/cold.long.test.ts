// What a program's first call leaves behind. V8 optimises by what a function has seen so far, and a load of elements
// that has seen little moves arrays of doubles to arrays of pointers for good. Other tests run in processes that have
// measured many values before, and cannot see that: here each call is the first of a process. V8 itself reports the
// elements kinds, and its heap snapshot what all values take. cold.scale.test.ts makes every call with each value by
// itself, too, and cold.v8.test.ts makes few.
import { beforeAll, describe, expect, it } from 'vitest';
import { calls, leftBy } from './cold/left-by.ts';
import type { Left } from './cold/left-by.ts';

let untouched: Left;

beforeAll(async () => {
  untouched = await leftBy('none');
});

it('compares enough arrays, with heap numbers elsewhere that V8 counts', () => {
  expect(untouched.values).toBeGreaterThanOrEqual(25);
  expect(untouched.arrays).toBeGreaterThan(10_000);
  expect(untouched.heapNumbers).toBeGreaterThan(1000);
});

describe.concurrent('the first call leaves elements and heap as they were', { timeout: 600_000 }, () => {
  it.each(calls)('%s', async (call) => {
    expect(await leftBy(call)).toEqual({ ...untouched, changed: {} });
  });

  it('deepSizeOf, of each value by itself', async () => {
    expect(await leftBy('deepSizeOf', 'each')).toEqual({ ...untouched, changed: {} });
  });
});
