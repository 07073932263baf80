// Every call with each of the values, each time in an isolate that has measured nothing: some six hundred isolates.
import { describe, expect, it } from 'vitest';
import { calls, leftBy } from './cold/left-by.ts';

describe.concurrent('the first call with a value leaves its elements as they were', { timeout: 600_000 }, () => {
  it.each(calls)('%s', async (call) => {
    expect((await leftBy(call, 'each')).changed).toEqual({});
  });
});
