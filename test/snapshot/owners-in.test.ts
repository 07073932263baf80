// Bytes by package: what is shared, what cannot be attributed; the rows add up.
import { describe, expect, it } from 'vitest';
import type { HeapSnapshot } from '../../src/heap/snapshot.ts';
import { ownersIn } from '../../src/snapshot/owners-in.ts';
import { builtSnapshot } from './built-snapshot.ts';
import type { BuiltEdge, BuiltNode } from './built-snapshot.ts';
import { object, ROOT } from './sessions.ts';

describe('ownersIn', () => {
  /** Two packages and the program, each a function with a scope. */
  function program(more: readonly BuiltEdge[] = []): HeapSnapshot {
    const nodes: Record<string, BuiltNode> = { root: ROOT, global: object('global', 5) };
    const edges: BuiltEdge[] = [['root', 'global', 'shortcut', '1']];
    const files = {
      a: 'file:///app/node_modules/@s/a/index.js',
      b: '/app/node_modules/x/node_modules/b/b.js',
      p: '/app/main.js',
      n: 'node:fs',
    };
    for (const [key, file] of Object.entries(files)) {
      nodes[`${key}Script`] = { type: 'code', name: file, size: 1 };
      nodes[`${key}Shared`] = { type: 'code', name: key, size: 10 };
      nodes[`${key}Function`] = { type: 'closure', name: key, size: 64 };
      nodes[`${key}Context`] = object('system / Context', 32);
      nodes[`${key}Data`] = object('Data', 1000);
      edges.push(
        ['global', `${key}Function`, 'property', key],
        [`${key}Function`, `${key}Shared`, 'internal', 'shared'],
        [`${key}Shared`, `${key}Script`, 'internal', 'script'],
        [`${key}Function`, `${key}Context`, 'internal', 'context'],
        [`${key}Context`, `${key}Data`, 'context', 'data'],
      );
    }
    nodes.both = object('Both', 300);
    return builtSnapshot(nodes, [...edges, ...more]);
  }
  const bytesOf = (snapshot: HeapSnapshot): Record<string, number> =>
    Object.fromEntries(ownersIn(snapshot).owners.map(({ owner, bytes }) => [owner, bytes]));

  it('gives each package what only it refers to; the rows add up', () => {
    const each = 1 + 10 + 64 + 32 + 1000;
    const owners = bytesOf(program([['aContext', 'both', 'context', 'x']]));
    expect(owners).toEqual({ '@s/a': each + 300, b: each, '(program)': each, '(node)': each, '(unattributed)': 5 });
    expect(Object.values(owners).reduce((sum, bytes) => sum + bytes)).toBe(ownersIn(program()).bytes);
  });

  it('has a row for what several packages refer to; Node gives way to what uses it', () => {
    expect(
      bytesOf(
        program([
          ['aContext', 'both', 'context', 'x'],
          ['bContext', 'both', 'context', 'x'],
        ]),
      )['(shared)'],
    ).toBe(300);
    expect(
      bytesOf(
        program([
          ['aContext', 'both', 'context', 'x'],
          ['nContext', 'both', 'context', 'x'],
        ]),
      )['@s/a'],
    ).toBe(1407);
    expect(bytesOf(program([['global', 'both', 'property', 'x']]))['(unattributed)']).toBe(305);
  });

  it('attributes by the class of an object what only global objects refer to, if locations were kept', () => {
    const snapshot = builtSnapshot(
      {
        root: ROOT,
        global: object('global', 5),
        script: { type: 'code', name: '/app/node_modules/c/c.js', size: 0 },
        shared: { type: 'code', name: 'C', size: 0 },
        fn: { type: 'closure', name: 'C', size: 0, location: [7, 1, 1] },
        instance: object('C', 500, { location: [7, 1, 1] }),
        part: object('Part', 100),
      },
      [
        ['root', 'global', 'shortcut', '1'],
        ['global', 'fn', 'property', 'C'],
        ['global', 'instance', 'property', 'c'],
        ['instance', 'part', 'property', 'part'],
        ['fn', 'shared', 'internal', 'shared'],
        ['shared', 'script', 'internal', 'script'],
      ],
    );
    expect(bytesOf(snapshot)).toEqual({ c: 600, '(unattributed)': 5 });
    expect(bytesOf({ ...snapshot, locations: undefined })).toEqual({ c: 0, '(unattributed)': 605 });
  });
});
