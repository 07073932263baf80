/**
 * Objects of a snapshot with equal shape and content. A snapshot has no small integers and usually no values of
 * numbers, so an object is compared only if all its fields are in the file: as many references as it has slots. Strings
 * are equal by their characters, other objects if they are the same, or if they were found equal in the round before.
 */
import { edgeName, nodeName } from '../heap/names.ts';
import type { NodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { holderOf } from './equal-strings.ts';
import { retentionOf } from './retention.ts';

/** Objects that are equal. */
export interface EqualObjects {
  /** Their class. */
  readonly type: string;
  /** The names of their properties. */
  readonly properties: readonly string[];
  /** How many there are. */
  readonly count: number;
  /** Shallow bytes of all but one of them. */
  readonly wastedBytes: number;
  /** What holds most of them. */
  readonly heldBy: string;
}

/** Levels of objects within objects that are compared. */
const ROUNDS = 4;

/** Groups whose holders are named. */
const MAX_NAMED = 200;

/** Finds them, most bytes first. */
export function equalObjects(snapshot: HeapSnapshot, classes: NodeClasses): EqualObjects[] {
  const { nodeCount, selfSize, firstEdge, edgeType, edgeTypes } = snapshot;
  const { owners } = retentionOf(snapshot);
  const property = edgeTypes.indexOf('property');
  const candidates = comparable(snapshot);
  // What a reference to a node is compared by: the node, the first equal string, or the first equal object.
  const same = firstEqualStrings(snapshot);
  let groups: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    groups = grouped(snapshot, candidates, same);
    let hasChanged = false;
    for (const group of groups)
      for (const node of group)
        if (same[node] !== group[0]) {
          same[node] = group[0];
          hasChanged = true;
        }
    if (!hasChanged) break;
  }
  const shallow = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) shallow[owners[node]] += selfSize[node];
  return groups
    .map((nodes) => ({ nodes, wastedBytes: nodes.reduce((sum, node) => sum + shallow[node], 0) - shallow[nodes[0]] }))
    .sort((a, b) => b.wastedBytes - a.wastedBytes || a.nodes[0] - b.nodes[0])
    .map(({ nodes, wastedBytes }, i) => {
      const properties: string[] = [];
      for (let edge = firstEdge[nodes[0]]; edge < firstEdge[nodes[0] + 1]; edge++)
        if (edgeType[edge] === property && edgeName(snapshot, edge) !== '__proto__')
          properties.push(edgeName(snapshot, edge));
      const type = classes.names[classes.of(nodes[0])];
      const heldBy = i < MAX_NAMED ? holderOf(snapshot, classes, nodes) : '';
      return { type, properties, count: nodes.length, wastedBytes, heldBy };
    });
}

/** For each flat string the first with the same characters and size; for all other nodes the node itself. */
function firstEqualStrings({ nodeCount, nodeType, nodeTypes, nodeName: names, selfSize, strings }: HeapSnapshot) {
  const string = nodeTypes.indexOf('string');
  const same = new Uint32Array(nodeCount);
  const firstOf = new Uint32Array(strings.length);
  for (let node = 0; node < nodeCount; node++) {
    same[node] = node;
    if (nodeType[node] !== string) continue;
    const first = (firstOf[names[node]] ||= node + 1) - 1;
    if (selfSize[first] === selfSize[node]) same[node] = first;
  }
  return same;
}

/** Objects all of whose fields are in the file. */
function comparable(snapshot: HeapSnapshot): number[] {
  const { nodeCount, nodeType, nodeTypes, selfSize, firstEdge, edgeTo, edgeType, edgeTypes } = snapshot;
  const [object, number] = ['object', 'number'].map((name) => nodeTypes.indexOf(name));
  const [property, element, internal] = ['property', 'element', 'internal'].map((name) => edgeTypes.indexOf(name));
  const word = wordBytes(snapshot);
  const isStore = (name: string): boolean => name === 'properties' || name === 'elements';
  const found: number[] = [];
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== object) continue;
    let slots = selfSize[node] / word - 3;
    let isComparable = slots > 0;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1] && isComparable; edge++) {
      const type = edgeType[edge];
      const to = edgeTo[edge];
      if (type === property && edgeName(snapshot, edge) !== '__proto__') {
        slots--;
        // The value of a number is in the file only if V8 was asked to write it.
        if (nodeType[to] === number && !hasValue(snapshot, to)) isComparable = false;
      } else if (type === element || (type === internal && isStore(edgeName(snapshot, edge)) && selfSize[to] > 0)) {
        isComparable = false;
      }
    }
    if (isComparable && slots === 0 && !nodeName(snapshot, node).startsWith('system / ')) found.push(node);
  }
  return found;
}

function hasValue({ firstEdge }: HeapSnapshot, number: number): boolean {
  return firstEdge[number + 1] - firstEdge[number] > 1;
}

/** Bytes of a reference: 4 where V8 compresses them, as in Chromium; recognised by the size of a heap number. */
function wordBytes({ nodeCount, nodeType, nodeTypes, selfSize }: HeapSnapshot): number {
  const number = nodeTypes.indexOf('number');
  for (let node = 0; node < nodeCount; node++)
    if (nodeType[node] === number && selfSize[node] > 0) return selfSize[node] === 12 ? 4 : 8;
  return 8;
}

/** Groups of two or more with the same class, the same names and the same values in the same order. */
function grouped(snapshot: HeapSnapshot, candidates: readonly number[], same: Uint32Array): number[][] {
  const { nodeName: names, firstEdge, edgeTo, edgeType, edgeTypes, edgeNameOrIndex } = snapshot;
  const property = edgeTypes.indexOf('property');
  // A hash is enough for most; what shares one is compared.
  const byHash = new Map<number, number[][]>();
  for (const node of candidates) {
    let hash = names[node];
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
      if (edgeType[edge] === property)
        hash = (Math.imul(hash ^ edgeNameOrIndex[edge], 0x01000193) ^ Math.imul(same[edgeTo[edge]], 0x9e3779b1)) | 0;
    const groups = byHash.get(hash);
    if (groups === undefined) byHash.set(hash, [[node]]);
    else {
      const group = groups.find(([first]) => isEqual(first, node));
      if (group === undefined) groups.push([node]);
      else group.push(node);
    }
  }
  return [...byHash.values()].flat().filter((group) => group.length > 1);

  function isEqual(one: number, other: number): boolean {
    if (names[one] !== names[other]) return false;
    let a = firstEdge[one];
    let b = firstEdge[other];
    for (;;) {
      while (a < firstEdge[one + 1] && edgeType[a] !== property) a++;
      while (b < firstEdge[other + 1] && edgeType[b] !== property) b++;
      if (a === firstEdge[one + 1] || b === firstEdge[other + 1])
        return a === firstEdge[one + 1] && b === firstEdge[other + 1];
      if (edgeNameOrIndex[a] !== edgeNameOrIndex[b] || same[edgeTo[a]] !== same[edgeTo[b]]) return false;
      a++;
      b++;
    }
  }
}
