// What the engine's facts make exact, and that the range with them holds V8's count.
import { beforeAll, describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { engineFacts, exactSizeOf, exactSizesOf } from '../../src/node.ts';
import { nodeOnly } from '../corpus/node.ts';
import { packages } from '../corpus/packages.ts';
import { synthetic as portable } from '../corpus/synthetic.ts';
import { judge } from './judge.ts';

const facts = engineFacts();
const major = Number(process.versions.node.split('.')[0]);

/** Values whose storage JavaScript cannot see; with facts the estimate is V8's count. */
const exact: readonly (readonly [name: string, build: () => unknown])[] = [
  ['word counts by computed keys', () => counts(words(300), 40)],
  ['many objects with the same computed keys', () => Array.from({ length: 20 }, () => counts(words(60), 60))],
  ['strings that are keys as well', () => [words(200), counts(words(200), 200)]],
  ['plain objects of which one property was deleted', () => Array.from({ length: 200 }, (_, i) => deleted(i))],
  ['one plain object with 30 names from a literal', () => JSON.parse(JSON.stringify(counts(words(30), 30)))],
  [
    'instances that a method gave 30 more properties',
    () =>
      Array.from({ length: 20 }, (_, i) => {
        const made = new Filled(i);
        for (let k = 0; k < 30; k++) made[`extra${k}`] = k;
        return made;
      }),
  ],
  ['an array of equal copies of a long string', () => Array.from({ length: 12 }, () => copyOf('the same page text'))],
  [
    'one string in many places',
    () => {
      const one = copyOf('a description that is shared');
      return Array.from({ length: 100 }, () => ({ one }));
    },
  ],
  ['short strings that are copies', () => Array.from({ length: 10 }, () => ({ name: copyOf('ann b') }))],
  [
    'values of a Map that are equal copies',
    () => new Map(Array.from({ length: 9 }, (_, i) => [i, copyOf('x'.repeat(400))])),
  ],
  [
    'small integers in an array that held doubles',
    () => {
      const list = [1.5, 2.5, 3.5, 4.5];
      for (let i = 0; i < 4; i++) list[i] = i;
      return list;
    },
  ],
  [
    'doubles in an array that held a string',
    () => {
      const list: unknown[] = ['x', 2.5, 3.5, 4.5];
      list[0] = 1.5;
      return list;
    },
  ],
  [
    'an array that was sparse first',
    () => {
      const list: number[] = [];
      for (let i = 2000; i >= 0; i -= 12) list[i] = 0;
      return list;
    },
  ],
];

/** Strings in V8's string table, as keys of objects are. */
function words(count: number): string[] {
  return JSON.parse(JSON.stringify(Array.from({ length: count }, (_, i) => `w${(i * 7919) % 99_991}x`))) as string[];
}

function counts(names: readonly string[], count: number): Record<string, number> {
  const made: Record<string, number> = {};
  for (let i = 0; i < count; i++) made[names[i]] = i;
  return made;
}

function deleted(i: number): object {
  // Names that no engine has in its read-only space.
  const made: { zeta: number; spot: number; gone?: unknown; xs1: number } = { zeta: 1, spot: i, gone: null, xs1: 2 };
  delete made.gone;
  return made;
}

class Filled {
  [name: string]: unknown;
  constructor(i: number) {
    this.id = i;
    this.b = true;
    this.c = null;
  }
}

/** A flat string of its own. */
function copyOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}

describe('with facts the estimate is exact', () => {
  const values = exact.map(([, build]) => build());
  const plain = values.map((value) => deepSizeOf(value).bytes);
  const known = values.map((value) => deepSizeOf(value, { facts }));
  let truths: readonly { readonly bytes: number }[] = [];

  beforeAll(async () => {
    truths = await exactSizesOf(values);
  });

  it.each(exact.map(([name], i) => [name, i] as const))('%s', (_, i) => {
    const { bytes } = truths[i];
    expect(known[i].bytes).toBe(bytes);
    expect(known[i].range.min).toBeLessThanOrEqual(bytes);
    expect(known[i].range.max).toBeGreaterThanOrEqual(bytes);
  });

  it('and some of them are far off without', () => {
    expect(plain.filter((bytes, i) => Math.abs(bytes / truths[i].bytes - 1) > 0.1).length).toBeGreaterThanOrEqual(4);
  });
});

it.runIf(major >= 24)('shares of a literal are counted once where the engine reports them', async () => {
  const make = (): number[] => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const shared = Array.from({ length: 50 }, make);
  const changed = Array.from({ length: 50 }, make);
  for (const list of changed) list[0] = 2;
  for (const value of [shared, changed])
    expect(deepSizeOf(value, { facts }).bytes).toBe((await exactSizeOf(value)).bytes);
});

describe('the range with facts', () => {
  const all = [...portable, ...nodeOnly, ...packages].filter(({ flat, unknowable }) => flat !== false && !unknowable);
  let outside: string[] = [];
  let wider: string[] = [];

  beforeAll(async () => {
    const values = all.map((structure) => structure.build());
    const plain = values.map((value) => deepSizeOf(value));
    const known = values.map((value) => deepSizeOf(value, { facts }));
    const truths = await judge(values);
    outside = all
      .filter((_, i) => {
        const { bytes } = truths[i];
        // Targets of proxies, which facts reveal, are hidden state for the judge.
        if (plain[i].hidden.some(({ kind }) => kind === 'proxy-targets')) return false;
        return !(known[i].range.min <= bytes && bytes <= known[i].range.max);
      })
      .map(({ name }) => name);
    wider = all.filter((_, i) => widthOf(known[i].range) > widthOf(plain[i].range) * 1.01 + 64).map(({ name }) => name);
  });

  it("holds V8's count of the corpus", () => expect(outside).toEqual([]));

  it('is rarely wider than without', () => expect(wider.length).toBeLessThanOrEqual(all.length / 20));
});

function widthOf({ min, max }: { readonly min: number; readonly max: number }): number {
  return max - min;
}
