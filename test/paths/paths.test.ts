// Places and what they retain: structures with known answers, V8's own retained sizes, hostile and huge values.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, deepSizeOfAsync, mergeReports } from '../../src/index.ts';
import type { PathOptions, PathRow } from '../../src/index.ts';
import { boom, hostile } from '../corpus/hostile.ts';
import { data } from '../corpus/packages.ts';
import { freshText } from '../corpus/structure.ts';
import { brokenTrees, isTree } from './is-tree.ts';

const rowsOf = (value: unknown, options: PathOptions = {}): readonly PathRow[] =>
  deepSizeOf(value, { paths: { name: 'v', ...options } }).paths!;
const table = (value: unknown, options: PathOptions = {}): Record<string, string> =>
  Object.fromEntries(
    rowsOf(value, options).map(({ path, type, bytes, retainedBytes, count }) => [
      path,
      `${type} x${count} ${retainedBytes} of ${bytes}`,
    ]),
  );
/** No limit that a person would want. */
const ALL: PathOptions = { rows: Infinity, depth: Infinity, fold: Infinity };

describe('what a place retains', () => {
  // An object of one property is 32 bytes, one of two 40.
  it('of what two places share: nothing; their nearest common owner does', () => {
    const shared = { a: { b: 1 } };
    expect(table({ left: { shared }, right: { shared } })).toEqual({
      v: 'Object x1 168 of 168',
      'v.left': 'Object x1 32 of 96',
      'v.left.shared': 'Object x1 0 of 64',
      'v.right': 'Object x1 32 of 96',
      'v.right.shared': 'Object x1 0 of 64',
      'v (shared)': 'Object x1 64 of 64',
      'v (shared).a': 'Object x1 32 of 32',
    });
  });

  it('of two references from one owner: nothing, each by itself', () => {
    const both = { a: 1 };
    expect(table({ x: { one: both, two: both } })).toEqual({
      v: 'Object x1 104 of 104',
      'v.x': 'Object x1 72 of 72',
      'v.x.one': 'Object x1 0 of 32',
      'v.x.two': 'Object x1 0 of 32',
      'v.x (shared)': 'Object x1 32 of 32',
    });
  });

  it('of a diamond: the ends keep themselves, the fork keeps all', () => {
    const bottom = { z: 1 };
    expect(table({ fork: { left: { bottom }, right: { bottom } } })).toMatchObject({
      'v.fork': 'Object x1 136 of 136',
      'v.fork.left': 'Object x1 32 of 64',
      'v.fork.right': 'Object x1 32 of 64',
      'v.fork (shared)': 'Object x1 32 of 32',
    });
  });

  it('of a cycle: a way back to where one comes from is no place of its own', () => {
    const parent: { kids: object; self?: object } = { kids: {} };
    parent.kids = { a: { parent }, b: { parent } };
    parent.self = parent;
    const rows = table(parent);
    expect(Object.keys(rows).sort()).toEqual(['v', 'v.kids', 'v.kids.a', 'v.kids.b']);
    expect(rows['v.kids']).toBe('Object x1 104 of 144');
    expect(rows['v.kids.a']).toBe('Object x1 32 of 144');
  });

  it('of elements that refer to one another: together what is theirs alone', () => {
    const list = Array.from({ length: 20 }, () => ({ next: null as object | null }));
    list.forEach((item, i) => {
      item.next = list[(i + 1) % 20];
    });
    expect(table({ list })).toMatchObject({ 'v.list': 'Array x1 848 of 848', 'v.list[*]': 'Object x20 640 of 640' });
  });

  it('of places folded together: what they share among themselves as well', () => {
    const shared = { text: freshText(40) };
    const rows = table({ list: Array.from({ length: 20 }, () => ({ shared })) });
    expect(rows).toMatchObject({
      'v.list[*]': `Object x20 ${20 * 32 + 32 + 56} of ${20 * 32 + 32 + 56}`,
      'v.list[*].shared': 'Object x20 88 of 88',
      'v.list[*].shared.text': 'string x1 56 of 56',
    });
  });

  it("of a Map's keys and values, and a Set's members", () => {
    const ann = { key: 1 };
    const map = new Map<unknown, unknown>([
      ['an', { a: 1 }],
      [ann, { b: { c: 1 } }],
      [3, ann],
    ]);
    expect(table(map)).toMatchObject({
      'v.get("an")': 'Object x1 32 of 32',
      'v.values()[1]': 'Object x1 64 of 64',
      'v.values()[1].b': 'Object x1 32 of 32',
      'v.keys()[1]': 'Object x1 0 of 32',
      'v.get(3)': 'Object x1 0 of 32',
      'v (shared)': 'Object x1 32 of 32',
    });
    expect(table(new Set([{ a: 1 }, { b: 1, c: 2 }]))).toMatchObject({
      'v.values()[0]': 'Object x1 32 of 32',
      'v.values()[1]': 'Object x1 40 of 40',
    });
  });

  it('of views: the buffer only if it is theirs alone', () => {
    const buffer = new ArrayBuffer(1000);
    const own = table({ view: new Uint8Array(1000) });
    const both = table({ a: new Uint8Array(buffer), b: new Float32Array(buffer), buffer });
    const bytes = deepSizeOf(buffer).bytes;
    const view = deepSizeOf(new Uint8Array(1000)).bytes - bytes;
    expect(own).toMatchObject({
      'v.view': `Uint8Array x1 ${view + bytes} of ${view + bytes}`,
      'v.view.<buffer>': `ArrayBuffer x1 ${bytes} of ${bytes}`,
    });
    expect(both).toMatchObject({
      'v.a': `Uint8Array x1 ${view} of ${view + bytes}`,
      'v.buffer': `ArrayBuffer x1 0 of ${bytes}`,
      'v (shared)': `ArrayBuffer x1 ${bytes} of ${bytes}`,
    });
  });

  it('is what a walk no longer finds once nothing stands there, in random graphs; and deep is what a walk from there finds', () => {
    interface Node {
      a: Node | null;
      b: Node | null;
      c: Node | null;
    }
    const edges = fc.array(
      fc.tuple(fc.nat(11), fc.constantFrom('a' as const, 'b' as const, 'c' as const), fc.nat(11)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(edges, (list) => {
        const nodes = Array.from({ length: 12 }, (): Node => ({ a: null, b: null, c: null }));
        for (const [from, key, to] of list) nodes[from][key] = nodes[to];
        const [root] = nodes;
        const rows = rowsOf(root, ALL);
        const total = deepSizeOf(root).bytes;
        for (const { path, depth, bytes, retainedBytes } of rows) {
          if (depth === 0 || path.includes('(')) continue;
          const keys = path.split('.').slice(1) as ('a' | 'b' | 'c')[];
          const owner = keys.slice(0, -1).reduce((at, key) => at[key]!, root);
          const key = keys[keys.length - 1];
          const there = owner[key]!;
          expect(bytes).toBe(deepSizeOf(there).bytes);
          owner[key] = null;
          const freed = total - deepSizeOf(root).bytes;
          owner[key] = there;
          // Below the root's own places, what is freed may be held by what stands above elsewhere as well.
          if (depth === 1) expect(retainedBytes).toBe(freed);
          else expect(retainedBytes).toBeLessThanOrEqual(freed);
        }
        // What is neither retained by a part nor shared is the root itself.
        expect(rows.filter((row) => row.depth === 1).reduce((sum, row) => sum + row.retainedBytes, 48)).toBe(total);
      }),
      { numRuns: 500 },
    );
  });

  it('of a frozen array of numbers: each has a box of its own', () => {
    const frozen = table({ list: Object.freeze([0.5, 1.5, 2.5]) }, ALL);
    expect(frozen).toMatchObject({ 'v.list[0]': 'number x1 16 of 16', 'v.list[2]': 'number x1 16 of 16' });
    expect(table({ list: [0.5, 1.5, 2.5] }, ALL)).not.toHaveProperty(['v.list[0]']);
  });

  it('of accessors, symbols and odd keys', () => {
    const symbol = Symbol('of mine');
    const value = {
      'odd key': { a: 1 },
      [symbol]: { b: 1 },
      get size() {
        return boom();
      },
    };
    const paths = rowsOf(value).map((row) => row.path);
    expect(paths).toEqual(expect.arrayContaining(['v["odd key"]', 'v[Symbol(of mine)]', 'v.<get size>']));
  });
});

describe('the tree of places', () => {
  it('uses the rows it is given, and sums up what they have no room for', () => {
    const value = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [`k${i}`, { a: { b: i, c: freshText(100) } }]),
    );
    const steps = (rows: number): string[] => rowsOf(value, { rows, depth: 1 }).map((row) => row.step);
    expect(steps(1)).toEqual(['v']);
    expect(steps(2)).toEqual(['v', '(6 more)']);
    expect(steps(3)).toHaveLength(3);
    expect(steps(3)).toContain('(5 more)');
    expect(steps(5)).toContain('(3 more)');
    for (let rows = 1; rows <= 7; rows++) expect(rowsOf(value, { rows })).toHaveLength(rows);
    // What several places share has a row of its own as soon as there is one for a place, the rest, and that.
    const shared = { text: freshText(1000) };
    const both = { x: { shared }, y: { shared }, z: {} };
    expect(rowsOf(both, { rows: 2 }).map((row) => row.step)).toEqual(['v', '(3 more)']);
    expect(rowsOf(both, { rows: 3 }).map((row) => row.step)).toEqual(['v', '(2 more)', '.x']);
    expect(rowsOf(both, { rows: 4, depth: 1 }).map((row) => row.step)).toContain('(shared)');
  });

  it('folds long arrays, Maps, Sets and dictionaries, but not very heavy elements', () => {
    const users = Array.from({ length: 100 }, (_, i) => ({
      name: freshText(20),
      extra: i === 42 ? freshText(10_000) : null,
    }));
    const rows = rowsOf({
      users,
      byName: new Map(Array.from({ length: 50 }, () => [freshText(12), { a: 1 }])),
      set: new Set(Array.from({ length: 50 }, () => ({ b: 1 }))),
      table: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key ${i}`, { i }])),
    });
    const counts = Object.fromEntries(rows.map((row) => [row.path, row.count]));
    expect(counts).toMatchObject({
      'v.users[42]': 1,
      'v.users[42].extra': 1,
      'v.users[*]': 99,
      'v.users[*].name': 99,
      'v.byName.get(*)': 50,
      'v.byName.keys()[*]': 50,
      'v.set.values()[*]': 50,
      'v.table[*]': 100,
    });
  });

  it('lists short ones one by one, and all of them on request', () => {
    expect(Object.keys(table([{ a: 1 }, { b: 1 }])).sort()).toEqual(['v', 'v[0]', 'v[1]']);
    const many = Array.from({ length: 20 }, (_, i) => ({ i }));
    expect(rowsOf(many, { rows: 100, fold: 20 })).toHaveLength(21);
    expect(Object.keys(table(many))).toEqual(['v', 'v[*]']);
    expect(Object.keys(table([{ a: 1 }, { b: 1 }], { fold: 0 }))).toEqual(
      ['v', 'v[*]', 'v[*].a', 'v[*].b'].slice(0, 2),
    );
  });

  it('has no more rows and no deeper ones than asked for, and its sums stay right', () => {
    const value = JSON.parse(
      JSON.stringify(data.find((structure) => structure.name === 'package-lock.json')!.build()),
    ) as unknown;
    for (const rows of [1, 2, 3, 4, 7, 20, 50, 200]) {
      for (const depth of [0, 1, 3, 10]) {
        const listed = rowsOf(value, { rows, depth });
        expect(listed.length).toBeLessThanOrEqual(rows);
        expect(Math.max(...listed.map((row) => row.depth))).toBeLessThanOrEqual(depth);
        expect(isTree(listed)).toEqual([]);
      }
    }
  });

  it('sums up what is small', () => {
    const value = {
      big: freshText(100_000),
      ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`small${i}`, { i }])),
    };
    expect(table(value)).toMatchObject({ 'v (30 more)': 'Object x30 960 of 960' });
  });

  it('is one over the whole corpus', () => {
    expect(brokenTrees({})).toEqual([]);
  });

  it('are absent unless they are asked for', () => {
    expect(() => deepSizeOf({}).toTree()).toThrow(/paths: true/);
    expect(deepSizeOf({}, { paths: false }).paths).toBeUndefined();
  });
});

describe('hostile values and walks that end early', () => {
  it.each(hostile)('%s', (_, build) => {
    const report = deepSizeOf({ value: build() }, { paths: true });
    expect(report.paths!.length).toBeGreaterThan(1);
    expect(report.toTree()).toMatch(/^place +type/);
  });

  it('keeps a hostile key in one line', () => {
    const tree = deepSizeOf(
      { 'a\nb\u0000\u202e<img src=x onerror=alert(1)>': { a: 1 }, [Symbol('x\r\ny')]: {}, ['long'.repeat(1000)]: {} },
      { paths: { name: 'my\nname' } },
    ).toTree();
    expect(tree.split('\n')).toHaveLength(5);
    expect(tree).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(Math.max(...tree.split('\n').map((line) => line.length))).toBeLessThan(200);
  });

  it('in slices is the same tree, including what has changed meanwhile', async () => {
    for (const { name, build } of data) {
      const value = build();
      const expected = deepSizeOf(value, { paths: true }).toJSON();
      expect((await deepSizeOfAsync(value, { paths: true })).toJSON(), name).toEqual(expected);
    }
    const changing = Array.from({ length: 50_000 }, (_, i) => ({ i, list: [i] }));
    const pending = deepSizeOfAsync(changing, {
      paths: true,
      sliceMs: 1,
      onProgress: () => {
        changing.length = 10;
      },
    });
    const report = await pending;
    expect(report.paths![0].bytes).toBe(report.bytes);
    expect(isTree(report.paths!)).toEqual([]);
  });

  it('of a walk that a limit ended', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ i, list: [{ i }] }));
    for (const options of [{ maxObjects: 10 }, { maxObjects: 9000 }, { maxBytes: 1000 }]) {
      const report = deepSizeOf({ many }, { ...options, paths: true });
      expect(report.complete).toBe(false);
      expect(report.paths![0].retainedBytes).toBe(report.bytes);
      expect(isTree(report.paths!)).toEqual([]);
    }
  });
});

describe('paths in reports', () => {
  it('are plain data, and are left out where there is no one value', () => {
    const value = { a: { b: 1 }, list: [1, { c: 2 }] };
    const report = deepSizeOf(value, { paths: true });
    expect(JSON.parse(JSON.stringify(report)).paths).toEqual(report.paths);
    expect(mergeReports([report, report.toJSON()]).paths).toBeUndefined();
    expect(String(report)).toBe(String(deepSizeOf(value)));
  });

  it('print as a tree', () => {
    const shared = { text: 'a text of its own' };
    expect(
      deepSizeOf(
        {
          users: [
            { id: 1, shared },
            { id: 2, shared },
          ],
          size: 2.5,
        },
        { paths: { name: 'cache' } },
      ).toTree(),
    ).toBe(
      [
        'place             type    count  retains    share   deep',
        'cache             Object      1    272 B  100.0 %  272 B',
        '├─ .users         Array       1    216 B   79.4 %  216 B',
        '│  ├─ (shared)    Object      1     72 B   26.5 %   72 B',
        '│  │  └─ .text    string      1     40 B   14.7 %   40 B',
        '│  ├─ [0]         Object      1     40 B   14.7 %  112 B',
        '│  │  └─ .shared  Object      1      0 B    0.0 %   72 B',
        '│  └─ [1]         Object      1     40 B   14.7 %  112 B',
        '│     └─ .shared  Object      1      0 B    0.0 %   72 B',
        '└─ .size          number      1     16 B    5.9 %   16 B',
      ].join('\n'),
    );
  });
});
