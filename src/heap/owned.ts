/** Everything that belongs to a value in a snapshot: visited once, summed by type. */
import { Totals } from '../weigh/totals.ts';
import { GrowingColumn } from './growing-column.ts';
import { isNamedLikeSystem, nodeName } from './names.ts';
import type { Ownership } from './ownership.ts';
import { OWN } from './ownership.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** The objects that belong to a value, by V8's count. */
export interface Owned {
  /** Self sizes on V8's heap and outside it by type; backing stores count in the bytes, not in the count. */
  readonly totals: Totals;
  /** Node ordinals of everything counted, including backing stores. */
  readonly nodes: Uint32Array;
  /** For each of `nodes` its owner: the object that a backing store belongs to; an object owns itself. */
  readonly owners: Uint32Array;
}

/** Follows ownership from `roots` and sums self sizes; backing stores count with their owner's type. */
export function ownedBy(snapshot: HeapSnapshot, ownership: Ownership, roots: readonly number[]): Owned {
  const { firstEdge, edgeTo, selfSize } = snapshot;
  const seen = new Uint8Array(snapshot.nodeCount);
  const totals = new Totals();
  const nodes = new GrowingColumn(Uint32Array);
  const work = new GrowingColumn(Uint32Array);
  const owners = new GrowingColumn(Uint32Array);
  const ownerOf = new GrowingColumn(Uint32Array);
  for (const root of roots) {
    if (root < 0 || seen[root] === 1 || ownership.isReadOnly(root)) continue;
    seen[root] = 1;
    work.push(root);
    owners.push(root);
  }
  while (work.length > 0) {
    const node = work.pop();
    const owner = owners.pop();
    nodes.push(node);
    ownerOf.push(owner);
    const row = totals.of(typeNameOf(snapshot, owner));
    const external = ownership.externalBytes(node);
    row.external += external;
    row.exact(selfSize[node] - external);
    if (node === owner && selfSize[node] > 0) row.count++;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (seen[to] === 1) continue;
      const how = ownership.follow(node, edge);
      if (how === 0) continue;
      seen[to] = 1;
      work.push(to);
      owners.push(how === OWN ? to : owner);
    }
  }
  return { totals, nodes: nodes.finish(), owners: ownerOf.finish() };
}

const STRING_TYPES = new Set(['string', 'concatenated string', 'sliced string']);

/** The type's name as in the estimate. */
export function typeNameOf(snapshot: HeapSnapshot, node: number): string {
  const type = snapshot.nodeTypes[snapshot.nodeType[node]];
  if (STRING_TYPES.has(type)) return 'string';
  if (type === 'closure') return 'Function';
  if (type === 'regexp') return 'RegExp';
  if (type === 'number' || type === 'bigint' || type === 'symbol') return type;
  const name = nodeName(snapshot, node);
  return name === 'system / JSProxy' && !isNamedLikeSystem(snapshot, node) ? 'Proxy' : name;
}
