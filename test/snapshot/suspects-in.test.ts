// What retains much of a heap: single objects, classes, linked lists.
import { describe, expect, it } from 'vitest';
import { suspectsIn } from '../../src/snapshot/suspects-in.ts';
import { builtSnapshot } from './built-snapshot.ts';
import type { BuiltEdge, BuiltNode } from './built-snapshot.ts';
import { object, ROOT, sessions } from './sessions.ts';

describe('suspectsIn', () => {
  it('finds the object behind the growth, with its way', () => {
    const { suspects, bytes } = suspectsIn(sessions(200));
    expect(bytes).toBe(21_196);
    expect(suspects).toHaveLength(1);
    expect(suspects[0]).toMatchObject({ type: 'Map', id: 5, count: 1, retainedBytes: 20_096 });
    expect(suspects[0].mostly).toEqual({ type: 'Session', count: 200, retainedBytes: 20_000 });
    expect(String(suspectsIn(sessions(200)))).toContain('1. Map @5 retains 19.6 KiB, 94.8 % of the heap');
  });

  it('finds a class whose objects no single object holds', () => {
    const nodes: Record<string, BuiltNode> = {
      root: ROOT,
      gc: { ...ROOT, name: '(GC roots)' },
      base: object('Base', 1000),
    };
    const edges: BuiltEdge[] = [
      ['root', 'gc', 'element', 1],
      ['gc', 'base', 'element', 9999],
    ];
    for (let i = 0; i < 30; i++) {
      nodes[`n${i}`] = object('Handle', 10);
      edges.push(['gc', `n${i}`, 'element', i]);
    }
    const { suspects } = suspectsIn(builtSnapshot(nodes, edges), { share: 0.2 });
    expect(suspects.map(({ type, count, retainedBytes }) => [type, count, retainedBytes])).toEqual([
      ['Base', 1, 1000],
      ['Handle', 30, 300],
    ]);
  });

  it('names the first object of a linked list', () => {
    const nodes: Record<string, BuiltNode> = { root: ROOT, list: object('List', 10) };
    const edges: BuiltEdge[] = [
      ['root', 'list', 'shortcut', '1'],
      ['list', 'n0', 'property', 'head'],
    ];
    for (let i = 0; i < 100; i++) {
      nodes[`n${i}`] = object('Link', 10);
      if (i > 0) edges.push([`n${i - 1}`, `n${i}`, 'property', 'next']);
    }
    const { suspects } = suspectsIn(builtSnapshot(nodes, edges));
    expect(suspects.map(({ type, retainedBytes }) => [type, retainedBytes])).toEqual([['Link', 1000]]);
  });

  it('finds none where nothing stands out, and checks its options', () => {
    const nodes: Record<string, BuiltNode> = { root: ROOT };
    const edges: BuiltEdge[] = [];
    for (let i = 0; i < 40; i++) {
      nodes[`n${i}`] = object(`Class${i}`, 10);
      edges.push(['root', `n${i}`, 'shortcut', String(i)]);
    }
    expect(String(suspectsIn(builtSnapshot(nodes, edges)))).toBe('no single object or class retains 10 % of 400 B');
    for (const share of [0, 1.5, Number.NaN]) expect(() => suspectsIn(sessions(1), { share })).toThrow('share must be');
  });
});
