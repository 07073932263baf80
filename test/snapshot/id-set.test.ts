// IdSet agrees with a Set of JavaScript, for ids that V8 counted up and for hashes of addresses.
import { describe, expect, it } from 'vitest';
import { IdSet } from '../../src/snapshot/id-set.ts';
import { randomFrom } from '../../src/measure/sampling/random.ts';

describe('IdSet', () => {
  const random = randomFrom(7);
  const upTo = (most: number): number => 1 + Math.floor(random() * most);
  const cases: Readonly<Record<string, number[]>> = {
    none: [],
    one: [0xffffffff],
    'counted up': Array.from({ length: 5000 }, (_, i) => 2 * i + 1),
    'counted up, and some hashes': Array.from({ length: 5000 }, (_, i) =>
      i % 50 === 0 ? upTo(2 ** 32 - 1) : 4 * i + 1,
    ),
    'hashes only': Array.from({ length: 5000 }, () => upTo(2 ** 32 - 1)),
    'far apart': Array.from({ length: 1000 }, (_, i) => 1 + i * 4_000_000),
  };
  for (const [name, ids] of Object.entries(cases)) {
    it(`has exactly its ids: ${name}`, () => {
      const set = new IdSet(Uint32Array.from(ids));
      const truth = new Set(ids);
      for (const id of ids) expect(set.has(id)).toBe(true);
      const wrong: number[] = [];
      for (let i = 0; i < 20_000; i++) {
        const id = i % 2 === 0 ? upTo(25_000) : upTo(2 ** 32 - 1);
        if (set.has(id) !== truth.has(id)) wrong.push(id);
      }
      expect(wrong).toEqual([]);
    });
  }
});
