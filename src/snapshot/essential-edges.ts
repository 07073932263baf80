/**
 * Which references keep their targets alive, by the rule of DevTools' heap snapshot view (`computeIsEssentialEdge` and
 * `markPageOwnedNodes` in its HeapSnapshot.ts), so that retained sizes are the same. Not counted:
 *
 * - weak references, and an object's references to itself;
 * - a WeakMap's table as holder of an entry's value, which the key holds as well;
 * - shortcuts, which repeat other references, except those of the root: they lead to the global objects;
 * - references from what the program cannot reach to what it can: a debugger's or V8's own handles do not count as
 *   holders of the program's objects.
 */
import { GrowingColumn } from '../heap/growing-column.ts';
import { nodeName } from '../heap/names.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';

const DOCUMENTS = '(Document DOM trees)';

/** Entries of a WeakMap: V8 writes one reference from the table and one from the key, both with this name. */
const EPHEMERON = /^\d+ \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\)$/;

/** Whether an edge keeps its target alive. */
export type IsEssential = (from: number, edge: number) => boolean;

/** The rule for one snapshot. */
export function essentialEdges(snapshot: HeapSnapshot): IsEssential {
  const { edgeType, edgeTypes, edgeTo } = snapshot;
  const [weak, shortcut, internal] = ['weak', 'shortcut', 'internal'].map((name) => edgeTypes.indexOf(name));
  const isOfProgram = programNodes(snapshot);
  const isEntryOfTable = tableEntries(snapshot);
  return (from, edge) => {
    const type = edgeType[edge];
    if (type === weak) return false;
    const to = edgeTo[edge];
    if (to === from) return false;
    if (type === internal && isEntryOfTable(from, edge)) return false;
    return from === 0 || (type !== shortcut && (isOfProgram[to] === 0 || isOfProgram[from] === 1));
  };
}

/** Whether an edge leads from a WeakMap's table to the value of an entry. */
function tableEntries({ nodeId, edgeNameOrIndex, strings }: HeapSnapshot): (from: number, edge: number) => boolean {
  const UNKNOWN = 0;
  const OTHER = 1;
  const ENTRY = 2;
  // Few names are of entries, and most edges share a few names.
  const kinds = new Uint8Array(strings.length);
  const tables = new Map<number, number>();
  return (from, edge) => {
    const name = edgeNameOrIndex[edge];
    if (kinds[name] === UNKNOWN) {
      const table = EPHEMERON.exec(strings.get(name))?.[1];
      kinds[name] = table === undefined ? OTHER : ENTRY;
      if (table !== undefined) tables.set(name, Number(table));
    }
    return kinds[name] === ENTRY && tables.get(name) === nodeId[from];
  };
}

/** True for a root that DevTools shows as the program's: a global object, or the DOM trees of a page. */
function isProgramRoot(snapshot: HeapSnapshot, node: number): boolean {
  const { nodeType, nodeTypes } = snapshot;
  return nodeTypes[nodeType[node]] !== 'synthetic' || nodeName(snapshot, node) === DOCUMENTS;
}

/**
 * Whether the root refers to anything of the program. It does not if V8 wrote the snapshot with its internals exposed;
 * backing stores are then not counted with their owners.
 */
export function hasProgramRoots(snapshot: HeapSnapshot): boolean {
  const { firstEdge, edgeTo } = snapshot;
  for (let edge = firstEdge[0]; edge < firstEdge[1]; edge++) if (isProgramRoot(snapshot, edgeTo[edge])) return true;
  return false;
}

/** 1 for every node that is reachable from the global objects and the DOM trees. */
function programNodes(snapshot: HeapSnapshot): Uint8Array {
  const { nodeCount, firstEdge, edgeTo, edgeType, edgeTypes } = snapshot;
  const [weak, shortcut, element] = ['weak', 'shortcut', 'element'].map((name) => edgeTypes.indexOf(name));
  const marked = new Uint8Array(nodeCount);
  const work = new GrowingColumn(Uint32Array);
  for (let edge = firstEdge[0]; edge < firstEdge[1]; edge++) {
    const to = edgeTo[edge];
    const isEntry = edgeType[edge] === shortcut || (edgeType[edge] === element && nodeName(snapshot, to) === DOCUMENTS);
    if (!isEntry || marked[to] === 1) continue;
    marked[to] = 1;
    work.push(to);
  }
  while (work.length > 0) {
    const node = work.pop();
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (marked[to] === 1 || edgeType[edge] === weak) continue;
      marked[to] = 1;
      work.push(to);
    }
  }
  return marked;
}
