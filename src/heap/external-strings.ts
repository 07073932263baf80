/**
 * External strings, whose characters V8 stores outside its heap, such as strings of about 1 MB and more that Node
 * decodes from bytes: 32 bytes on the heap, and the payload. V8 13 and later include the payload in a snapshot's self
 * size; older versions leave it out, and a snapshot has only the first 1,024 characters of a string. The length is then
 * taken from the program's own values.
 */
import { walkValues } from './live-values.ts';
import { internalTarget, nodeName } from './names.ts';
import type { HeapSnapshot } from './snapshot.ts';

/**
 * Size of an external string on the heap: map, hash, length, resource and data (ExternalString in
 * src/objects/string.h).
 */
const HEADER = 32;

/** The longest name in a snapshot (`--heap-snapshot-string-limit`). */
const NAME_LIMIT = 1024;

/** Bytes of a flat string outside V8's heap. */
export function externalBytesOfString(snapshot: HeapSnapshot, node: number): number {
  const size = snapshot.selfSize[node];
  return size > HEADER && isExternal(snapshot, node) ? size - HEADER : 0;
}

/** Whether the characters of a flat string are outside the heap, by its map. */
function isExternal(snapshot: HeapSnapshot, node: number): boolean {
  const map = internalTarget(snapshot, node, 'map');
  return map >= 0 && nodeName(snapshot, map).includes('External');
}

/**
 * Adds the payload to the self size of external strings that the values reach, where V8 leaves it out (before V8 13).
 */
export function addExternalPayloads(snapshot: HeapSnapshot, values: readonly unknown[]): void {
  const nodes = nodesWithoutPayload(snapshot);
  if (nodes.length === 0) return;
  const byName = new Map<string, number[]>();
  for (const node of nodes) {
    const name = nodeName(snapshot, node);
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [node]);
    else same.push(node);
  }
  for (const [name, strings] of stringsNamed(new Set(byName.keys()), values)) {
    // Equal strings may be several objects, and strings with the same beginning may differ in length: longest first.
    const lengths = [...strings].map((string) => string.length).sort((a, b) => b - a);
    byName.get(name)!.forEach((node, i) => {
      const isOneByte = nodeName(snapshot, internalTarget(snapshot, node, 'map')).includes('OneByte');
      snapshot.selfSize[node] += lengths[Math.min(i, lengths.length - 1)] * (isOneByte ? 1 : 2);
    });
  }
}

/**
 * External strings whose payload is missing from the snapshot and that the program's data reach; the source of a script
 * is not among them.
 */
function nodesWithoutPayload(snapshot: HeapSnapshot): readonly number[] {
  const { nodeCount, nodeType, nodeTypes, nodeName: names, selfSize, firstEdge, edgeTo } = snapshot;
  const flat = nodeTypes.indexOf('string');
  const isData = nodeTypes.map((type) =>
    ['object', 'array', 'closure', 'concatenated string', 'sliced string'].includes(type),
  );
  const found = new Set<number>();
  for (let node = 0; node < nodeCount; node++) {
    if (!isData[nodeType[node]] && !isPropertyArray(snapshot, names[node])) continue;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (nodeType[to] !== flat || selfSize[to] > HEADER || found.has(to)) continue;
      if (nodeName(snapshot, to).length > selfSize[to] - 16 && isExternal(snapshot, to)) found.add(to);
    }
  }
  return [...found];
}

const propertyArrays = new WeakMap<HeapSnapshot, number>();

function isPropertyArray(snapshot: HeapSnapshot, name: number): boolean {
  let known = propertyArrays.get(snapshot);
  if (known === undefined) propertyArrays.set(snapshot, (known = snapshot.strings.indexOf('system / PropertyArray')));
  return name === known;
}

/** The strings that values reach, also through hidden state, and that begin with one of the names. */
function stringsNamed(
  names: ReadonlySet<string>,
  values: readonly unknown[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const shortest = Math.min(...[...names].map((name) => name.length));
  walkValues(values, {
    string(text) {
      if (text.length < shortest) return;
      const name = text.length > NAME_LIMIT ? text.slice(0, NAME_LIMIT) : text;
      if (!names.has(name)) return;
      const texts = found.get(name);
      if (texts === undefined) found.set(name, new Set([text]));
      else texts.add(text);
    },
  });
  return found;
}
