/** The names in a heap snapshot: of nodes, of edges, and whether a name is V8's own or only looks like it. */
import type { HeapSnapshot } from './snapshot.ts';

/** The name of a node: a class, the characters of a string, or V8's own "system / X". */
export function nodeName(snapshot: HeapSnapshot, node: number): string {
  return snapshot.strings.get(snapshot.nodeName[node]);
}

/** The name of an edge that has one: element and hidden edges have an index instead. */
export function edgeName(snapshot: HeapSnapshot, edge: number): string {
  return snapshot.strings.get(snapshot.edgeNameOrIndex[edge]);
}

/** A number for each string of the snapshot, so that a name is looked at once and not for every node that has it. */
export function flagsOfNames(snapshot: HeapSnapshot, flagOf: (name: string) => number): Uint16Array {
  const { strings } = snapshot;
  return strings.flags(new Uint16Array(strings.length), flagOf);
}

/**
 * Whether a node that is named as V8's own objects are, such as "system / JSProxy", is an object of the program whose
 * class has that name. Such an object has properties, a `__proto__` at least; V8's own have none.
 */
export function isNamedLikeSystem(snapshot: HeapSnapshot, node: number): boolean {
  const { firstEdge, edgeType, edgeTypes } = snapshot;
  const property = edgeTypes.indexOf('property');
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) if (edgeType[edge] === property) return true;
  return false;
}

/** The far end of an internal edge of that name; -1 if there is none. */
export function internalTarget(snapshot: HeapSnapshot, node: number, name: string): number {
  const { firstEdge, edgeType, edgeTypes, edgeTo } = snapshot;
  const internal = edgeTypes.indexOf('internal');
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
    if (edgeType[edge] === internal && edgeName(snapshot, edge) === name) return edgeTo[edge];
  return -1;
}
