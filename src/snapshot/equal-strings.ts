/** Equal strings of a snapshot that are separate objects: what they take beyond one of each. */
import { edgeText } from '../heap/edge-text.ts';
import { nodeName } from '../heap/names.ts';
import type { NodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { retentionOf } from './retention.ts';
import { waysOf } from './ways.ts';

/** Equal strings. */
export interface EqualStrings {
  /** The string, or its beginning: V8 writes the first 1,024 characters. */
  readonly text: string;
  /** How many objects have it. */
  readonly count: number;
  /** Bytes of all but one of them. */
  readonly wastedBytes: number;
  /** What holds most of them: `Session.token`. */
  readonly heldBy: string;
}

/** Nodes of one group that are asked for what holds them. */
const MAX_ASKED = 200;

/**
 * Equal strings, most bytes first. Only flat strings are compared; two that are longer than V8 writes are taken as
 * equal if they begin alike and have the same size.
 */
export function equalStrings(snapshot: HeapSnapshot, classes: NodeClasses): EqualStrings[] {
  const { nodeCount, nodeType, nodeTypes, nodeName: names, selfSize, strings } = snapshot;
  const string = nodeTypes.indexOf('string');
  const counts = new Uint32Array(strings.length);
  for (let node = 0; node < nodeCount; node++) if (nodeType[node] === string) counts[names[node]]++;
  const groups = new Map<string, number[]>();
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== string || counts[names[node]] < 2 || selfSize[node] === 0) continue;
    const key = `${names[node]} ${selfSize[node]}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  }
  return [...groups.values()]
    .filter((nodes) => nodes.length > 1)
    .map((nodes) => ({ nodes, wastedBytes: (nodes.length - 1) * selfSize[nodes[0]] }))
    .sort((a, b) => b.wastedBytes - a.wastedBytes || a.nodes[0] - b.nodes[0])
    .map(({ nodes, wastedBytes }, i) => ({
      text: nodeName(snapshot, nodes[0]),
      count: nodes.length,
      wastedBytes,
      heldBy: i < MAX_ASKED ? holderOf(snapshot, classes, nodes) : '',
    }));
}

/** What holds most of some nodes: the class of the holder and its reference. */
export function holderOf(snapshot: HeapSnapshot, classes: NodeClasses, nodes: readonly number[]): string {
  const { from, edge } = waysOf(snapshot);
  const { owners } = retentionOf(snapshot);
  const counts = new Map<string, number>();
  const step = Math.max(1, Math.floor(nodes.length / MAX_ASKED));
  for (let i = 0; i < nodes.length; i += step) {
    const node = nodes[i];
    if (edge[node] === 0) continue;
    const holder = owners[from[node]];
    const text = edgeText(snapshot, edge[node] - 1);
    const reference = text === '' || text === '(hidden)' || /^\[\d+\]$/.test(text) ? '[*]' : text;
    const name = holder === 0 ? '(roots)' : classes.names[classes.of(holder)];
    const held = `${name}${/^[.[]/.test(reference) ? '' : ' '}${reference}`;
    counts.set(held, (counts.get(held) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}
