// The shallow size of arrays that a walk reads in slices: it is that of the whole array, not of what the first step read.
import { describe, expect, it } from 'vitest';
import { deepSizeOf, describeLayout, layouts, sizeOf } from '../../src/index.ts';

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe('sizeOf of a long array', () => {
  it.each([4096, 4097, 5000, 100_000])('of %i elements is the deep size if nothing else belongs to it', (length) => {
    for (const array of [range(length), range(length).map((i) => i + 0.5), range(length).map(() => true)]) {
      expect(sizeOf(array)).toBe(deepSizeOf(array).bytes);
      expect(sizeOf(array)).toBeGreaterThanOrEqual(4 * length);
      expect(describeLayout(array).bytes).toBe(sizeOf(array));
      expect(sizeOf(array, { layout: layouts.chromium })).toBe(deepSizeOf(array, { layout: layouts.chromium }).bytes);
    }
  });

  it('has nothing of what its elements refer to', () => {
    const objects = range(5000).map((i) => ({ i }));
    expect(sizeOf(objects)).toBe(sizeOf(range(5000)));
    expect(sizeOf(objects)).toBeLessThan(deepSizeOf(objects).bytes);
  });
});
