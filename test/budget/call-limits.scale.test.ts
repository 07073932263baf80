// Limits on a call repeated: none passes or fails by chance. HEAPSCALE_REPEATS=1000 repeats as often as a project does
// in a year.
import { expect, it } from 'vitest';
import { assertLeavesNothing } from '../../src/assert.ts';
import '../../src/vitest.ts';
import { points, sizeOfPoints } from './points.ts';

const REPEATS = Number(process.env['HEAPSCALE_REPEATS'] ?? 3);

it('a limit just above passes, and one just below fails, every time', async () => {
  const wrong: string[] = [];
  const check = async (name: string, promise: Promise<unknown>): Promise<void> =>
    promise.then(
      () => undefined,
      (error: Error) => void wrong.push(`${name}: ${error.message}`),
    );
  points(100);
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const count = 200 + (repeat % 10) * 1000;
    const size = sizeOfPoints(count);
    const tolerance = Math.max(0.02 * size, 4096);
    const build = repeat % 2 === 0 ? () => points(count) : async () => points(count);
    await check(`${repeat} below`, expect(build).toAllocateLess(size + tolerance));
    await check(`${repeat} peak`, expect(build).toPeakBelow(size + tolerance));
    if (repeat % 5 === 0)
      await check(`${repeat} above`, expect(build).not.toAllocateLess(size - tolerance, { calls: 3 }));
    if (repeat % 5 === 0) await check(`${repeat} left`, expect(build).toLeaveNothing({ warmups: 2, runs: 5 }));
  }
  expect(wrong).toEqual([]);
});

const store = { seen: [] as number[], kept: [] as Uint8Array[] };
Object.assign(globalThis, { callLimitLists: store });

it('numbers in a list, and buffers, are left behind', async () => {
  const message = await assertLeavesNothing(() => {
    store.seen.push(1);
    store.kept.push(new Uint8Array(1000));
  }).then(
    () => 'passed',
    (error: Error) => error.message,
  );
  expect(message).toMatch(/1 entry per run, held by .*seen/);
  expect(message).toContain('.kept');
  store.seen.length = 0;
  store.kept.length = 0;
});
