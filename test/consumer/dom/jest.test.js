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

test("ignore: 'dom' weighs an element with its subtree, wherever it is", () => {
  const make = () => {
    const list = document.createElement('ul');
    for (let i = 0; i < 10; i++) list.appendChild(document.createElement('li')).textContent = `item ${i}`;
    return list;
  };
  const detached = make();
  for (let i = 0; i < 3; i++) document.body.appendChild(make());
  const attached = document.body.children[1];
  const dom = { ignore: 'dom' };
  const { objects, bytes } = deepSizeOf(attached, dom);
  // Either may have cached something.
  expect(Math.abs(objects - deepSizeOf(detached, dom).objects)).toBeLessThan(5);
  expect(deepSizeOf({ attached }, dom).objects).toBe(objects + 1);
  expect(deepSizeOf([attached.children[3], attached], dom).objects).toBeLessThan(objects + 10);
  expect(bytes).toBeLessThan(128 * 1024);
  expect(deepSizeOf(document.createElement('div'), dom).bytes).toBeLessThan(5000);
  expect(deepSizeOf(document, dom).objects).toBeGreaterThan(2 * objects);
  expect(document.createElement('div')).toFitIn('6 KiB', { ignore: 'dom', allowHidden: ['closures'] });
  expect({ state: { open: true }, element: attached }).toFitIn('128 KiB', { ignore: ['dom', '.context'] });
});
