/** The names in a heap snapshot: of nodes and edges, and whether a name is V8's own. */
import type { HeapSnapshot } from './snapshot.ts';

/** The name of a node: a class, the characters of a string, or V8's own "system / X". */
export function nodeName(snapshot: HeapSnapshot, node: number): string {
  return snapshot.strings.get(snapshot.nodeName[node]);
}

/** The name of an edge; element and hidden edges have an index instead. */
export function edgeName(snapshot: HeapSnapshot, edge: number): string {
  return snapshot.strings.get(snapshot.edgeNameOrIndex[edge]);
}

/** A number for each string of the snapshot, so that a name is examined once and not per node. */
export function flagsOfNames(snapshot: HeapSnapshot, flagOf: (name: string) => number): Uint16Array {
  const { strings } = snapshot;
  return strings.flags(new Uint16Array(strings.length), flagOf);
}

/**
 * Whether a node with the name of an internal object, such as "system / JSProxy", is an object of the program whose
 * class has that name. Such an object has at least a `__proto__`; V8's own have no properties.
 */
export function isNamedLikeSystem(snapshot: HeapSnapshot, node: number): boolean {
  const { firstEdge, edgeType, edgeTypes } = snapshot;
  const property = edgeTypes.indexOf('property');
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) if (edgeType[edge] === property) return true;
  return false;
}

/** The target of the internal edge with that name; -1 if there is none. */
export function internalTarget(snapshot: HeapSnapshot, node: number, name: string): number {
  const { firstEdge, edgeType, edgeTypes, edgeTo } = snapshot;
  const internal = edgeTypes.indexOf('internal');
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
    if (edgeType[edge] === internal && edgeName(snapshot, edge) === name) return edgeTo[edge];
  return -1;
}
