// In a page: budgets work with the layout of Chromium; what needs Node says so.
import { deepSizeOf } from 'heapscale';
import { expect, test } from 'vitest';

test('a budget in a page', () => {
  expect({ list: [1, 2, 3] }).toFitIn('1 KiB');
  expect(deepSizeOf({ a: 1, b: 2 }).layout.id).toMatch(/^chromium/);
  expect(() => expect({ list: [1, 2, 3] }).toFitIn(1)).toThrow(/it takes \d+ B/);
});

test('an exact count needs Node', async () => {
  await expect(expect({ a: 1 }).toFitInExactly('1 KiB')).rejects.toThrow(
    /needs Node: a page cannot take a heap snapshot/,
  );
});
