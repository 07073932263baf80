// A snapshot leaves V8 as it was: object ids, with which V8 records each move, are dropped unless another uses them.
import { getHeapSnapshot } from 'node:v8';
import { afterEach, describe, expect, it } from 'vitest';
import { exactSizeOf } from '../../src/node.ts';
import { clear, globalId } from './object-ids.ts';

afterEach(clear);

describe.sequential('a heap snapshot', () => {
  it('of V8 itself leaves object ids behind: the test can see them', async () => {
    clear();
    expect(globalId()).toBe(0);
    for await (const _ of getHeapSnapshot()) {
      // V8 writes it only when it is read.
    }
    expect(globalId()).toBeGreaterThan(0);
  });

  it('of exactSizeOf leaves none', async () => {
    clear();
    await exactSizeOf({ a: 1 });
    expect(globalId()).toBe(0);
  });
});
