// Hidden classes by class.
import { describe, expect, it } from 'vitest';
import { shapesIn } from '../../src/snapshot/shapes-in.ts';
import { builtSnapshot } from './built-snapshot.ts';
import type { BuiltEdge, BuiltNode } from './built-snapshot.ts';
import { object, ROOT, string } from './sessions.ts';

describe('shapesIn', () => {
  it('counts hidden classes by class', () => {
    const map: BuiltNode = { type: 'object shape', name: 'system / Map', size: 80 };
    const snapshot = builtSnapshot(
      {
        root: ROOT,
        a: object('User', 30),
        b: object('User', 30),
        c: object('User', 50),
        map1: map,
        map2: map,
        s: string('s'),
      },
      [
        ...['a', 'b', 'c'].map((key, i): BuiltEdge => ['root', key, 'shortcut', String(i)]),
        ['a', 's', 'property', 'name'],
        ['b', 's', 'property', 'name'],
        ['c', 's', 'property', 'name'],
        ['c', 's', 'property', 'mail'],
        ['a', 'map1', 'internal', 'map'],
        ['b', 'map1', 'internal', 'map'],
        ['c', 'map2', 'internal', 'map'],
      ],
    );
    expect(shapesIn(snapshot).byType).toEqual([
      {
        type: 'User',
        count: 3,
        bytes: 110,
        shapes: 2,
        rows: [
          { properties: ['name'], count: 2, bytes: 60 },
          { properties: ['name', 'mail'], count: 1, bytes: 50 },
        ],
      },
    ]);
  });
});
