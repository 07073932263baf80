// Registered by setupFilesAfterEnv; jest.config.js names heapscale/jest there.
test('a budget that is exceeded', () => {
  expect({ list: Array.from({ length: 100 }, (_, i) => ({ i, half: i + 0.5 })) }).toFitIn('1 KiB');
});
