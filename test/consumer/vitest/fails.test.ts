import { expect, test } from 'vitest';

// Registered by setupFiles; vitest.config.mjs names heapscale/vitest there.
test('a budget that is exceeded', () => {
  expect({ list: Array.from({ length: 100 }, (_, i) => ({ i, half: i + 0.5 })) }).toFitIn('1 KiB');
});

test('a call that allocates too much', async () => {
  await expect(function build() {
    return new Array(1000);
  }).toAllocateLess('1 KiB', { calls: 2 });
}, 60_000);

const store = [];
Object.assign(globalThis, { store });

test('a call that leaves something', async () => {
  await expect(function visit() {
    store.push({ user: 'ann' });
  }).toLeaveNothing();
}, 60_000);
