// What a check adds for revealed hidden state beside V8's own count.
import { beforeAll, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { revealHidden } from '../../src/reveal/reveal-hidden.ts';
import { deepSizeOf } from '../../src/index.ts';

const counts = [1, 5, 100, 2000];
const keys = counts.map((count) => Array.from({ length: count }, () => ({})));
const tables = keys.flatMap((items) => [
  [`WeakSet of ${items.length}`, new WeakSet(items)] as const,
  [`WeakMap of ${items.length}`, new WeakMap(items.map((item) => [item, 1]))] as const,
]);

let sizes: readonly { readonly revealed: number; readonly exact: number }[];
beforeAll(async () => {
  const revealed = tables.map(([, value]) => {
    const reveal = revealHidden();
    const { bytes } = deepSizeOf(value, { reveal });
    reveal.close();
    return bytes;
  });
  const exact = await exactSizesOf(tables.map(([, value]) => value));
  sizes = exact.map(({ bytes }, i) => ({ revealed: revealed[i], exact: bytes }));
});

it.each(tables.map(([name], i) => [name, i] as const))('the revealed table of a %s counts as for V8', (_, i) => {
  expect(sizes[i].revealed).toBe(sizes[i].exact);
  expect(keys.map((items) => items.length)).toEqual(counts);
});
