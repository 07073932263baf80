/**
 * References from Node's native objects to the JavaScript objects that wrap them, such as a stream, a port or a timer.
 * Node writes one into a snapshot whether it holds the object or not. It counts only where nothing else leads to the
 * object: a handle that the event loop waits for.
 */
import { strongEdges } from '../heap/flow.ts';
import { edgeName } from '../heap/names.ts';
import { GrowingColumn } from '../heap/growing-column.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';

/** What Node calls them (`MemoryTracker` in src/memory_tracker-inl.h). */
const WRAPPER = 'native_to_javascript';

/**
 * Whether an edge keeps its target alive for the program: {@link strongEdges} without references to wrappers that are
 * held by something else.
 */
export function holdingEdges(
  snapshot: HeapSnapshot,
  notHolders: readonly number[],
): (from: number, edge: number) => boolean {
  const { nodeCount, nodeType, nodeTypes, firstEdge, edgeTo, edgeType, edgeTypes } = snapshot;
  const isStrong = strongEdges(snapshot, notHolders);
  const native = nodeTypes.indexOf('native');
  const element = edgeTypes.indexOf('element');
  const hidden = edgeTypes.indexOf('hidden');
  const isWrapping = (from: number, edge: number): boolean =>
    nodeType[from] === native &&
    edgeType[edge] !== element &&
    edgeType[edge] !== hidden &&
    edgeName(snapshot, edge) === WRAPPER;
  const isReached = new Uint8Array(nodeCount);
  const work = new GrowingColumn(Uint32Array);
  work.push(0);
  isReached[0] = 1;
  while (work.length > 0) {
    const node = work.pop();
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (isReached[to] === 1 || !isStrong(node, edge) || isWrapping(node, edge)) continue;
      isReached[to] = 1;
      work.push(to);
    }
  }
  return (from, edge) => isStrong(from, edge) && (isReached[edgeTo[edge]] === 0 || !isWrapping(from, edge));
}
