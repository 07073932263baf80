// A Buffer that is a slice of Node's pool: an entry of a cache is charged its own bytes, deepSizeOf counts the pool.
import { describe, expect, it } from 'vitest';
import { deepSizeOf, entrySizeOf, layouts, lruSizeCalculation, sizeOf } from '../../src/index.ts';

/** A slice of the pool that does not begin at its start. */
function pooled(size: number): Buffer {
  for (;;) {
    const buffer = Buffer.allocUnsafe(size);
    if (buffer.byteOffset > 0) return buffer;
  }
}

describe('an entry with a slice of the pool', () => {
  const small = pooled(3);
  const { bytes: withPool } = deepSizeOf(small);

  it('is charged its own bytes, rounded up to the alignment of slices', () => {
    // Node 26 aligns its pool and allocates up to 64 bytes more.
    expect(small.buffer.byteLength - Buffer.poolSize).toBeGreaterThanOrEqual(0);
    expect(small.buffer.byteLength - Buffer.poolSize).toBeLessThanOrEqual(64);
    expect(withPool).toBeGreaterThan(Buffer.poolSize);
    expect(entrySizeOf('k', small)).toBe(sizeOf(small) + 8);
    expect(entrySizeOf(small, 1)).toBe(sizeOf(small) + 8);
    expect(entrySizeOf('k', pooled(1001))).toBe(sizeOf(small) + 1008);
    expect(entrySizeOf('k', small.subarray(1, 2))).toBe(sizeOf(small) + 8);
  });

  it('is charged so wherever the slices are in it', () => {
    const rest = { name: 'some name', list: [null, null] as unknown[], map: new Map([[1, undefined as unknown]]) };
    const without = deepSizeOf(rest).bytes;
    rest.list[0] = small;
    rest.list[1] = pooled(100);
    rest.map.set(1, small);
    const added = 2 * sizeOf(small) + 8 + 104;
    expect(entrySizeOf('k', rest)).toBe(without + added);
    expect(entrySizeOf('k', rest, { overhead: 10, strings: 'each' })).toBe(without + added + 10);
    expect(entrySizeOf('k', rest, { ignore: [small] })).toBe(without + sizeOf(small) + 104);
    expect(entrySizeOf('k', rest, { ignore: [Buffer] })).toBe(without);
  });

  it('lets a cache hold as many small Buffers as have room', () => {
    const sizeCalculation = lruSizeCalculation({ maxSize: 16 * 2 ** 20 });
    let total = 0;
    for (let i = 0; i < 1000; i++) total += sizeCalculation(Buffer.from(`value ${i}`), i);
    expect(total).toBeLessThan(1000 * 400);
  });
});

describe('other views', () => {
  it('count with the whole buffer that they keep alive', () => {
    const own = Buffer.alloc(Buffer.poolSize);
    for (const view of [
      own,
      Buffer.alloc(100_000).subarray(10, 20),
      new Uint8Array(100_000).subarray(10, 20),
      new DataView(new ArrayBuffer(100_000), 10, 20),
      new Uint8Array(Buffer.poolSize).subarray(8, 16),
      Buffer.from(new SharedArrayBuffer(Buffer.poolSize)).subarray(8, 16),
      new Uint8Array(10),
    ])
      expect(entrySizeOf('k', view)).toBe(deepSizeOf(view).bytes);
  });

  it('are not looked at otherwise: a value of another engine, a Proxy of a Buffer', () => {
    expect(entrySizeOf('k', pooled(3), { layout: layouts.chromium })).toBe(
      sizeOf(pooled(3), { layout: layouts.chromium }) + 8,
    );
    const proxy = new Proxy(pooled(3), { getPrototypeOf: () => expect.unreachable() });
    expect(entrySizeOf('k', proxy)).toBe(deepSizeOf(proxy).bytes);
  });
});
