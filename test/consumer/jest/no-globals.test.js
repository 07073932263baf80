// Jest with injectGlobals: false: there is no global `expect`, and heapscale/jest in setupFilesAfterEnv finds the runner's own.
const { expect, test } = require('@jest/globals');
const { matchers } = require('heapscale/jest');

test('budgets', () => {
  expect({ a: 1 }).toFitIn('1 KiB');
  expect({ a: 1, b: 2 }).toWeigh(40);
  expect(() => expect({ a: 1 }).toFitIn(1)).toThrow(/should fit in 1 B/);
});

test('the matchers can be registered by hand', () => {
  expect.extend(matchers);
  expect({ a: 1 }).toFitIn('1 KiB');
});
