// What one entry of a cache is charged.
import { describe, expect, it } from 'vitest';
import { deepSizeOf, entrySizeOf } from '../../../src/index.ts';

describe('entrySizeOf', () => {
  it('is an integer above zero', () => {
    expect(entrySizeOf(1, null)).toBe(1);
    expect(entrySizeOf(1, undefined, { overhead: 0.5 })).toBe(1);
    expect(entrySizeOf('a key', 'some text')).toBe(56);
    expect(entrySizeOf('a key', 'some text', { overhead: 100.2 })).toBe(157);
  });

  it.each([[1], [1.5], [2n ** 70n], ['text'], ['\u4e2d'], [null], [{ a: 'text' }], [Symbol('described')], [() => 1]])(
    'is the deep size of key and value: %s',
    (value) => {
      const expected = Math.max(1, deepSizeOf('a key').bytes + deepSizeOf(value).bytes);
      expect(entrySizeOf('a key', value)).toBe(expected);
      expect(entrySizeOf(value, 'a key')).toBe(expected);
      expect(entrySizeOf('a key', value, { readStrings: false })).toBeLessThanOrEqual(expected);
    },
  );

  it('counts what key and value share once, and takes options', () => {
    const shared = { text: 'in both' };
    expect(entrySizeOf(shared, [shared])).toBe(entrySizeOf(1, [shared]));
    expect(entrySizeOf(1, { shared }, { ignore: [shared] })).toBe(32);
    expect(entrySizeOf(Symbol('described'), 1)).toBe(entrySizeOf(1, Symbol('described')));
  });
});
