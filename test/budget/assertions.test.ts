// The checks as functions: what they throw, with Node's error and without Node.
import { AssertionError } from 'node:assert';
import { describe, expect, it, vi } from 'vitest';
import { assertFitsIn, assertLighter, assertWeighs, defineBudgets } from '../../src/assert.ts';
import type { SizeAssertionError } from '../../src/assert.ts';
import { SizeReport } from '../../src/index.ts';

function thrownBy(work: () => unknown): SizeAssertionError {
  try {
    work();
  } catch (error) {
    return error as SizeAssertionError;
  }
  throw new Error('nothing was thrown');
}

const list = Array.from({ length: 100 }, (_, i) => ({ i }));

describe('assertions', () => {
  it('pass', () => {
    assertFitsIn({ a: 1, b: 2 }, 40);
    assertLighter([1], [1, 2]);
    assertWeighs({ a: 1, b: 2 }, '40 B');
    assertWeighs({ a: 1, b: 2 }, 41, { within: '3%' });
    assertFitsIn({ list }, 100, { ignore: [list] });
  });

  it("throw Node's error with bytes, breakdown, and a stack that begins at the caller", () => {
    const error = thrownBy(() => assertFitsIn(list, '1 KiB'));
    expect(error).toBeInstanceOf(AssertionError);
    expect(error).toMatchObject({
      name: 'AssertionError',
      code: 'ERR_ASSERTION',
      expected: 1024,
      operator: 'assertFitsIn',
    });
    expect(error.actual).toBe((error.report as SizeReport).bytes);
    expect(error.message).toMatch(/^the value should fit in 1 KiB[^]*Object +100 /);
    expect(error.stack!.split('\n').find((line) => line.trim().startsWith('at '))).toContain('assertions.test.ts');
    expect(Object.keys(error)).not.toContain('report');
    expect(thrownBy(() => assertLighter(list, [])).operator).toBe('assertLighter');
    expect(thrownBy(() => assertWeighs(list, 1)).operator).toBe('assertWeighs');
  });

  it('throw an error with the same fields where there is no Node', () => {
    const native = thrownBy(() => assertFitsIn(list, '1 KiB'));
    vi.stubGlobal('process', undefined);
    let portable: SizeAssertionError;
    try {
      portable = thrownBy(() => assertFitsIn(list, '1 KiB'));
    } finally {
      vi.unstubAllGlobals();
    }
    expect(portable).not.toBeInstanceOf(AssertionError);
    expect(portable).toBeInstanceOf(Error);
    const fields = ['name', 'code', 'message', 'actual', 'expected', 'operator', 'generatedMessage'] as const;
    for (const field of fields) expect(portable[field]).toEqual(native[field]);
    expect(portable.report).toBeInstanceOf(SizeReport);
    expect(portable.stack!.split('\n').find((line) => line.trim().startsWith('at '))).toContain('assertions.test.ts');
  });

  it('do not guess when a limit ended the walk', () => {
    expect(() => assertFitsIn(list, '1 GiB', { maxObjects: 2 })).toThrow(/ended the walk before the size was known/);
  });
});

describe('defineBudgets', () => {
  const budgets = defineBudgets({ session: '1 KiB', flags: 100, list: { limit: '2 KiB', ignore: [list] } });

  it('checks all in one call, and lists them in one table', () => {
    const table = budgets.check({ session: { user: 'ann' }, flags: [true], list: { list } });
    expect(table.fits).toBe(true);
    expect(String(table)).toMatch(
      /^budget +limit +size +used\nsession +1 KiB +\d+ B +\d+\.\d % +fits.*\nflags +100 B +56 B +56\.0 % +fits.*\nlist +2 KiB +\d+ B +\d+\.\d % +fits/,
    );
    expect(budgets.assert({ session: {}, flags: [], list: 1 }).fits).toBe(true);
    expect(budgets.limits).toEqual({ session: 1024, flags: 100, list: 2048 });
  });

  it('throws one error for all that are exceeded', () => {
    const error = thrownBy(() => budgets.assert({ session: list, flags: new Array(50).fill(0), list: 1 }));
    expect(error).toBeInstanceOf(AssertionError);
    expect(error.message).toMatch(/^2 of 3 budgets exceeded\n\nbudget +limit/);
    expect(error.message).toMatch(/flags +100 B +448 B +448\.0 % +348 B over/);
    expect(error.message).toContain("'session' should fit in 1 KiB");
    expect(error.message).not.toContain("'list' should");
    expect(Object.keys(error.actual as object)).toEqual(['session', 'flags']);
    expect(error.expected).toEqual({ session: 1024, flags: 100 });
  });

  it('distinguishes a certain outcome from an uncertain one', () => {
    const grown: number[] = [];
    for (let i = 0; i < 100; i++) grown.push(i);
    const table = defineBudgets({ tight: 850, wide: '10 KiB' }).check({ tight: grown, wide: grown });
    expect(table.rows.map((row) => [row.name, row.fits, row.certain])).toEqual([
      ['tight', true, false],
      ['wide', true, true],
    ]);
    expect(String(table)).toContain('fits, uncertain');
  });

  it('wants a value for every budget, and a budget for every value', () => {
    expect(() => budgets.check({ session: 1, flags: 1 } as never)).toThrow(/no value for the budget 'list'/);
    expect(() => budgets.check({ session: 1, flags: 1, list: 1, other: 1 } as never)).toThrow(/'other' has no budget/);
    expect(() => defineBudgets({})).toThrow('budgets must name at least one limit');
  });
});
