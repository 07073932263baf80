require('heapscale/jest');
const { deepSizeOf } = require('heapscale');
const { census, exactSizesOf, instancesOf } = require('heapscale/node');

class Point {
  constructor() {
    this.x = 1;
    this.y = 2.5;
  }
}
const session = { user: 'ann', tags: ['a', 'b'], seen: new Map([['x', { at: new Date(0) }]]) };

test('budgets that are kept', async () => {
  expect(session).toFitIn('2 KiB');
  expect(session).not.toFitIn(100);
  expect({ session }).toEqual({ session: expect.toFitIn('2 KiB') });
  await expect(Promise.resolve(session)).resolves.toFitIn('2 KiB');
  expect([1, 2]).toBeLighterThan([1, 2, 3]);
  expect({ a: 1, b: 2 }).toWeigh(40);
  expect(new Array(1000).fill(0)).toWeigh('8 KiB', { within: '5%' });
  await expect(session).toFitInExactly('2 KiB');
}, 60_000);

// V8 has done its slack tracking for a class after some instances.
for (let i = 0; i < 12; i++) new Point();

const values = {
  map: new Map([['key', { a: 1 }]]),
  set: new Set().add({}).add('some text'),
  date: new Date(1.5),
  point: new Point(),
  error: new TypeError('a message'),
  bytes: new Uint8Array(1000),
  copiedMap: structuredClone(new Map([['key', { a: 1 }]])),
  copiedSet: structuredClone(new Set([1, {}])),
  copiedDate: structuredClone(new Date(0)),
  copiedBytes: structuredClone(new Uint8Array(1000)),
  copiedRecords: structuredClone([
    { a: 1, b: [1.5] },
    { a: 2, b: [2.5] },
  ]),
};

// Jest runs tests in a context of their own, and structuredClone makes its values in another.
test('values of both realms weigh what V8 says', async () => {
  const names = Object.keys(values);
  const exact = await exactSizesOf(Object.values(values));
  const rows = names.map((name, i) => ({ name, by: exact[i].bytes, estimate: deepSizeOf(values[name]) }));
  for (const { name, by, estimate } of rows) {
    if (by < estimate.range.min || by > estimate.range.max) throw new Error(`${name}: V8 says ${by}\n${estimate}`);
  }
  const apart = rows.filter(({ by, estimate }) => Math.abs(by - estimate.bytes) > Math.max(24, by / 100));
  // V8 gives records that it deserialises slots to spare, which the range holds.
  expect(
    apart
      .filter(({ name }) => name !== 'copiedRecords')
      .map(({ name, by, estimate }) => `${name}: V8 ${by}, estimate ${estimate.bytes}`),
  ).toEqual([]);
}, 60_000);

test('types are named', () => {
  const types = deepSizeOf(Object.values(values)).byType.map((row) => row.type);
  expect(types).toEqual(
    expect.arrayContaining(['Point', 'Map', 'Date', 'Set', 'TypeError', 'Uint8Array', 'Object', 'Array', 'string']),
  );
});

test('limits on a call that are kept', async () => {
  await expect(() => [1, 2, 3].map(String)).toAllocateLess('4 KiB');
  await expect(async () => new Uint8Array(1000)).toPeakBelow('8 KiB');
  await expect(() => new Array(1000)).not.toAllocateLess('4 KiB', { calls: 1 });
  await expect(() => ({ session })).toLeaveNothing();
}, 60_000);

test('the live process is that of the test', () => {
  class Order {}
  const orders = Array.from({ length: 500 }, () => new Order());
  expect(instancesOf(Order).length).toBe(orders.length);
  expect(census().byType.find(({ type }) => type === 'Order')?.count).toBe(orders.length);
}, 60_000);
