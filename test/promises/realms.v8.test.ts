// The global object of a realm beside V8's own count.
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { exactSizesOf } from '../../src/node.ts';

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
