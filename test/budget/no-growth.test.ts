// Leaks are found and named; warm-up, plateaus and teeth are none.
import { describe, expect, it } from 'vitest';
import { assertNoGrowth } from '../../src/assert.ts';
import { REPEATED_STEP, riseOf } from '../../src/watch/growth-criterion.ts';
import { freshText } from '../corpus/structure.ts';

class Session {
  body: string;
  constructor(body: string) {
    this.body = body;
  }
}

/** Pseudo-random numbers from 0 up to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const keepsGrowing = (sizes: readonly number[]): boolean => riseOf(sizes, REPEATED_STEP) !== undefined;

describe('growth of a repeated step', () => {
  const series = (of: (i: number) => number, runs = 24): number[] => Array.from({ length: runs }, (_, i) => of(i));
  it.each<[string, (i: number) => number, boolean]>([
    ['a leak', (i) => 100 + i * 10, true],
    ['a leak every third run', (i) => 100 + Math.floor(i / 3) * 100, true],
    ['a leak under teeth', (i) => 1000 + i * 10 + (i % 4) * 100, true],
    ['the same', () => 100, false],
    ['a plateau', (i) => Math.min(i, 10) * 100, false],
    ['a late plateau', (i) => Math.min(i, 16) * 100, false],
    ['one step up', (i) => (i < 18 ? 100 : 200), false],
    ['one step up in the middle', (i) => (i < 12 ? 100 : 200), false],
    ['teeth', (i) => 100 + (i % 5) * 50, false],
    ['long teeth', (i) => 100 + (i % 13) * 50, false],
    ['teeth as long as the series', (i) => 100 + ((i + 12) % 24) * 50, false],
    ['shrinking', (i) => 1000 - i, false],
  ])('%s', (_, of, expected) => {
    expect(keepsGrowing(series(of))).toBe(expected);
  });

  it('takes no sawtooth for growth, whatever its period and phase, if it falls back within the runs', () => {
    for (let period = 2; period <= 24; period++) {
      for (let phase = 0; phase < period; phase++)
        expect(keepsGrowing(series((i) => 100 + ((i + phase) % period) * 50)), `period ${period}, phase ${phase}`).toBe(
          period === 24 && phase === 0,
        );
    }
  });

  it('takes no plateau for growth that is reached before the last quarter', () => {
    for (let reached = 0; reached < 18; reached++)
      expect(keepsGrowing(series((i) => 100 + Math.min(i, reached) * 50)), String(reached)).toBe(false);
  });

  it('takes chance for growth in at most one of a hundred series', () => {
    let wrong = 0;
    for (let seed = 1; seed <= 2000; seed++) {
      const random = randomFrom(seed * 7919);
      if (keepsGrowing(series(() => random()))) wrong++;
    }
    expect(wrong).toBeLessThanOrEqual(20);
  });
});

describe('assertNoGrowth', () => {
  it('finds a leak, and names what grows', async () => {
    const sessions = new Map<number, Session>();
    let failure: Error & { actual?: number; expected?: number } = new Error('nothing was thrown');
    try {
      await assertNoGrowth(
        async (run) => {
          await Promise.resolve();
          sessions.set(run, new Session(freshText(1000)));
        },
        { of: () => ({ app: { sessions } }) },
      );
    } catch (error) {
      failure = error as Error;
    }
    expect(failure.message).toMatch(
      /^the value keeps growing: by about 1\.\d+ KiB with each run\nafter run 14 it took 1\d(\.\d)? KiB \([\d,]+ B\), after run 32 /,
    );
    expect(failure.message).toMatch(/string +\+18 +\+17\.\d KiB /);
    expect(failure.message).toMatch(/Session +\+18 +\+576 B /);
    expect(failure.message).toContain('entries and properties: ');
    expect(failure.message).toMatch(
      /retained by place .*\n[^]*\nvalue\.app\.sessions\.get\(\*\)\.body +\+18 +\+17\.\d KiB/,
    );
    expect(failure.message).toMatch(
      /\n\nto mend it, .*; a cache that is still filling needs a longer warmUp \(now 8\)$/,
    );
    expect(failure.actual).toBeGreaterThan(failure.expected!);
  });

  it('finds one in a table that has room yet', async () => {
    const seen = new Set(Array.from({ length: 1100 }, (_, i) => i));
    await expect(
      assertNoGrowth(
        (run) => {
          seen.add(10_000 + run);
        },
        { of: () => seen },
      ),
    ).rejects.toThrow(
      /by about 1 entry with each run, so far within the capacity of its tables[^]*entries and properties: Set \+18/,
    );
  });

  it.each<[string, () => [step: (run: number) => unknown, of: () => unknown]]>([
    [
      'what is filled once',
      () => {
        const cache = new Map<number, object>();
        return [(run) => cache.set(run % 6, { run }), () => cache];
      },
    ],
    [
      'a bounded list',
      () => {
        const recent: object[] = [];
        return [
          (run) => {
            recent.push({ run });
            if (recent.length > 10) recent.shift();
          },
          () => recent,
        ];
      },
    ],
    [
      'a buffer that is flushed',
      () => {
        let buffer: string[] = [];
        return [
          () => {
            if (buffer.push(freshText(100)) === 7) buffer = [];
          },
          () => buffer,
        ];
      },
    ],
    [
      'a step without a trace',
      () => {
        const state = { a: 1 };
        return [() => structuredClone(state), () => state];
      },
    ],
    ['a value that is made anew', () => [() => undefined, () => ({ made: 'anew' })]],
  ])('does not fail for %s', async (_, make) => {
    const [step, of] = make();
    await assertNoGrowth(step, { of });
  });

  it('runs as often as asked for', async () => {
    const runs: number[] = [];
    await assertNoGrowth((run) => runs.push(run), { of: () => 1, runs: 8, warmUp: 2 });
    expect(runs).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('gives what the step throws, and refuses options that are none', async () => {
    await expect(
      assertNoGrowth(
        () => {
          throw new Error('in the step');
        },
        { of: () => 1 },
      ),
    ).rejects.toThrow('in the step');
    await expect(assertNoGrowth(() => 1, { of: () => [{}, {}], maxObjects: 1 })).rejects.toThrow(
      /a limit ended the walk/,
    );
  });
});
