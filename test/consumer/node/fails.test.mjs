import { test } from 'node:test';
import { assertFitsIn } from 'heapscale/assert';

test('a budget that is exceeded', () => {
  assertFitsIn({ list: Array.from({ length: 100 }, (_, i) => ({ i, half: i + 0.5 })) }, '1 KiB');
});
