/**
 * The interval that most likely has V8's count: always within the range, and the figure alone where nothing is in
 * doubt.
 */
import { describe, expect, it } from 'vitest';
import { deepSizeOf, mergeReports } from '../../src/index.ts';
import { synthetic } from '../corpus/synthetic.ts';

describe('likely', () => {
  it.each(synthetic.map(({ name, build }) => [name, build] as const))('is within the range of: %s', (_, build) => {
    const { bytes, range, likely } = deepSizeOf(build());
    expect(range.min).toBeLessThanOrEqual(likely.min);
    expect(likely.min).toBeLessThanOrEqual(bytes);
    expect(bytes).toBeLessThanOrEqual(likely.max);
    expect(likely.max).toBeLessThanOrEqual(range.max);
  });

  it.each([
    ['a string', 'some characters'],
    ['a number', 1.5],
    ['a typed array', new Float64Array(1000)],
    ['a Map of numbers', new Map([[1, 2]])],
    ['a date', new Date(0)],
  ])('is the figure alone for %s', (_, value) => {
    const { bytes, likely } = deepSizeOf(value);
    expect(likely).toEqual({ min: bytes, max: bytes });
  });

  it('allows for what code has added to arrays and objects', () => {
    const stack: number[] = [];
    for (let i = 0; i < 20; i++) stack.push(i);
    const { bytes, likely } = deepSizeOf({ stack, first: undefined });
    expect(likely.max).toBeGreaterThan(bytes);
  });

  it('is printed before the most that the value can take', () => {
    const list = Array.from({ length: 50 }, (_, i) => ({ id: i, name: `name ${i}` }));
    const head = String(deepSizeOf(list)).split('\n')[0];
    expect(head).toMatch(/^[\d.]+ KiB \(likely [\d.]+ to [\d.]+ KiB, at most [\d.]+ KiB\) in 101 objects$/);
    expect(String(deepSizeOf('some characters')).split('\n')[0]).toBe('32 B in 1 object');
  });

  it('adds up, also from plain data', () => {
    const report = deepSizeOf({ a: [1, 2], b: 'text' });
    const sum = mergeReports([report, JSON.parse(JSON.stringify(report))]);
    expect(sum.likely).toEqual({ min: 2 * report.likely.min, max: 2 * report.likely.max });
  });
});
