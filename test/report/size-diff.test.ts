// What has grown between two reports.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, diffSizes } from '../../src/index.ts';
import type { SizeReportData } from '../../src/index.ts';
import { data } from '../corpus/packages.ts';
import { freshText } from '../corpus/structure.ts';

interface State {
  users: object[];
  cache: Map<number, { text: string }>;
  log?: string[];
}
const stateOf = (users: number, cached: number): State => ({
  users: Array.from({ length: users }, (_, id) => ({ id })),
  cache: new Map(Array.from({ length: cached }, (_, i) => [i, { text: freshText(100) }])),
});

describe('a difference of sizes', () => {
  const before = deepSizeOf(stateOf(100, 20), { paths: true });
  const after = deepSizeOf(stateOf(80, 200), { paths: true });
  const diff = diffSizes(before, after);

  it('is that of all figures', () => {
    expect(diff.bytes).toBe(after.bytes - before.bytes);
    expect(diff.heapBytes + diff.externalBytes).toBe(diff.bytes);
    expect(diff.objects).toBe(after.objects - before.objects);
    expect(diff.byType.reduce((sum, row) => sum + row.bytes, 0)).toBe(diff.bytes);
    for (const row of diff.byType) expect(row.after - row.before).toBe(row.bytes);
    for (const row of diff.byPath!) expect(row.after - row.before).toBe(row.retainedBytes);
  });

  it('lists the largest growth first, and what has shrunk last', () => {
    const grown = diff.byType.map((row) => row.bytes);
    expect(grown).toEqual([...grown].sort((a, b) => b - a));
    expect(diff.byType[0]).toMatchObject({ type: 'string', count: 180, bytes: 180 * 120 });
    expect(diff.byType.at(-1)!.type).toBe('Array');
    expect(diff.byPath!.map((row) => [row.path, row.count])).toEqual([
      ['value.cache', 0],
      ['value', 0],
      ['value.cache.get(*)', 180],
      ['value.cache.get(*).text', 180],
      ['value.users[*]', -20],
      ['value.users', 0],
    ]);
  });

  it('of equal values is nothing', () => {
    const same = diffSizes(before, deepSizeOf(stateOf(100, 20), { paths: true }));
    expect([same.bytes, same.byType, same.byPath]).toEqual([0, [], []]);
    expect(String(same)).toMatch(/^0 B \(0\.0 %\)|^0 B \(\+0\.0 %\)/);
  });

  it('of values from nothing to something, and back', () => {
    const nothing = deepSizeOf(7, { paths: true });
    const something = deepSizeOf({ a: { b: freshText(50) } }, { paths: true });
    expect(diffSizes(nothing, something)).toMatchObject({ bytes: something.bytes, before: 0, after: something.bytes });
    expect(diffSizes(something, nothing).byPath!.map((row) => `${row.path} ${row.retainedBytes}`)).toEqual(
      expect.arrayContaining([`value ${-something.bytes}`]),
    );
    expect(String(diffSizes(nothing, something))).toContain('from 0 B to');
  });

  it('takes plain data, and gives plain data', () => {
    const plain = (report: SizeReportData): SizeReportData => JSON.parse(JSON.stringify(report)) as SizeReportData;
    expect(diffSizes(plain(before), plain(after)).toJSON()).toEqual(diff.toJSON());
    expect(JSON.parse(JSON.stringify(diff))).toEqual(diff.toJSON());
    expect(inspect(diff)).toBe(String(diff));
  });

  it('finds a place that is new, and one that is gone, whatever the root is called', () => {
    const small = deepSizeOf({ keep: { a: 1 }, gone: [freshText(3000)] }, { paths: { name: 'before' } });
    const large = deepSizeOf({ keep: { a: 1 }, fresh: { list: [freshText(5000)] } }, { paths: { name: 'after' } });
    const { byPath } = diffSizes(small, large);
    expect(byPath!.map(({ path, before, after }) => [path, before > 0, after > 0])).toEqual([
      ['after.fresh', false, true],
      ['after.fresh.list', false, true],
      ['after.fresh.list[0]', false, true],
      ['after', true, true],
      ['before.gone[0]', true, false],
      ['before.gone', true, false],
    ]);
  });

  it('says nothing of a place that one of the trees did not come to', () => {
    const deep = { a: { b: { c: { text: freshText(500) } } } };
    const { byPath } = diffSizes(
      deepSizeOf(deep, { paths: { depth: 1 } }),
      deepSizeOf({ ...deep, more: freshText(900) }, { paths: { depth: 4 } }),
    );
    expect(byPath!.map((row) => row.path)).toEqual(['value', 'value.more']);
  });

  it('has no paths unless both have', () => {
    expect(diffSizes(before, deepSizeOf([])).byPath).toBeUndefined();
    expect(diffSizes(deepSizeOf([]), before).toJSON()).not.toHaveProperty('byPath');
  });

  it('names what makes it a rough one', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ i }));
    expect(
      diffSizes(deepSizeOf(many, { maxObjects: 5 }), {
        ...deepSizeOf(many, { sample: 100 }).toJSON(),
        layout: { id: 'another', title: 'another engine' },
      }).notes,
    ).toHaveLength(3);
    expect(() => diffSizes(undefined as never, before)).toThrow(/before must be a report/);
    expect(() => diffSizes(before, {} as never)).toThrow(/after must be a report/);
  });

  it('prints aligned tables of at most twenty rows, safe against hostile names', () => {
    const report = deepSizeOf({ 'a\n\u001b[31mkey': { x: 1 } }, { paths: true });
    const text = String(diffSizes(deepSizeOf({}, { paths: true }), report));
    expect(text).not.toContain('\u001b');
    const lines = String(
      diffSizes(deepSizeOf({}, { paths: true }), deepSizeOf(data[0].build(), { paths: { rows: 200, depth: 9 } })),
    ).split('\n');
    expect(lines.find((line) => line.includes('more)'))).toMatch(/\(\d+ more\)/);
    expect(lines.length).toBeLessThan(50);
  });

  it('says in times what has grown to more than ten times its size', () => {
    const text = String(diffSizes(deepSizeOf({ a: 1 }), deepSizeOf({ a: new Array(1000).fill('some text') })));
    expect(text).toMatch(/^\+7\.\d+ KiB \(25\d times\): from 32 B to 7\.\d+ KiB; /);
  });

  it('prints what has changed', () => {
    const first = deepSizeOf({ list: [{ a: 1 }] }, { paths: true });
    const second = deepSizeOf({ list: [{ a: 1 }, { a: 2 }, { a: 3 }], size: 2.5 }, { paths: true });
    expect(String(diffSizes(first, second))).toBe(
      [
        '+104 B (+86.7 %): from 120 B to 224 B; +3 objects',
        'type    count  growth  before  after',
        'Object     +2   +72 B    64 B  136 B',
        'Array       0   +16 B    56 B   72 B',
        'number     +1   +16 B     0 B   16 B',
        'retained by place  count  growth  before  after',
        'value                  0  +104 B   120 B  224 B',
        'value.list             0   +80 B    88 B  168 B',
        'value.list[1]         +1   +32 B     0 B   32 B',
        'value.list[2]         +1   +32 B     0 B   32 B',
        'value.size            +1   +16 B     0 B   16 B',
      ].join('\n'),
    );
  });
});
