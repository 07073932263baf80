// `certain: true`: a value fits only if V8 cannot count more.
import { describe, expect, it } from 'vitest';
import { assertFitsIn, defineBudgets } from '../../src/assert.ts';
import { deepSizeOf } from '../../src/index.ts';
import { toFitIn } from '../../src/budget/matchers.ts';

const words = Array.from({ length: 100 }, () => ['yes', 'no', 'perhaps']).flat();
const { bytes, range } = deepSizeOf(words);

describe('certain', () => {
  it('is needed for a limit within the range', () => {
    expect(range.max).toBeGreaterThan(2 * bytes);
    expect(() => assertFitsIn(words, bytes)).not.toThrow();
    expect(() => assertFitsIn(words, range.max - 1, { certain: true })).toThrow(/should certainly fit in .*, at most /);
    expect(() => assertFitsIn(words, range.max, { certain: true })).not.toThrow();
    expect(() => assertFitsIn(words, bytes - 1, { certain: true })).toThrow(/1 B over/);
  });

  it('decides in the matcher and in budgets', () => {
    expect(toFitIn(words, range.max - 1, { certain: true }).pass).toBe(false);
    expect(toFitIn(words, range.max, { certain: true }).pass).toBe(true);
    const budgets = defineBudgets({ sure: { limit: bytes, certain: true }, likely: bytes });
    expect(budgets.check({ sure: words, likely: words }).rows.map(({ fits }) => fits)).toEqual([false, true]);
  });

  it.each([1, 'yes', null])('must be true or false: %s', (certain) => {
    expect(() => assertFitsIn({}, 100, { certain: certain as never })).toThrow(/certain must be true or false/);
    expect(() => defineBudgets({ a: { limit: 1, certain: certain as never } })).toThrow(/certain/);
  });
});
