// DOM nodes in no document.
import { describe, expect, it } from 'vitest';
import { detachedIn } from '../../src/snapshot/detached-in.ts';
import { builtSnapshot } from './built-snapshot.ts';
import type { BuiltNode } from './built-snapshot.ts';
import { object, ROOT, sessions } from './sessions.ts';

describe('detachedIn', () => {
  it('counts nodes in no document, and what they pass their state on to', () => {
    const native = (name: string, size: number, detachedness = 0): BuiltNode => ({
      type: 'native',
      name,
      size,
      detachedness,
    });
    const snapshot = builtSnapshot(
      {
        root: ROOT,
        global: object('Window', 8),
        page: native('<body>', 100, 1),
        shared: native('<p>', 10),
        gone: native('<div class="a">', 50, 2),
        inner: native('<span>', 20),
        style: object('Style', 5),
      },
      [
        ['root', 'global', 'shortcut', '1'],
        ['global', 'page', 'property', 'document'],
        ['global', 'gone', 'property', 'removed'],
        ['page', 'shared', 'element', 0],
        ['gone', 'shared', 'element', 0],
        ['gone', 'inner', 'element', 1],
        ['gone', 'style', 'property', 'style'],
      ],
    );
    const detached = detachedIn(snapshot);
    expect(detached).toMatchObject({ count: 2, retainedBytes: 75, isKnown: true });
    expect(detached.byType.map(({ type, count, retainedBytes }) => [type, count, retainedBytes])).toEqual([
      ['<div>', 1, 75],
      ['<span>', 1, 0],
    ]);
    expect(detached.byType[0].steps.map(({ edge }) => edge)).toEqual(['', '.removed']);
  });

  it('says that files of Node have no states', () => {
    expect(String(detachedIn(sessions(1)))).toBe(
      'the snapshot has no states of DOM nodes: it is not of a browser, or of one before 2020',
    );
  });
});
