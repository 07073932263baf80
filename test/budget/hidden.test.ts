// No check passes on a lower bound: hidden state is followed by the inspector, or the check fails and says what it
// lacks.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { assertFitsIn, assertLighter, assertNoGrowth, assertWeighs, defineBudgets } from '../../src/assert.ts';
import { toFitIn } from '../../src/budget/matchers.ts';
import { judgeSnapshot } from '../../src/budget/size-snapshot.ts';
import { revealHidden } from '../../src/reveal/reveal-hidden.ts';
import { deepSizeOf, entrySizeOf, lruSizeCalculation } from '../../src/index.ts';
import { HIDDEN_REASONS } from '../../src/budget/hidden-reasons.ts';
import { HIDDEN_KINDS, hiddenLabelOf } from '../../src/inspect/hidden-kinds.ts';
import type { HiddenKind } from '../../src/inspect/hidden-kinds.ts';
import { freshText } from '../corpus/structure.ts';
import '../../src/vitest.ts';

class Cache {
  #entries = new Map<string, string>();
  set(key: string, value: string): void {
    this.#entries.set(key, value);
  }
}

function cacheOf(count: number): Cache {
  const cache = new Cache();
  for (let i = 0; i < count; i++) cache.set(`key${i}`, freshText(1000));
  return cache;
}

const heavy = (): object => ({ body: freshText(10_000) });
const key = {};

/** Values of some 10 kB behind state that the inspector shows. */
const FOLLOWED: readonly [string, () => unknown][] = [
  ['private-fields', () => cacheOf(10)],
  ['proxy-targets', () => new Proxy(heavy(), {})],
  ['promise-results', () => Promise.resolve(heavy())],
  ['weak-map-entries', () => new WeakMap([[key, heavy()]])],
  ['bound-arguments', () => Function.prototype.bind.call(() => 0, undefined, heavy())],
  [
    'generator-state',
    () =>
      (function* (held: object) {
        yield held;
      })(heavy()),
  ],
];

/** Values with state that nothing shows. */
const UNSEEN: readonly [string, () => unknown][] = [
  ['iterator-state', () => new Map([[1, heavy()]]).values()],
  ['iterator-state', () => [heavy()].values()],
  ['finalization-registry-entries', () => new FinalizationRegistry(() => {})],
  ['host-objects', () => new Blob(['x'.repeat(10_000)])],
];

/** Where there is no process, there is no inspector: as in a browser. */
function withoutNode<Result>(work: () => Result): Result {
  vi.stubGlobal('process', undefined);
  try {
    return work();
  } finally {
    vi.unstubAllGlobals();
  }
}

describe('a size with hidden state', () => {
  it('is a lower bound by one rule for each kind', () => {
    expect(Object.keys(HIDDEN_REASONS).sort()).toEqual([...HIDDEN_KINDS].sort());
  });

  it.each([...FOLLOWED, ...UNSEEN])('is a lower bound: %s', (_, build) => {
    const report = deepSizeOf(build());
    expect(report.lowerBound).toBe(true);
    expect(report.complete).toBe(true);
    expect(String(report)).toMatch(/^at least \d/);
  });

  it.each<[string, unknown]>([
    ['a closure', () => key],
    ['a WeakRef', new WeakRef(key)],
    ['a formatter', new Intl.NumberFormat('en')],
    ['plain data', { a: [1, new Map([[1, 2]])] }],
  ])('is none: %s', (_, value) => {
    expect(deepSizeOf([value]).lowerBound).toBe(false);
    expect(String(deepSizeOf([value]))).not.toContain('at least');
    assertFitsIn([value], '1 KiB');
  });

  it('is one if a limit ended the walk', () => {
    expect(deepSizeOf([{}, {}], { maxObjects: 1 }).lowerBound).toBe(true);
  });
});

describe('a check', () => {
  it.each(FOLLOWED)('follows %s', (_, build) => {
    const value = build();
    expect(() => assertFitsIn(value, '9 KB')).toThrow(/should fit in [^]*: it takes (9|1\d)(\.\d+)? KiB/);
    assertFitsIn(value, '20 KiB');
    expect(() => expect(value).toFitIn('9 KB')).toThrow(/it takes/);
    expect(value).not.toFitIn('9 KB');
    expect(() => assertLighter(value, heavy())).toThrow(/should be lighter/);
    expect(() => assertWeighs(value, deepSizeOf(value).bytes)).toThrow(/should weigh/);
  });

  it.each(FOLLOWED)('does not pass on %s where there is no inspector', (kind, build) => {
    const value = build();
    const { message } = withoutNode(() => {
      try {
        assertFitsIn(value, '9 KB');
      } catch (error) {
        return error as Error;
      }
      return new Error('nothing was thrown');
    });
    expect(message).toMatch(/^the value should fit in [^\n]*: it takes at least \d+ B\nnot certain: /);
    expect(message).toContain(kind);
    expect(message).toContain(`{ allowHidden: ['${kind}'] }`);
    withoutNode(() => assertFitsIn(value, '9 KB', { allowHidden: [kind as 'private-fields'] }));
    withoutNode(() => assertFitsIn(value, '9 KB', { allowHidden: true }));
    // More than the limit is too much, whatever else there is.
    expect(() => withoutNode(() => assertFitsIn(value, 1))).toThrow(/ over, /);
  });

  it.each(UNSEEN)('fails with and without not on what nothing shows: %s', (kind, build) => {
    const value = build();
    expect(() => assertFitsIn(value, '1 MiB')).toThrow(`not certain: ${hiddenLabelOf(kind as HiddenKind)} of 1 object`);
    expect(() => expect(value).toFitIn('1 MiB')).toThrow('not certain');
    expect(() => expect(value).not.toFitIn('1 MiB')).toThrow('not certain');
    expect(() => expect({ value }).toEqual({ value: expect.toFitIn('1 MiB') })).toThrow();
    expect(() => expect(value).not.toWeigh(5000)).toThrow('not certain');
    expect(() => expect(value).not.toBeLighterThan(heavy())).toThrow('not certain');
    expect(toFitIn.call(undefined, value, '1 MiB').pass).toBe(false);
    expect(value).toFitIn('1 MiB', { allowHidden: [kind as 'host-objects'] });
    expect({ a: 1 }).toBeLighterThan(value);
  });

  it('says of an option that is no list of kinds what is wrong', () => {
    expect(() => assertFitsIn({}, 100, { allowHidden: ['privates' as 'closures'] })).toThrow(
      "allowHidden must list kinds of hidden state, as in report.hidden; got 'privates' (string)",
    );
    expect(() => assertFitsIn({}, 100, { allowHidden: false as unknown as true })).toThrow(TypeError);
  });
});

describe('defineBudgets', () => {
  it('says which verdict is not certain', () => {
    const open = defineBudgets({ blob: '1 MiB' }).check({ blob: new Blob(['a']) });
    expect(open.rows[0]).toMatchObject({ fits: false, certain: false });
    expect(String(open)).toMatch(/may not fit, uncertain: host objects not followed/);
    expect(() => defineBudgets({ blob: '1 MiB' }).assert({ blob: new Blob(['a']) })).toThrow(
      /^1 of 1 budgets exceeded or not certain[^]*allowHidden/,
    );
    const allowed = defineBudgets({ blob: { limit: '1 MiB', allowHidden: true } }).check({ blob: new Blob(['a']) });
    expect(allowed.rows[0]).toMatchObject({ fits: true, certain: false });
    expect(String(allowed)).toContain('fits, uncertain: host objects not followed');
  });

  it('is certain of what it followed', () => {
    const cache = cacheOf(10);
    const { rows } = defineBudgets({ small: '9 KB', large: '1 MiB' }).check({ small: cache, large: cache });
    expect(rows.map(({ fits, certain }) => ({ fits, certain }))).toEqual([
      { fits: false, certain: true },
      { fits: true, certain: true },
    ]);
  });
});

describe('assertNoGrowth', () => {
  it('finds growth behind private fields', async () => {
    const cache = cacheOf(10);
    await expect(
      assertNoGrowth((run) => cache.set(`more ${run}`, freshText(100)), { of: () => cache, warmUp: 1 }),
    ).rejects.toThrow(/keeps growing/);
    await assertNoGrowth((run) => cache.set(`key${run % 4}`, freshText(1000)), { of: () => cache });
  });

  it('fails where it cannot see', async () => {
    const blob = new Blob(['a']);
    await expect(assertNoGrowth(() => {}, { of: () => blob })).rejects.toThrow(/it is unknown whether[^]*host objects/);
    await assertNoGrowth(() => {}, { of: () => blob, allowHidden: ['host-objects'] });
  });
});

describe('a size snapshot', () => {
  it('holds what private fields keep', () => {
    let stored: string | undefined;
    const slot = (): Parameters<typeof judgeSnapshot>[1] => ({
      stored,
      write: (text) => {
        const pass = stored === undefined || stored === text;
        stored ??= text;
        return pass;
      },
    });
    expect(judgeSnapshot(cacheOf(10), slot(), {}).pass).toBe(true);
    expect(judgeSnapshot(cacheOf(10), slot(), {}).pass).toBe(true);
    expect(judgeSnapshot(cacheOf(50), slot(), {}).pass).toBe(false);
    expect(() => judgeSnapshot(new Blob(['a']), slot(), {})).toThrow(/must cover the whole value\nnot certain: host/);
  });
});

describe('the size of an entry', () => {
  afterEach(() => vi.restoreAllMocks());

  it('warns once for each class that hides state', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    class Hiding {
      #text = freshText(100);
      read(): string {
        return this.#text;
      }
    }
    class Other extends Hiding {}
    for (let i = 0; i < 3; i++) entrySizeOf('key', new Hiding());
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]).toEqual([
      expect.stringMatching(/^entrySizeOf: the size of a Hiding lacks its private fields/),
      { type: 'HeapscaleWarning', code: 'HEAPSCALE_HIDDEN' },
    ]);
    const size = lruSizeCalculation({ maxSize: 1 << 20 });
    for (let i = 0; i < 3; i++) size(new Other(), 'key');
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('has no warning for closures, plain data, and what is revealed', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    class Shown {
      #text = freshText(5000);
      read(): string {
        return this.#text;
      }
    }
    const reveal = revealHidden();
    expect(entrySizeOf('key', new Shown(), { reveal })).toBeGreaterThan(5000);
    reveal.close();
    entrySizeOf('key', { a: () => key });
    expect(warn).not.toHaveBeenCalled();
  });

  it('publishes on the diagnostics channel instead if somebody listens', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const heard: unknown[] = [];
    const listen = (message: unknown): void => void heard.push(message);
    subscribe('heapscale:hidden', listen);
    class Heard {
      #text = 1;
      read(): number {
        return this.#text;
      }
    }
    entrySizeOf('key', new Heard());
    entrySizeOf('key', new Heard());
    unsubscribe('heapscale:hidden', listen);
    expect(heard).toEqual([expect.objectContaining({ by: 'entrySizeOf', kind: 'private-fields', type: 'Heard' })]);
    expect(warn).not.toHaveBeenCalled();
  });
});
