// The tree of a snapshot: folded rows, what is shared, limits.
import { describe, expect, it } from 'vitest';
import { toHtml } from '../../src/report/pictures/html.ts';
import { snapshotTree } from '../../src/snapshot/snapshot-tree.ts';
import { builtSnapshot } from './built-snapshot.ts';
import type { BuiltEdge, BuiltNode } from './built-snapshot.ts';
import { object, ROOT, sessions } from './sessions.ts';

describe('snapshotTree', () => {
  it('folds objects that are held alike, and counts backing stores with their owners', () => {
    const report = snapshotTree(sessions(50));
    expect(report.paths!.map(({ path, type, count, retainedBytes }) => [path, type, count, retainedBytes])).toEqual([
      ['heap', '(roots)', 1, 6196],
      ['heap (root)', 'global', 1, 6196],
      ['heap (root).cache', 'Map', 1, 5096],
      ['heap (root).cache[*]', 'Session', 50, 5000],
      ['heap (root).cache[*].token', 'string', 50, 3000],
      ['heap (root).settings', 'Settings', 1, 1000],
    ]);
    expect(report.toTree().split('\n')[3]).toMatch(/^ {3}├─ \.cache +Map @5 +1 +4\.98 KiB +82\.2 %$/);
  });

  it('shows what several parts hold together with the part above them', () => {
    const snapshot = builtSnapshot(
      { root: ROOT, global: object('global', 8), a: object('A', 8), b: object('B', 8), both: object('Both', 800) },
      [
        ['root', 'global', 'shortcut', '1'],
        ['global', 'a', 'property', 'a'],
        ['global', 'b', 'property', 'b'],
        ['a', 'both', 'property', 'x'],
        ['b', 'both', 'property', 'y'],
      ],
    );
    const paths = snapshotTree(snapshot).paths!;
    expect(paths[2]).toMatchObject({ step: '(shared)', type: 'Both', retainedBytes: 800, depth: 2 });
  });

  it('keeps within its rows and depth, and sums up the rest', () => {
    const snapshot = sessions(50);
    expect(snapshotTree(snapshot, { depth: 0 }).paths).toHaveLength(1);
    expect(snapshotTree(snapshot, { depth: 2 }).paths!.map(({ depth }) => depth)).toEqual([0, 1, 2, 2]);
    for (const rows of [1, 2, 3, 4]) expect(snapshotTree(snapshot, { rows }).paths!.length).toBeLessThanOrEqual(rows);
    const properties = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`n${i}`, object(`Class${i}`, 100 + i)]),
    );
    const wide = builtSnapshot({ root: ROOT, global: object('global', 8), ...properties }, [
      ['root', 'global', 'shortcut', '1'],
      ...Object.keys(properties).map((key): BuiltEdge => ['global', key, 'property', key]),
    ]);
    const paths = snapshotTree(wide, { rows: 20 }).paths!;
    expect(paths.at(-1)).toMatchObject({ step: '(36 more)', depth: 2 });
    expect(paths.slice(2).reduce((sum, { retainedBytes }) => sum + retainedBytes, 8)).toBe(paths[1].retainedBytes);
  });

  it('folds the properties of an object that is used as a dictionary', () => {
    const entries = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`key${i}`, object('Entry', 50)]));
    const snapshot = builtSnapshot(
      { root: ROOT, global: object('global', 8), dictionary: object('Object', 56), ...entries },
      [
        ['root', 'global', 'shortcut', '1'],
        ['global', 'dictionary', 'property', 'byKey'],
        ...Object.keys(entries).map((key): BuiltEdge => ['dictionary', key, 'property', key]),
      ],
    );
    expect(snapshotTree(snapshot).paths!.at(-1)).toMatchObject({ step: '.*', type: 'Entry', count: 30 });
  });

  it('is drawn as any report is, and refuses wrong options', () => {
    expect(toHtml(snapshotTree(sessions(5)))).toContain('heap (root).cache');
    expect(() => snapshotTree(sessions(1), { rows: 0 })).toThrow('paths.rows must be an integer of at least 1; got 0');
  });

  it('ends at its depth in a long chain', () => {
    const nodes: Record<string, BuiltNode> = { root: ROOT };
    const edges: BuiltEdge[] = [];
    for (let i = 1; i <= 300; i++) {
      nodes[`n${i}`] = object('Link', 10);
      edges.push(i === 1 ? ['root', 'n1', 'shortcut', '1'] : [`n${i - 1}`, `n${i}`, 'property', 'next']);
    }
    expect(snapshotTree(builtSnapshot(nodes, edges)).paths!.at(-1)!.depth).toBe(8);
  });
});
