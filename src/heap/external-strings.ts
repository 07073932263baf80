/**
 * External strings, whose characters V8 stores outside its heap, such as strings of about 1 MB and more that Node
 * decodes from bytes: 32 bytes on the heap, and the payload. V8 13 and later include the payload in a snapshot's self
 * size; older versions leave it out, and a snapshot has only the first 1,024 characters of a string. The length is then
 * taken from the program's own values.
 */
import { walkValues } from './live-values.ts';
import { flagsOfNames, nodeName } from './names.ts';
import type { HeapSnapshot } from './snapshot.ts';

/**
 * Size of an external string on the heap: map, hash, length, resource and data (ExternalString in
 * src/objects/string.h).
 */
export const EXTERNAL_HEADER = 32;

/** The first version of V8 whose snapshots include the payload. */
const COMPLETE_SINCE = 13;

/** The longest name in a snapshot (`--heap-snapshot-string-limit`). */
const NAME_LIMIT = 1024;

// Meanings of a node's name.
const ONE_BYTE_MAP = 1;
const TWO_BYTE_MAP = 2;
const PROPERTY_ARRAY = 4;

/** Whether a node of this name is the map of external strings. */
export function isExternalMap(name: string): boolean {
  return name.startsWith('system / Map (') && name.includes('External');
}

function flagOf(name: string): number {
  if (name === 'system / PropertyArray') return PROPERTY_ARRAY;
  return isExternalMap(name) ? (name.includes('OneByte') ? ONE_BYTE_MAP : TWO_BYTE_MAP) : 0;
}

/**
 * Adds the payload to the self size of external strings that the values reach, where V8 leaves it out (before V8 13).
 */
export function addExternalPayloads(snapshot: HeapSnapshot, values: readonly unknown[]): void {
  if (Number.parseInt(process.versions.v8, 10) >= COMPLETE_SINCE) return;
  const widths = externalStringsOf(snapshot);
  if (widths.size === 0) return;
  const byName = new Map<string, number[]>();
  for (const node of widths.keys()) {
    const name = nodeName(snapshot, node);
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [node]);
    else same.push(node);
  }
  for (const [name, strings] of stringsNamed(new Set(byName.keys()), values)) {
    // Equal strings may be several objects, and strings with the same beginning may differ in length: longest first.
    const lengths = [...strings].map((string) => string.length).sort((a, b) => b - a);
    byName.get(name)!.forEach((node, i) => {
      snapshot.selfSize[node] += lengths[Math.min(i, lengths.length - 1)] * widths.get(node)!;
    });
  }
}

/**
 * External strings whose payload is missing from the snapshot and that the program's data reach (the source of a script
 * is not among them), and the bytes of a character of each.
 */
function externalStringsOf(snapshot: HeapSnapshot): ReadonlyMap<number, number> {
  const { nodeCount, nodeType, nodeTypes, nodeName: names, selfSize, firstEdge, edgeTo } = snapshot;
  const nameFlag = flagsOfNames(snapshot, flagOf);
  const flat = nodeTypes.indexOf('string');
  const isData = nodeTypes.map((type) =>
    ['object', 'array', 'closure', 'concatenated string', 'sliced string'].includes(type),
  );
  const widthOf = (node: number): number => {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const flag = nameFlag[names[edgeTo[edge]]];
      if (flag & (ONE_BYTE_MAP | TWO_BYTE_MAP)) return flag;
    }
    return 0;
  };
  const found = new Map<number, number>();
  for (let node = 0; node < nodeCount; node++) {
    if (!isData[nodeType[node]] && !(nameFlag[names[node]] & PROPERTY_ARRAY)) continue;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (nodeType[to] !== flat || selfSize[to] > EXTERNAL_HEADER || found.has(to)) continue;
      const width = widthOf(to);
      if (width > 0) found.set(to, width);
    }
  }
  return found;
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
