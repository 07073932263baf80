// The sum of reports has the same rows as a report of both values, if they share nothing.
import { expect, it } from 'vitest';
import { deepSizeOf, layouts, mergeReports } from '../../src/index.ts';

const first = { names: ['a first name', 'a first name'], half: 0.25, when: new Date(1), f: () => 1 };
const second = { list: [{ a: 1 }, { a: 2 }], buffer: new ArrayBuffer(100), p: Promise.resolve(1) };

it('adds up types, hidden state, duplicates and intervals', () => {
  const [a, b] = [deepSizeOf(first), deepSizeOf(second)];
  const sum = mergeReports([a, JSON.parse(JSON.stringify(b)) as typeof b]);
  expect(sum.bytes).toBe(a.bytes + b.bytes);
  expect(sum.objects).toBe(a.objects + b.objects);
  expect(sum.range).toEqual({ min: a.range.min + b.range.min, max: a.range.max + b.range.max });
  expect(sum.duplicateStrings).toEqual(a.duplicateStrings);
  expect(sum.duplicateStrings.count).toBe(1);
  expect(sum.hidden.map((row) => row.kind).sort()).toEqual(['closures', 'promise-results']);
  expect(sum.layout).toEqual(a.layout);
  for (const { type, bytes } of sum.byType) {
    const of = (report: typeof a): number => report.byType.find((row) => row.type === type)?.bytes ?? 0;
    expect(bytes, type).toBe(of(a) + of(b));
  }
});

it('names all layouts, a limit that ended a walk, and nothing for nothing', () => {
  const here = deepSizeOf(first, { layout: layouts.node20 });
  const there = deepSizeOf(second, { layout: layouts.chromium, maxObjects: 1 });
  const sum = mergeReports([here, there]);
  expect(sum.layout).toEqual({
    id: 'node20+chromium156',
    title: `${layouts.node20.title} and ${layouts.chromium.title}`,
  });
  expect([sum.complete, sum.stopped?.by]).toEqual([false, 'maxObjects']);
  expect(String(mergeReports([]))).toBe('0 B in 0 objects');
});

it('refuses what is not a report', () => {
  for (const wrong of [undefined, null, {}, { ...deepSizeOf(1).toJSON(), layout: 'a title' }])
    expect(() => mergeReports([wrong as never])).toThrow(/each of the reports must be a report of deepSizeOf/);
});
