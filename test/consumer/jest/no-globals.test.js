// Jest with injectGlobals: false: there is no global `expect`, and the exported matchers are registered by hand.
const { expect, test } = require('@jest/globals');
const { matchers } = require('heapscale/jest');

expect.extend(matchers);

test('budgets', () => {
  expect({ a: 1 }).toFitIn('1 KiB');
  expect({ a: 1, b: 2 }).toWeigh(40);
  expect(() => expect({ a: 1 }).toFitIn(1)).toThrow(/should fit in 1 B/);
});
