/**
 * Takes a heap snapshot of the running process and finds given values in it. A value is found through a
 * holder whose one property has a name that occurs nowhere else, so nothing is attached to the value itself.
 */
import { getHeapSnapshot } from 'node:v8';
import type { HeapSnapshot } from './snapshot.ts';
import { SnapshotParser } from './snapshot-parser.ts';

/** A snapshot and the nodes of the values that were asked for. */
export interface Capture {
  readonly snapshot: HeapSnapshot;
  /** One node ordinal per value, or -1 where the snapshot has no node (small integers, immortal roots). */
  readonly nodes: readonly number[];
  /** The holder's own nodes, which belong to the measurement and not to the program. */
  readonly holders: readonly number[];
}

let captures = 0;

/**
 * One snapshot of this process, in which each of `values` is located.
 *
 * @throws {SnapshotFormatError} if V8's stream cannot be read.
 */
export async function captureSnapshot(values: readonly unknown[]): Promise<Capture> {
  const key = `heapscale holder ${++captures} ${Math.random()}`;
  // The leading object keeps the elements tagged: an array of numbers alone would hold no nodes to find.
  const holder = { [key]: [{}, ...values] };
  const stream = getHeapSnapshot();
  const parser = new SnapshotParser();
  for await (const chunk of stream) parser.write(chunk as Uint8Array);
  const snapshot = parser.end();
  return { snapshot, ...locate(snapshot, key, holder[key].length - 1) };
}

function locate(snapshot: HeapSnapshot, key: string, count: number): Pick<Capture, 'nodes' | 'holders'> {
  const { strings, firstEdge, edgeType, edgeTypes, edgeNameOrIndex, edgeTo, nodeCount } = snapshot;
  const keyIndex = strings.indexOf(key);
  const property = edgeTypes.indexOf('property');
  const element = edgeTypes.indexOf('element');
  const nodes: number[] = Array.from({ length: count }, () => -1);
  for (let node = 0; node < nodeCount; node++) {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeNameOrIndex[edge] !== keyIndex || edgeType[edge] !== property) continue;
      const list = edgeTo[edge];
      for (let item = firstEdge[list]; item < firstEdge[list + 1]; item++) {
        const index = edgeNameOrIndex[item];
        if (edgeType[item] === element && index > 0) nodes[index - 1] = edgeTo[item];
      }
      return { nodes, holders: [node, list] };
    }
  }
  throw new Error('the values were not found in the heap snapshot: their holder is missing; this engine writes snapshots in a way that is not known here');
}
