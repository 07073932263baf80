// Retained sizes are DevTools': compared with its rule, implemented a second time and slowly, on random snapshots.
import { describe, expect, it } from 'vitest';
import { retentionOf } from '../../src/snapshot/retention.ts';
import type { HeapSnapshot } from '../../src/heap/snapshot.ts';
import { builtSnapshot } from './built-snapshot.ts';
import type { BuiltEdge, BuiltNode } from './built-snapshot.ts';

interface Ref {
  readonly from: number;
  readonly to: number;
  readonly type: string;
  readonly name: string;
}

/**
 * DevTools' rule as HeapSnapshot.ts has it, on plain objects: which references count, which sizes move to the owners of
 * backing stores, and what becomes unreachable without each node.
 */
function slowRetained(snapshot: HeapSnapshot): number[] {
  const { nodeCount, nodeTypes, nodeType, nodeName, nodeId, selfSize, strings, firstEdge } = snapshot;
  const type = (node: number): string => nodeTypes[nodeType[node]];
  const name = (node: number): string => strings.get(nodeName[node]);
  const refs: Ref[] = [];
  for (let from = 0; from < nodeCount; from++)
    for (let edge = firstEdge[from]; edge < firstEdge[from + 1]; edge++) {
      const edgeType = snapshot.edgeTypes[snapshot.edgeType[edge]];
      const index = snapshot.edgeNameOrIndex[edge];
      const text = edgeType === 'element' || edgeType === 'hidden' ? String(index) : strings.get(index);
      refs.push({ from, to: snapshot.edgeTo[edge], type: edgeType, name: text });
    }
  const reach = (starts: readonly number[], by: readonly Ref[], without = -1): Set<number> => {
    const seen = new Set(starts.filter((node) => node !== without));
    for (const node of seen) for (const { from, to } of by) if (from === node && to !== without) seen.add(to);
    return seen;
  };
  const isPageRoot = ({ to, type: edgeType }: Ref): boolean =>
    edgeType === 'shortcut' ||
    (edgeType === 'element' && type(to) === 'synthetic' && name(to) === '(Document DOM trees)');
  const ofRoot = refs.filter(({ from }) => from === 0);
  const page = reach(
    ofRoot.filter(isPageRoot).map(({ to }) => to),
    refs.filter((ref) => ref.type !== 'weak'),
  );
  const essential = refs.filter(({ from, to, type: edgeType, name: edgeName }) => {
    if (edgeType === 'weak' || from === to) return false;
    const table = / pair in WeakMap \(table @(\d+)\)$/.exec(edgeName);
    if (edgeType === 'internal' && table !== null && nodeId[from] === Number(table[1])) return false;
    return from === 0 || (edgeType !== 'shortcut' && !(page.has(to) && !page.has(from)));
  });
  // What nothing refers to, and then all that is left, counts as held by the root.
  const starts = [0];
  for (let node = 1; node < nodeCount; node++) if (!essential.some(({ to }) => to === node)) starts.push(node);
  const first = reach(starts, essential);
  for (let node = 1; node < nodeCount; node++) if (!first.has(node)) starts.push(node);
  const sizes = [...selfSize];
  if (ofRoot.some(({ to }) => type(to) !== 'synthetic' || name(to) === '(Document DOM trees)')) {
    const isStore = (node: number): boolean =>
      type(node) === 'array' ||
      type(node) === 'hidden' ||
      (type(node) === 'native' && name(node) === 'system / ExternalStringData');
    for (let store = 0; store < nodeCount; store++) {
      if (!isStore(store)) continue;
      // Its owners are the other nodes from which stores alone lead to it.
      const owners = new Set<number>();
      const back = new Set([store]);
      for (const node of back)
        for (const { from, to, type: edgeType } of refs)
          if (to === node && edgeType !== 'weak') (isStore(from) ? back : owners).add(from);
      if (owners.size !== 1) continue;
      const [owner] = owners;
      if (owner === 0 || type(owner) === 'synthetic') continue;
      sizes[owner] += selfSize[store];
      sizes[store] = 0;
    }
  }
  const all = reach(starts, essential);
  return sizes.map((_, node) => {
    const left = node === 0 ? new Set<number>() : reach(starts, essential, node);
    let sum = 0;
    for (const each of all) if (!left.has(each)) sum += sizes[each];
    return sum;
  });
}

/** Numbers from 0 up to a bound, the same for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomSnapshot(seed: number): HeapSnapshot {
  const random = randomOf(seed);
  const count = 4 + random(20);
  const nodes: Record<string, BuiltNode> = { n0: { type: 'synthetic', name: '', size: 0 } };
  const types = ['object', 'array', 'hidden', 'closure', 'string', 'native', 'synthetic', 'object'];
  for (let i = 1; i < count; i++) {
    const type = types[random(types.length)];
    const names: Record<string, string> = { native: 'system / ExternalStringData', synthetic: '(Document DOM trees)' };
    const name = random(2) === 0 ? (names[type] ?? 'Thing') : 'Other';
    nodes[`n${i}`] = { type, name, size: random(100) };
  }
  const edges: BuiltEdge[] = [];
  const kinds = ['property', 'property', 'internal', 'internal', 'weak', 'shortcut', 'context'];
  for (let i = 0; i < count * 2; i++) {
    const from = random(3) === 0 ? 0 : random(count);
    const to = 1 + random(count - 1);
    const kind = kinds[random(kinds.length)];
    const table = random(count) * 2 + 1;
    const entry = `3 / part of key (a @5) -> value (b @7) pair in WeakMap (table @${random(2) === 0 ? from * 2 + 1 : table})`;
    if (random(4) === 0) edges.push([`n${from}`, `n${to}`, 'element', random(9)]);
    else edges.push([`n${from}`, `n${to}`, kind, random(3) === 0 ? entry : `p${i}`]);
  }
  return builtSnapshot(nodes, edges);
}

describe('retained sizes', () => {
  it("are those of DevTools' rule on random snapshots", () => {
    for (let seed = 1; seed <= 400; seed++) {
      const snapshot = randomSnapshot(seed);
      expect([...retentionOf(snapshot).retained], `seed ${seed}`).toEqual(slowRetained(snapshot));
    }
  });

  it('list each node after its dominator', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const { order, idom } = retentionOf(randomSnapshot(seed));
      const seen = new Set<number>([0]);
      for (const node of order) {
        expect(seen.has(idom[node])).toBe(true);
        seen.add(node);
      }
      expect(seen.size).toBe(idom.length);
    }
  });

  const object = (size: number, name = 'Thing'): BuiltNode => ({ type: 'object', name, size });
  const root: BuiltNode = { type: 'synthetic', name: '', size: 0 };

  it('count the value of a WeakMap entry with its key', () => {
    const entry = '3 / part of key (Key @5) -> value (Value @9) pair in WeakMap (table @7)';
    const snapshot = builtSnapshot(
      { root, global: object(1), key: object(10), table: object(100), value: object(1000) },
      [
        ['root', 'global', 'shortcut', '1'],
        ['global', 'key', 'property', 'key'],
        ['global', 'table', 'property', 'map'],
        ['table', 'value', 'internal', entry],
        ['key', 'value', 'internal', entry],
      ],
    );
    expect([...retentionOf(snapshot).retained]).toEqual([1111, 1111, 1010, 100, 1000]);
  });

  it("do not count a debugger's handles as holders of the program's objects", () => {
    const snapshot = builtSnapshot(
      { root, handles: { type: 'synthetic', name: '(Global handles)', size: 0 }, global: object(1), held: object(50) },
      [
        ['root', 'global', 'shortcut', '1'],
        ['root', 'handles', 'element', 1],
        ['handles', 'held', 'element', 1],
        ['global', 'held', 'property', 'held'],
      ],
    );
    expect([...retentionOf(snapshot).retained]).toEqual([51, 0, 51, 50]);
  });
});
