// Matchers where there is no Node, as in vitest's browser mode: they work, name what a page cannot do, and recommend
// what it can.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { toAllocateLess, toFitIn, toFitInExactly } from '../../src/budget/matchers.ts';

const { getBuiltinModule } = process;

beforeEach(() => {
  process.getBuiltinModule = (() => undefined) as never;
});
afterEach(() => {
  process.getBuiltinModule = getBuiltinModule;
});

class Hidden {
  #list = [1, 2, 3];
  get list(): readonly number[] {
    return this.#list;
  }
}

it('says that an exact count needs Node', async () => {
  await expect(toFitInExactly({ a: 1 }, '1 KiB')).rejects.toThrow(
    "V8's own count needs Node: a page cannot take a heap snapshot of itself",
  );
});

it('says that a limit on a call needs Node', async () => {
  await expect(toAllocateLess(() => 1, '1 KiB')).rejects.toThrow(
    'toAllocateLess needs Node: a page cannot measure its own heap',
  );
});

it('recommends a test in Node for what the page cannot answer', () => {
  const grown: object[] = [];
  for (let i = 0; i < 100; i++) grown.push({ id: i });
  const { pass, message } = toFitIn.call(undefined, grown, '5,000 B');
  expect(pass).toBe(true);
  expect(message()).toContain('to be certain, ask V8 in a test that runs in Node: toFitInExactly');
  expect(message()).not.toContain('heapscale/node');
  const hidden = toFitIn.call(undefined, new Hidden(), '1 MiB');
  expect(hidden.pass).toBe(false);
  expect(hidden.message()).toContain(
    "so the size is a lower bound: check it in Node, or accept it with { allowHidden: ['private-fields'] }",
  );
});
