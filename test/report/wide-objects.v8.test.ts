// Plain objects of 20 names and more: a hash table if the names were computed, which JavaScript does not show. The
// report says what that would add, and V8 agrees.
import { beforeAll, describe, expect, it } from 'vitest';
import { deepSizeOf, mergeReports } from '../../src/index.ts';
import type { SizeReport } from '../../src/index.ts';
import { engineFacts, exactSizesOf } from '../../src/node.ts';

const header = Array.from({ length: 30 }, (_, i) => `column ${i}`);
const rowOf = (names: readonly string[], row: number): Record<string, number> => {
  const made: Record<string, number> = {};
  for (const name of names) made[name] = row;
  return made;
};
const assigned = (row: number): object => header.reduce((made, name) => Object.assign(made, { [name]: row }), {});

const keyed = Array.from({ length: 200 }, (_, row) => rowOf(header, row));
const reduced = Array.from({ length: 200 }, (_, row) => assigned(row));
const parsed = JSON.parse(JSON.stringify(keyed)) as typeof keyed;
const narrow = Array.from({ length: 200 }, (_, row) => rowOf(header.slice(0, 19), row));

const noteIn = (report: SizeReport): string | undefined => /^.*more if keys of.*$/m.exec(String(report))?.[0];

let counted: readonly SizeReport[];

beforeAll(async () => {
  counted = await exactSizesOf([keyed, reduced, parsed]);
});

describe('plain objects of many names', () => {
  it.each([
    ['a parser with a header', keyed, 0],
    ['Object.assign in reduce', reduced, 1],
  ])('made by %s: the report names what V8 has more', (_, value, at) => {
    const report = deepSizeOf(value);
    const whole = report.bytes + report.wideBytes!;
    expect(Math.abs(whole / counted[at].bytes - 1)).toBeLessThan(0.01);
    expect(report.range.max).toBeGreaterThanOrEqual(counted[at].bytes);
    expect(report.likely.max).toBeGreaterThanOrEqual(counted[at].bytes);
    expect(noteIn(report)).toMatch(/^266 KiB more if keys of plain objects were computed$/);
  });

  it('made by JSON.parse: V8 has the figure itself, and facts know it', () => {
    expect(deepSizeOf(parsed).bytes).toBe(counted[2].bytes);
    const report = deepSizeOf(parsed, { facts: engineFacts() });
    expect(report.wideBytes).toBeUndefined();
    expect(noteIn(report)).toBeUndefined();
    expect(deepSizeOf(keyed, { facts: engineFacts() }).bytes).toBe(counted[0].bytes);
  });

  it('are not named where they are a small part, or have fewer names', () => {
    expect(deepSizeOf(narrow).wideBytes).toBeUndefined();
    const mixed = deepSizeOf([keyed[0], Array.from({ length: 1000 }, (_, i) => ({ i }))]);
    expect(mixed.wideBytes).toBeGreaterThan(0);
    expect(noteIn(mixed)).toBeUndefined();
  });

  it('are added up in a sum and in a sample', () => {
    const { wideBytes } = deepSizeOf(keyed);
    expect(mergeReports([deepSizeOf(keyed), deepSizeOf(narrow), deepSizeOf(reduced)]).wideBytes).toBe(2 * wideBytes!);
    const sampled = deepSizeOf(
      Array.from({ length: 5000 }, (_, row) => rowOf(header, row)),
      { sample: { size: 100, seed: 1 } },
    );
    expect(sampled.wideBytes).toBe(25 * wideBytes!);
  });
});
