// A Map bounded by bytes, in twenty lines, and keyv over a bounded cache.
import Keyv from 'keyv';
import { LRUCache } from 'lru-cache';
import { beforeAll, describe, expect, it } from 'vitest';
import { entrySizeOf, lruSizeCalculation } from '../../../src/index.ts';
import { exactSizesOf } from '../../../src/heap/exact.ts';
import { INSERTIONS, mixedEntries } from './entries.ts';

/** Oldest first out. What an entry is charged is kept beside the value: a record of two slots, 40 bytes. */
class ByteMap<K, V> {
  readonly #entries = new Map<K, { value: V; size: number }>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key)?.value;
  }

  set(key: K, value: V): void {
    this.delete(key);
    // V8 takes 28 bytes for each place of a Map, and keeps two to four places for an entry of one that deletes as much
    // as it adds.
    const size = entrySizeOf(key, value, { overhead: 40 + 3 * 28 });
    if (size > this.#maxBytes) return;
    this.#entries.set(key, { value, size });
    this.#bytes += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.delete(oldest);
    }
  }

  delete(key: K): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= entry.size;
  }
}

const MAP_BYTES = 8 * 2 ** 20;
function filledMap(): ByteMap<string, unknown> {
  const cache = new ByteMap<string, unknown>(MAP_BYTES);
  const { key, value } = mixedEntries(2);
  for (let i = 0; i < INSERTIONS; i++) cache.set(key(), { values: [value(), value(), value()], at: i });
  return cache;
}

const KEYV_LIMITS = { maxSize: 5 * 2 ** 20 };
async function filledStore(): Promise<LRUCache<string, {}>> {
  const store = new LRUCache<string, {}>({ ...KEYV_LIMITS, sizeCalculation: lruSizeCalculation(KEYV_LIMITS) });
  const keyv = new Keyv({ store, useKeyPrefix: false });
  const { key, value } = mixedEntries(3);
  for (let i = 0; i < INSERTIONS; i++) await keyv.set(key(), { value: value() });
  await keyv.set('last', { text: 'kept' });
  expect(await keyv.get('last')).toEqual({ text: 'kept' });
  return store;
}

describe("after 100,000 insertions V8's count is the limit within 5 %", () => {
  let shares: readonly number[];
  beforeAll(async () => {
    const [map, store] = await exactSizesOf([filledMap(), await filledStore()]);
    shares = [map.bytes / MAP_BYTES, store.bytes / KEYV_LIMITS.maxSize];
  });

  it.each([
    ['a Map bounded by bytes', 0],
    ['keyv over an lru-cache', 1],
  ])('%s', (_, i) => {
    expect(shares[i]).toBeGreaterThan(0.95);
    expect(shares[i]).toBeLessThan(1.05);
  });
});

describe('a Map bounded by bytes', () => {
  it('refuses what is larger than all of it, and forgets the old value then', () => {
    const cache = new ByteMap<string, unknown>(1000);
    cache.set('a', 1);
    cache.set('a', new Uint8Array(2000));
    expect(cache.get('a')).toBeUndefined();
    cache.set('b', null);
    expect(cache.get('b')).toBeNull();
  });
});
