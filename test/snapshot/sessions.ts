// What the tests of the questions share: a heap of sessions in a Map, and short forms of nodes.
import type { HeapSnapshot } from '../../src/heap/snapshot.ts';
import { builtSnapshot } from './built-snapshot.ts';
import type { BuiltEdge, BuiltNode } from './built-snapshot.ts';

export const ROOT: BuiltNode = { type: 'synthetic', name: '', size: 0 };
export const object = (name: string, size: number, more: Partial<BuiltNode> = {}): BuiltNode => ({
  type: 'object',
  name,
  size,
  ...more,
});
export const string = (name: string, size = 24): BuiltNode => ({ type: 'string', name, size });

/** A global object with a Map of sessions, each with a token; sessions have odd ids from 101. */
export function sessions(count: number, first = 0): HeapSnapshot {
  const nodes: Record<string, BuiltNode> = {
    root: ROOT,
    global: object('global', 100),
    map: object('Map', 32),
    table: { type: 'array', name: '', size: 64 },
    rest: object('Settings', 1000),
  };
  const edges: BuiltEdge[] = [
    ['root', 'global', 'shortcut', '1'],
    ['global', 'map', 'property', 'cache'],
    ['global', 'rest', 'property', 'settings'],
    ['map', 'table', 'internal', 'table'],
  ];
  for (let i = first; i < first + count; i++) {
    nodes[`session${i}`] = object('Session', 40, { id: 101 + 2 * i });
    nodes[`token${i}`] = { ...string('abc', 60), id: 1_000_001 + 2 * i };
    edges.push(['table', `session${i}`, 'internal', String(i)], [`session${i}`, `token${i}`, 'property', 'token']);
  }
  return builtSnapshot(nodes, edges);
}
