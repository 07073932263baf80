// Every kind of advice is followed, and V8's own count falls by what was promised.
import { describe, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { advise } from '../../src/index.ts';
import type { Finding } from '../../src/index.ts';
import { cases, json, list } from './cases.ts';

describe('advice that is followed', () => {
  it("saves what was promised, within 10 %, by V8's own count", async () => {
    const found: (Finding | undefined)[] = [];
    const values: unknown[] = [];
    for (const { build, follow, kind, path } of cases) {
      const value = build();
      found.push(advise(value).findings.find((finding) => finding.kind === kind && finding.path === path));
      values.push(value, follow(build() as never));
    }
    const sizes = (await exactSizesOf(values)).map(({ bytes }) => bytes);
    const rows = cases.map(({ name, kind }, i) => {
      const promised = found[i]?.savedBytes ?? 0;
      const saved = sizes[2 * i] - sizes[2 * i + 1];
      return { name: `${kind}: ${name}`, promised, saved, off: Math.abs(promised / saved - 1) };
    });
    expect(rows.filter(({ off, promised }) => !(off <= 0.1 && promised > 0))).toEqual([]);
  });

  it('is found without changing a byte of the value', async () => {
    const values: unknown[] = [];
    for (const { build } of cases) {
      const looked = build();
      advise(looked, { minBytes: 0 });
      values.push(build(), looked);
    }
    const sizes = (await exactSizesOf(values)).map(({ bytes }) => bytes);
    expect(cases.map(({ name }, i) => [name, sizes[2 * i + 1]])).toEqual(
      cases.map(({ name }, i) => [name, sizes[2 * i]]),
    );
  });

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
