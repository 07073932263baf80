// console.log of every result prints its table; JSON gives its plain data; no setter of the program runs. Results of V8
// are in printable.long.test.ts.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { defineBudgets } from '../../src/assert.ts';
import {
  advise,
  deepSizeOf,
  deepSizeOfAll,
  describeLayout,
  diffSizes,
  SizeDiff,
  trackGrowth,
} from '../../src/index.ts';
import { SizeSample } from '../../src/watch/size-sample.ts';
import { printAsTables } from './printed-results.ts';
import type { Results } from './printed-results.ts';

const state = { users: [{ name: 'ann' }, { name: 'bob' }], when: new Date(0), half: 0.5 };

const results: Results = {
  deepSizeOf: () => deepSizeOf(state),
  deepSizeOfAll: () => deepSizeOfAll([state, state.users]),
  describeLayout: () => describeLayout(state),
  diffSizes: () => diffSizes(deepSizeOf([]), deepSizeOf(state)),
  advise: () => advise(state),
  growth: () => trackGrowth(() => state).growth(),
  'a sample of a logger': () => new SizeSample({ name: 'state', report: deepSizeOf(state), at: 0 }),
  'budgets.check': () => defineBudgets({ state: '1 KiB' }).check({ state }),
};

printAsTables(results);

describe('a tracker', () => {
  it('prints what grows, and has it as JSON', () => {
    const tracker = trackGrowth(() => state);
    tracker.measure();
    expect(inspect(tracker)).toMatch(/^too few samples: 1 sample in /);
    expect(JSON.parse(JSON.stringify(tracker))).toEqual(JSON.parse(JSON.stringify(tracker.growth())));
  });
});

describe('plain data', () => {
  it('has no field that is undefined, and makes an equal result again', () => {
    const diff = diffSizes(deepSizeOf([]), deepSizeOf(state));
    expect(Object.values(diff.toJSON())).not.toContain(undefined);
    expect(String(new SizeDiff(JSON.parse(JSON.stringify(diff)) as SizeDiff))).toBe(String(diff));
    expect(structuredClone(diff.toJSON())).toEqual(diff.toJSON());
  });

  it('is defined and not assigned, so that no setter of Object.prototype runs', () => {
    let ran = 0;
    const names = ['bytes', 'total', 'rows', 'fields', 'byType', 'retainedBytes'];
    for (const name of names)
      Object.defineProperty(Object.prototype, name, {
        configurable: true,
        get: () => undefined,
        set: () => {
          ran++;
        },
      });
    let bytes: readonly number[];
    try {
      bytes = [deepSizeOf(state).bytes, deepSizeOfAll([state]).total.bytes, describeLayout(state).bytes];
    } finally {
      for (const name of names) Reflect.deleteProperty(Object.prototype, name);
    }
    expect(ran).toBe(0);
    expect(bytes.every((figure) => figure > 0)).toBe(true);
  });
});
