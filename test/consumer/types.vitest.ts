// Type-checked against vitest 3, 4 and 5: every use that a test may make of the matchers.
import 'heapscale/vitest';
import { expect, test } from 'vitest';

test('types', async () => {
  expect({}).toFitIn('64 KiB');
  expect({}).not.toFitIn(10, { strings: 'each' });
  expect([1]).toBeLighterThan([1, 2]);
  expect({}).toWeigh(56, { within: '5%' });
  expect({}).toMatchSizeSnapshot();
  expect({}).toMatchSizeSnapshot({ within: '5%' });
  expect({}).toMatchSizeSnapshot('name', { within: 100 });
  await expect({}).toFitInExactly('1 KiB');
  await expect({}).not.toBeLighterThanExactly({});
  await expect({}).toWeighExactly(56, { within: 1 });
  await expect(() => [1]).toAllocateLess('1 KiB');
  await expect(async () => [1]).toPeakBelow(1024, { calls: 3 });
  await expect(() => undefined).not.toLeaveNothing({ warmups: 2, tolerance: '1 KiB' });
  await expect(Promise.resolve({})).resolves.toFitIn('1 KiB');
  expect({ a: {}, b: 1 }).toEqual({ a: expect.toFitIn('1 KiB'), b: expect.not.toFitIn(0) });
  // @ts-expect-error a limit is a number or a text
  expect({}).toFitIn(true);
  // @ts-expect-error there is no such option
  expect({}).toWeigh(56, { within: '5%', without: 1 });
  // @ts-expect-error there is no such option
  await expect(() => 1).toLeaveNothing({ warmup: 2 });
  // @ts-expect-error there is no such matcher
  expect({}).toFitInside(1);
});
