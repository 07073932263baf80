// console.log of every result prints its table; JSON gives its plain data; no setter of the program runs.
import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
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
import { exactSizeOf, retainersOf, verify } from '../../src/node.ts';
import { measureMemory, profileMemory } from '../../src/profile.ts';
import { SizeSample } from '../../src/watch/size-sample.ts';

const state = { users: [{ name: 'ann' }, { name: 'bob' }], when: new Date(0), half: 0.5 };

const results: Readonly<Record<string, () => Promise<object> | object>> = {
  deepSizeOf: () => deepSizeOf(state),
  deepSizeOfAll: () => deepSizeOfAll([state, state.users]),
  describeLayout: () => describeLayout(state),
  diffSizes: () => diffSizes(deepSizeOf([]), deepSizeOf(state)),
  advise: () => advise(state),
  growth: () => trackGrowth(() => state).growth(),
  'a sample of a logger': () => new SizeSample({ name: 'state', report: deepSizeOf(state), at: 0 }),
  'budgets.check': () => defineBudgets({ state: '1 KiB' }).check({ state }),
  exactSizeOf: () => exactSizeOf(state),
  verify: () => verify(state),
  retainersOf: () => retainersOf(state),
  measureMemory: () => measureMemory(() => [1, 2, 3]),
  profileMemory: () => profileMemory(() => [1, 2, 3]),
};

describe.each(Object.entries(results))('the result of %s', (_, make) => {
  let result: object;
  beforeAll(async () => {
    result = await make();
  });

  it('prints as its table wherever it is written', () => {
    const text = String(result);
    expect(text).not.toContain('[object');
    expect(text).not.toMatch(/\n$/);
    expect(inspect(result)).toBe(text);
    const deno = (result as Record<symbol, (() => string) | undefined>)[Symbol.for('Deno.customInspect')];
    expect(deno?.call(result)).toBe(text);
  });

  it('has its plain data as JSON', () => {
    const data = JSON.parse(JSON.stringify(result)) as object;
    expect(Object.keys(data).length).toBeGreaterThan(0);
    for (const name of Object.keys(data)) expect(result, name).toHaveProperty(name.replaceAll('.', '\\.'));
  });
});

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

  it('of a profile and a measurement has no result', async () => {
    const fill = (): object => ({ [['sec', 'ret'].join('')]: 1 });
    const profile = await profileMemory(fill);
    const measured = await measureMemory(fill);
    for (const { result, ...rest } of [profile, measured].map((made) => ({
      result: made.result,
      json: made.toJSON(),
    }))) {
      expect(result).toEqual({ secret: 1 });
      expect(JSON.stringify(rest)).not.toContain('secret');
    }
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
