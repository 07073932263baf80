// Baselines: their text, and their life in this runner's own snapshot file (the consumers' tests show missing, changed
// and updated ones).
import { describe, expect, it } from 'vitest';
import { deepSizeOf, layouts } from '../../src/index.ts';
import '../../src/vitest.ts';
import { baselineOf, formatBaseline, layoutOfBaseline, parseBaseline } from '../../src/budget/baseline.ts';
import { judgeSnapshot } from '../../src/budget/size-snapshot.ts';
import type { SnapshotSlot } from '../../src/budget/snapshot-store.ts';
import { snapshotSlotOf } from '../../src/budget/snapshot-store.ts';

const session = { user: 'ann', tags: ['a', 'b'], buffer: new ArrayBuffer(1000) };

describe('the text of a baseline', () => {
  class Two {
    words = 1;
  }
  Object.defineProperty(Two, 'name', { value: 'two  words  1,234' });
  it.each([
    ['a record', session],
    ['nothing', 1],
    ['a type with blanks and digits', new Two()],
    ['an iterator', [1].values()],
    ['quoted', Object.create({ constructor: Object.defineProperty(() => 1, 'name', { value: '"' }) })],
  ])('is read back: %s', (_, value) => {
    const report = deepSizeOf(value);
    const { bytes, objects, byType, layout } = report;
    const rows = byType.map((row) => ({ type: row.type, count: row.count, bytes: row.bytes }));
    const written = formatBaseline(baselineOf(report));
    for (const text of [written, `\n"${written}"\n`, written.replaceAll('\n', '\r\n')]) {
      expect(parseBaseline(text)).toEqual({ bytes, objects, byType: rows, layoutId: layout.id });
    }
  });

  it('is distinguished from other strings', () => {
    for (const text of [
      '',
      '"x"',
      '12 bytes',
      '12 bytes in 1 object\nlayout: x',
      '12 bytes in 1 object\ntype count bytes\nno figures\nlayout: x',
      '12 bytes in 1 object\ntype count bytes\nA 1 12\nlast: x',
    ]) {
      expect(parseBaseline(text)).toBeUndefined();
    }
  });

  it('has the id of its layout', () => {
    for (const layout of Object.values(layouts)) expect(layoutOfBaseline(layout.id)).toBe(layout);
    expect(layoutOfBaseline('another engine')).toBeUndefined();
  });
});

describe('judging', () => {
  /** A runner that has a text, and accepts what equals it. */
  const slotOf = (stored: string | undefined): SnapshotSlot & { written: string[] } => {
    const written: string[] = [];
    return { stored, written, write: (text) => (written.push(text), text === stored) };
  };
  const baseline = (value: unknown, layout = layouts.node20): string =>
    formatBaseline(baselineOf(deepSizeOf(value, { layout })));

  it('weighs for the layout of the baseline, so that it holds on every engine', () => {
    for (const layout of Object.values(layouts))
      expect(judgeSnapshot(session, slotOf(baseline(session, layout)), {}).pass).toBe(true);
  });

  it('made on an engine that has only the nearest layout holds on every engine', () => {
    const nearest = { ...layouts.node24, title: `${layouts.node24.title}, the nearest known to V8 99.1` };
    expect(judgeSnapshot(session, slotOf(baseline(session, nearest)), {}).pass).toBe(true);
    expect(judgeSnapshot(session, slotOf(baseline(session, layouts.node24)), { layout: nearest }).pass).toBe(true);
  });

  it('leaves the baseline as it is within the tolerance', () => {
    const slot = slotOf(baseline([1, 2, 3]));
    expect(judgeSnapshot([1, 2, 3, 4], slot, { within: '20%' }).pass).toBe(true);
    expect(slot.written).toEqual([slot.stored]);
    expect(judgeSnapshot([1, 2, 3, 4], slotOf(baseline([1, 2, 3])), { within: 7 }).pass).toBe(false);
    expect(judgeSnapshot([1, 2, 3, 4], slotOf(baseline([1, 2, 3])), { within: 8 }).pass).toBe(true);
  });

  it('refuses a tolerance that is none, before there is a baseline too', () => {
    for (const stored of [undefined, baseline([1, 2, 3])]) {
      const slot = slotOf(stored);
      expect(() => judgeSnapshot([1, 2, 3], slot, { within: '5 percent' })).toThrow(/'percent' is not a unit of bytes/);
      expect(slot.written).toEqual([]);
    }
  });

  it('is to the byte and by type without one', () => {
    const one = judgeSnapshot(new Array(1000).fill(0), slotOf(baseline([{ a: 1 }])), {});
    expect(one.pass).toBe(false);
    expect(one.message()).toMatch(/^the value should weigh 88 B, as in its snapshot: it takes 7\.86 KiB \(8,048 B\), /);
    expect(one.message()).toMatch(
      /difference from the snapshot:\n\+7\.77 KiB .*\ntype .*\nArray +0 +\+7\.8 KiB +56 B +7\.86 KiB\nObject +-1 +-32 B +32 B +0 B/,
    );
    expect(one.message()).toContain('run the tests with -u');
  });

  it('says what is the matter with a baseline that is missing or none', () => {
    expect(judgeSnapshot(1, slotOf(undefined), {}).message()).toMatch(
      /^no size snapshot is stored for this test[^]*0 bytes in 0 objects/,
    );
    expect(judgeSnapshot(1, slotOf('"something else"'), {}).message()).toContain('not a size snapshot: update it (-u)');
    expect(() => judgeSnapshot([{}, {}], slotOf(undefined), { maxObjects: 1 })).toThrow(/a limit ended the walk/);
  });
});

describe('in concurrent tests', () => {
  it.concurrent.for([1, 2, 3])('each has a snapshot of its own: %d', async (length, { expect: own }) => {
    await new Promise((resolve) => setTimeout(resolve, 10 / length));
    own(new Array(length).fill(0)).toMatchSizeSnapshot();
  });
});

describe('in this runner', () => {
  it('keeps several snapshots of one test', () => {
    expect(session).toMatchSizeSnapshot();
    expect([1, 2, 3]).toMatchSizeSnapshot();
    expect(session).toMatchSizeSnapshot('by name');
    expect({ ...session, more: 1 }).toMatchSizeSnapshot('within a tolerance', { within: '5%' });
    expect(session).toMatchSizeSnapshot({ within: '1 KiB' });
  });

  it('refuses what is no name and no options', () => {
    const subject = expect([1, 2, 3]) as unknown as { toMatchSizeSnapshot(...args: unknown[]): void };
    for (const args of [[5], [null], [{ within: 1 }, 'name'], [{}, {}]])
      expect(() => subject.toMatchSizeSnapshot(...args)).toThrow(/^the name of a size snapshot must be a string; got /);
  });

  it('cannot be negated', () => {
    expect(() => expect([1, 2, 3]).not.toMatchSizeSnapshot()).toThrow(/cannot be used with \.not/);
  });

  it('is only for tests, and for runners whose snapshots it knows', () => {
    expect(() => snapshotSlotOf({ snapshotState: undefined }, undefined)).toThrow(/call it inside a test/);
    // The context of Bun's matchers has neither a store nor the name of the test.
    expect(() => snapshotSlotOf({}, undefined)).toThrow(/in an unknown way/);
    const nameless = {
      currentTestName: '',
      snapshotState: {
        _snapshotData: {},
        _counters: new Map<string, number>(),
        match: () => ({ pass: true, key: '' }),
      },
    };
    expect(() => snapshotSlotOf(nameless, undefined)).toThrow(
      /in a concurrent one on the `expect` of the test's context/,
    );
    expect(() => snapshotSlotOf({ currentTestName: 'a', snapshotState: { match: 1 } as never }, undefined)).toThrow(
      /in an unknown way/,
    );
  });
});
