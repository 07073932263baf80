// The recipe for lru-cache: maxSize is the memory of the whole cache, by V8's own count.
import { LRUCache } from 'lru-cache';
import { beforeAll, describe, expect, it } from 'vitest';
import { entrySizeOf, lruSizeCalculation } from '../../../src/index.ts';
import { exactSizesOf } from '../../../src/heap/exact.ts';
import { INSERTIONS, mixedEntries } from './entries.ts';

interface Limits {
  readonly maxSize: number;
  readonly max?: number;
  readonly ttl?: number;
}
type SizeCalculation = (value: {}, key: string) => number;

/** A cache after 100,000 insertions; `setAgain` sets every third time a key that was set before. */
function filled(limits: Limits, sizeCalculation: SizeCalculation, setAgain = false): LRUCache<string, {}> {
  const cache = new LRUCache<string, {}>({ ...limits, sizeCalculation });
  const { key, value } = mixedEntries(1);
  const keys: string[] = [];
  for (let i = 0; i < INSERTIONS; i++) {
    if (setAgain && i % 3 === 0 && keys.length > 0) cache.set(keys[i % keys.length], value() as {});
    else cache.set((keys[i % 1000] = key()), value() as {});
  }
  return cache;
}

const MIB_5 = 5 * 2 ** 20;
const byRecipe = (limits: Limits, setAgain = false): LRUCache<string, {}> =>
  filled(limits, lruSizeCalculation(limits), setAgain);

/** What V8 counts for a full cache is this share of `maxSize`, at least and at most. */
const caches: readonly (readonly [name: string, build: () => LRUCache<string, {}>, least: number, most: number])[] = [
  ['half a megabyte', () => byRecipe({ maxSize: 500_000 }), 0.95, 1.05],
  ['two megabytes', () => byRecipe({ maxSize: 2_000_000 }), 0.95, 1.05],
  ['5 MiB', () => byRecipe({ maxSize: MIB_5 }), 0.95, 1.05],
  ['20 megabytes', () => byRecipe({ maxSize: 20_000_000 }), 0.95, 1.05],
  ['5 MiB with a time to live', () => byRecipe({ maxSize: MIB_5, ttl: 3_600_000 }), 0.95, 1.05],
  ['5 MiB with at most 20,000 entries', () => byRecipe({ maxSize: MIB_5, max: 20_000 }), 0.95, 1.05],
  ['5 MiB when keys are set again', () => byRecipe({ maxSize: MIB_5 }, true), 0.95, 1.05],
  // 12 MB is room for more than 2^15 of these entries, and not for the larger table that they would need.
  ['12 megabytes, where V8 would have to double the table', () => byRecipe({ maxSize: 12_000_000 }), 0.8, 1.05],
  [
    '5 MiB if only keys and values are counted: more than half as much again',
    () => filled({ maxSize: MIB_5 }, (value, key) => entrySizeOf(key, value)),
    1.5,
    3,
  ],
];

describe('lru-cache takes its maxSize after 100,000 mixed insertions', () => {
  let shares: readonly number[];
  beforeAll(async () => {
    const full = caches.map(([, build]) => build());
    const counted = await exactSizesOf(full);
    shares = counted.map(({ bytes }, i) => bytes / full[i].maxSize);
  });

  it.each(caches.map(([name, , least, most], i) => [name, least, most, i] as const))('%s', (_, least, most, i) => {
    expect(shares[i]).toBeGreaterThan(least);
    expect(shares[i]).toBeLessThan(most);
  });
});
