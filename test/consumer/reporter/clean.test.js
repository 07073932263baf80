// Makes garbage only, of the heap and outside it.
test('leaves nothing', () => {
  const list = Array.from({ length: 100_000 }, (_, i) => ({ i }));
  expect(list.length + new Uint8Array(5e7).length).toBe(50_100_000);
});
