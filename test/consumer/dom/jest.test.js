// The environment, jsdom or happy-dom, is named on the command line. Jest runs this in a vm context whose window leads to the
// main realm, of which no lazily defined property must be looked at.
const { deepSizeOf } = require('heapscale');

test('an element is weighed, and the window is a boundary', () => {
  const element = document.createElement('div');
  expect({ element }).toFitIn('10 MiB', { allowHidden: true });
  expect(deepSizeOf(element, { paths: true }).objects).toBe(deepSizeOf(element).objects);
  expect(deepSizeOf(window).objects).toBe(1);
  expect(deepSizeOf({ window, globalThis, document }).objects).toBe(deepSizeOf({ document, a: 1, b: 2 }).objects);
});
