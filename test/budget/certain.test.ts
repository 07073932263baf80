// `certain`: a value fits only if V8 cannot, or is not likely to, count more; without it a warning says that it may.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it, vi } from 'vitest';
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

  it('says what can be done about it', () => {
    const narrowed = 'the best figure fits; { facts: engineFacts() } narrows the interval; to be certain, ask V8: ';
    const smaller = 'what could be smaller, and by how much: advise(value) of heapscale';
    const messageOf = (limit: number): string => {
      try {
        assertFitsIn(words, limit, { certain: true });
        return 'passed';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(messageOf(bytes).split('\n')[1]).toContain(narrowed);
    expect(messageOf(bytes).endsWith(`\n\n${smaller}`)).toBe(true);
    expect(messageOf(bytes - 1)).not.toContain(narrowed);
    expect(toFitIn(words, range.max).message()).not.toContain(smaller);
  });

  it("is 'likely' for a limit within the likely interval", () => {
    // Short strings that JSON.parse would share; split makes each its own.
    const cells = 'abcdefg,'.repeat(2000).split(',');
    const { likely, range: whole } = deepSizeOf(cells);
    const table = Array.from({ length: 20 }, (_, i) => Object.fromEntries([['id', i]]));
    const report = deepSizeOf(table);
    expect(likely.max).toBe(whole.max);
    expect(report.likely.max).toBeLessThan(report.range.max);
    expect(() => assertFitsIn(cells, likely.max - 1, { certain: 'likely' })).toThrow(
      /should likely fit in .*, likely up to .* 1 B over/,
    );
    expect(() => assertFitsIn(table, report.likely.max, { certain: 'likely' })).not.toThrow();
    expect(() => assertFitsIn(table, report.likely.max, { certain: true })).toThrow(/certainly/);
    expect(toFitIn(table, report.likely.max, { certain: 'likely' }).pass).toBe(true);
  });

  it('decides in the matcher and in budgets', () => {
    expect(toFitIn(words, range.max - 1, { certain: true }).pass).toBe(false);
    expect(toFitIn(words, range.max, { certain: true }).pass).toBe(true);
    const budgets = defineBudgets({ sure: { limit: bytes, certain: true }, likely: bytes });
    expect(budgets.check({ sure: words, likely: words }).rows.map(({ fits }) => fits)).toEqual([false, true]);
  });

  it.each([1, 'yes', null])('must be one of three: %s', (certain) => {
    expect(() => assertFitsIn({}, 100, { certain: certain as never })).toThrow(
      /certain must be true, false or 'likely'/,
    );
    expect(() => defineBudgets({ a: { limit: 1, certain: certain as never } })).toThrow(/certain/);
  });
});

describe('a value that passes although its likely size is over the limit', () => {
  const over = deepSizeOf(words).likely.max - 1;

  it('is named in one process warning', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const budgets = defineBudgets({ cells: bytes, sure: '1 MiB', accepted: { limit: bytes, certain: false } });
    for (let i = 0; i < 3; i++) budgets.assert({ cells: words, sure: words, accepted: words });
    assertFitsIn(words, over, { certain: false });
    assertFitsIn(words, over + 1);
    expect(warn.mock.calls.map(([message]) => String(message))).toEqual([
      expect.stringMatching(/^'cells' fits in .* by its best figure, .*, but V8 may well count .*certain: true/),
    ]);
    expect(warn.mock.calls[0][1]).toEqual({ type: 'HeapscaleWarning', code: 'HEAPSCALE_UNCERTAIN' });
    warn.mockRestore();
  });

  it('is published on a diagnostics channel that has subscribers', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const heard: unknown[] = [];
    const listen = (message: unknown): void => void heard.push(message);
    subscribe('heapscale:uncertain', listen);
    const { pass } = toFitIn.call(undefined, words, over);
    defineBudgets({ heard: over }).check({ heard: words });
    unsubscribe('heapscale:uncertain', listen);
    expect(pass).toBe(true);
    expect(heard).toContainEqual(expect.objectContaining({ name: "'heard'", limit: over, bytes, likely: over + 1 }));
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
