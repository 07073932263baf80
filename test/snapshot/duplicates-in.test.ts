// Equal strings and equal objects of a snapshot.
import { describe, expect, it } from 'vitest';
import type { HeapSnapshot } from '../../src/heap/snapshot.ts';
import { duplicatesIn } from '../../src/snapshot/duplicates-in.ts';
import { builtSnapshot } from './built-snapshot.ts';
import type { BuiltEdge, BuiltNode } from './built-snapshot.ts';
import { object, ROOT, sessions, string } from './sessions.ts';

describe('duplicatesIn', () => {
  it('counts equal strings beyond the first, with what holds them', () => {
    const { strings, wastedByStrings } = duplicatesIn(sessions(50));
    expect(strings).toEqual([{ text: 'abc', count: 50, wastedBytes: 49 * 60, heldBy: 'Session.token' }]);
    expect(wastedByStrings).toBe(2940);
  });

  /** Pairs of points whose values are given, held by the global object. */
  function points(values: readonly (readonly [x: string, y: string])[], size = 40): HeapSnapshot {
    const nodes: Record<string, BuiltNode> = { root: ROOT, global: object('global', 500) };
    const edges: BuiltEdge[] = [['root', 'global', 'shortcut', '1']];
    values.forEach(([x, y], i) => {
      nodes[`p${i}`] = object('Point', size);
      nodes[`x${i}`] = string(x);
      nodes[`y${i}`] = string(y);
      edges.push(
        ['global', `p${i}`, 'property', `p${i}`],
        [`p${i}`, `x${i}`, 'property', 'x'],
        [`p${i}`, `y${i}`, 'property', 'y'],
      );
    });
    return builtSnapshot(nodes, edges);
  }

  it('finds objects of equal shape and content', () => {
    const { objects } = duplicatesIn(
      points([
        ['1', '2'],
        ['1', '2'],
        ['2', '1'],
        ['1', '2'],
      ]),
    );
    expect(objects).toEqual([
      { type: 'Point', properties: ['x', 'y'], count: 3, wastedBytes: 80, heldBy: 'global.p0' },
    ]);
  });

  it('compares none whose small integers the file does not have', () => {
    // Three slots, and two of them in the file.
    expect(
      duplicatesIn(
        points(
          [
            ['1', '2'],
            ['1', '2'],
          ],
          48,
        ),
      ).objects,
    ).toEqual([]);
  });

  it('finds objects that are equal in what they contain', () => {
    const snapshot = builtSnapshot(
      {
        root: ROOT,
        a: object('Outer', 32),
        b: object('Outer', 32),
        innerA: object('Inner', 32),
        innerB: object('Inner', 32),
        textA: string('t'),
        textB: string('t'),
      },
      [
        ['root', 'a', 'shortcut', '1'],
        ['root', 'b', 'shortcut', '2'],
        ['a', 'innerA', 'property', 'inner'],
        ['b', 'innerB', 'property', 'inner'],
        ['innerA', 'textA', 'property', 'text'],
        ['innerB', 'textB', 'property', 'text'],
      ],
    );
    expect(duplicatesIn(snapshot).objects.map(({ type, count }) => [type, count])).toEqual([
      ['Outer', 2],
      ['Inner', 2],
    ]);
  });
});
