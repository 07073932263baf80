// The global object of a realm, and the environment, beside V8's own count.
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { exactSizeOf, exactSizesOf } from '../../src/node.ts';

it("V8's count of a global object is in its range", async () => {
  const other = runInContext('globalThis', createContext({ seen: { x: 1 } })) as object;
  const roots = [globalThis, other];
  const ranges = roots.map((root) => deepSizeOf(root).range);
  const exact = await exactSizesOf(roots);
  exact.forEach(({ bytes }, i) => {
    expect(bytes).toBeGreaterThanOrEqual(ranges[i].min);
    expect(bytes).toBeLessThanOrEqual(ranges[i].max);
  });
});

it('variables of the environment are no properties of an object', async () => {
  const held = [process.env];
  const { range, bytes } = deepSizeOf(held);
  expect(Object.keys(process.env).length).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(200);
  const exact = await exactSizeOf(held);
  expect(exact.bytes).toBeGreaterThanOrEqual(range.min);
  expect(exact.bytes).toBeLessThanOrEqual(range.max);
});
