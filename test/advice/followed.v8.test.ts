// Advice of several kinds is followed, and V8's own count falls by what was promised; each kind is in followed.long.test.ts.
import { describe, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { advise } from '../../src/index.ts';
import { json, list } from './cases.ts';

describe('advice that is followed', () => {
  it('saves the sum when all of it is followed', async () => {
    const build = () => ({
      rows: json(
        list(3000, (id) => ({
          id,
          at: id + 0.1,
          city: `the city that has number ${id % 30}`,
          tags: [] as string[],
          note: null,
        })),
      ),
      flags: json(list(5000, (i) => i % 3)),
      seen: list(200, (i) => new Map([[i, i]])),
      head: new Uint8Array(new ArrayBuffer(60_000), 10, 100),
    });
    const value = build();
    const advice = advise(value);
    const pool = new Map<string, string>();
    const none: string[] = [];
    // From values of their own: V8 14 makes one string of equal texts that a Map looks up.
    const { rows, flags, seen, head } = build();
    const followed = {
      rows: {
        id: Uint16Array.from(rows, ({ id }) => id),
        at: Float64Array.from(rows, ({ at }) => at),
        city: rows.map(({ city }) => pool.get(city) ?? (pool.set(city, city), city)),
        tags: rows.map(() => none),
        note: rows.map(() => null),
      },
      flags: Uint8Array.from(flags),
      seen: seen.map((map) => [...map.entries()][0]),
      head: head.slice(),
    };
    const [before, after] = await exactSizesOf([value, followed]);
    expect(advice.findings.map(({ kind, alternativeTo }) => `${kind} ${alternativeTo ?? ''}`)).toEqual([
      'objects-by-column ',
      'duplicate-strings ',
      'empty-container ',
      'buffer-slice ',
      'number-array ',
      'empty-fields 0',
      'tiny-collection ',
    ]);
    expect(Math.abs(advice.savedBytes / (before.bytes - after.bytes) - 1)).toBeLessThan(0.1);
  });
});
