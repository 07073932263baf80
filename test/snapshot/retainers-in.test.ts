// Why objects are alive: joined ways, one object by its id.
import { describe, expect, it } from 'vitest';
import { retainersIn } from '../../src/snapshot/retainers-in.ts';
import { builtSnapshot } from './built-snapshot.ts';
import { object, ROOT, sessions } from './sessions.ts';

describe('retainersIn', () => {
  it('joins ways that differ in indexes', () => {
    const held = retainersIn(sessions(50), 'Session');
    expect(held).toMatchObject({ target: 'Session', count: 50, retainedBytes: 5000, moreWays: 0 });
    expect(held.ways).toHaveLength(1);
    expect(held.ways[0].steps).toEqual([
      { edge: '', type: 'global' },
      { edge: '.cache', type: 'Map' },
      { edge: '[*]', type: 'Session' },
    ]);
    expect(String(held)).toBe(
      '50 Session retain 4.88 KiB\ncount   retains  held by\n   50  4.88 KiB  global > .cache Map > [*] Session',
    );
  });

  it('finds one object by its id', () => {
    const held = retainersIn(sessions(2), '@101');
    expect(held.ways[0].steps.at(-1)!.type).toBe('Session @101');
    expect(held.retainedBytes).toBe(100);
  });

  it('prefers ways from the program, and counts what is inside another once', () => {
    const snapshot = builtSnapshot(
      {
        root: ROOT,
        gc: { ...ROOT, name: '(GC roots)' },
        global: object('global', 8),
        a: object('Box', 10),
        b: object('Box', 20),
      },
      [
        ['root', 'gc', 'element', 1],
        ['root', 'global', 'shortcut', '1'],
        ['gc', 'a', 'element', 1],
        ['global', 'a', 'property', 'box'],
        ['a', 'b', 'property', 'inner'],
      ],
    );
    const held = retainersIn(snapshot, 'Box');
    expect(held).toMatchObject({ count: 2, retainedBytes: 30 });
    expect(held.ways[0].steps[0].type).toBe('global');
  });

  it('refuses what the snapshot does not have', () => {
    const snapshot = sessions(1);
    expect(() => retainersIn(snapshot, 'Absent')).toThrow(
      "target must be the name of a class in the snapshot; got 'Absent'",
    );
    expect(() => retainersIn(snapshot, '@7777')).toThrow(
      "target must be the id of an object in the snapshot; got '@7777'",
    );
    expect(() => retainersIn(snapshot, 'Session', { maxWays: 0 })).toThrow('maxWays must be an integer of at least 1');
  });
});
