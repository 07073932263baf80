// jsdom lacks globals of Node, such as TextDecoder: V8's own count works without them.
test('an exact count', async () => {
  expect(typeof TextDecoder).toBe('undefined');
  await expect({ list: [1, 2.5] }).toFitInExactly('1 KiB');
}, 120_000);
