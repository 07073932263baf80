/**
 * Takes a heap snapshot of the running process and finds given values in it. A value is found through a
 * holder whose one property has a name that occurs nowhere else, so nothing is attached to the value itself.
 */
import { setImmediate } from 'node:timers/promises';
import { getHeapSnapshot } from 'node:v8';
import { addExternalPayloads } from './external-strings.ts';
import { withoutRecordingMoves } from './object-moves.ts';
import { feeder } from './read-snapshot.ts';
import type { ReadOptions } from './read-snapshot.ts';
import type { HeapSnapshot } from './snapshot.ts';
import { warnBeforeSnapshot } from './snapshot-cost.ts';
import { SnapshotParser } from './snapshot-parser.ts';
import { readMemories } from './unread-memories.ts';

/** A snapshot and the nodes of the values that were asked for. */
export interface Capture {
  readonly snapshot: HeapSnapshot;
  /** One node ordinal per value, or -1 where the snapshot has no node (small integers, read-only roots). */
  readonly nodes: readonly number[];
  /** The values. */
  readonly values: readonly unknown[];
  /** Nodes that hold the values for the measurement alone, and not for the program. */
  readonly holders: readonly number[];
}

let captures = 0;

/** The lists of all captures under way: the list of another capture is not a reference of the program either. */
const pending = new Set<readonly unknown[]>();

/**
 * One snapshot of this process, in which each of `values` is located.
 *
 * @throws {SnapshotFormatError} if V8's stream cannot be read.
 */
export async function captureSnapshot(values: readonly unknown[], options: ReadOptions = {}): Promise<Capture> {
  options.signal?.throwIfAborted();
  pending.add(values);
  try {
    // The caller's stack is still there, and holds the values: it is gone after this.
    await setImmediate();
    options.signal?.throwIfAborted();
    warnBeforeSnapshot();
    return await captureNow(values, options);
  } finally {
    pending.delete(values);
  }
}

async function captureNow(values: readonly unknown[], options: ReadOptions, isSecond = false): Promise<Capture> {
  const key = `heapscale holder ${++captures} ${Math.random()}`;
  // All lists come first: they are holders, too, and keep the elements tagged so that each has a node to find.
  const holder = { [key]: [[...pending], ...values] };
  const snapshot = await takeSnapshot(options);
  if (!isSecond && readMemories(snapshot, values)) return captureNow(values, options, true);
  addExternalPayloads(snapshot, values);
  return { snapshot, values, ...locate(snapshot, key, holder[key].length - 1) };
}

/**
 * Reads V8's snapshot while V8 writes it. V8 writes all of it in one go, and a stream would pile it up first, as much
 * memory again as the JSON: so each chunk is parsed as it is pushed.
 */
function takeSnapshot(options: ReadOptions): Promise<HeapSnapshot> {
  const parser = new SnapshotParser({ fileBytes: Infinity });
  const feed = feeder(parser, options);
  const stream = withoutRecordingMoves(() => getHeapSnapshot());
  const push = stream.push.bind(stream);
  let failure: unknown;
  let failed = false;
  stream.push = (chunk: Uint8Array | null) => {
    if (chunk === null) return push(null);
    if (failed) return true;
    try {
      feed(chunk);
    } catch (error) {
      // V8 cannot be interrupted: the rest is ignored.
      failed = true;
      failure = error;
    }
    return true;
  };
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('end', () => {
      if (failed) return reject(failure as Error);
      try {
        resolve(parser.end());
      } catch (error) {
        reject(error as Error);
      }
    });
    stream.resume();
  });
}

/** Finds the values by the key under which their holder has them. */
export function locate(snapshot: HeapSnapshot, key: string, count: number): Pick<Capture, 'nodes' | 'holders'> {
  const { strings, firstEdge, edgeType, edgeTypes, edgeNameOrIndex, edgeTo, nodeCount } = snapshot;
  const keyIndex = strings.indexOf(key);
  const property = edgeTypes.indexOf('property');
  const element = edgeTypes.indexOf('element');
  const elements = strings.indexOf('elements');
  const nodes: number[] = Array.from({ length: count }, () => -1);
  const holders: number[] = [];
  const isHolder = (list: number): void => {
    holders.push(list);
    for (let edge = firstEdge[list]; edge < firstEdge[list + 1]; edge++) {
      if (edgeNameOrIndex[edge] === elements && edgeType[edge] !== element) holders.push(edgeTo[edge]);
    }
  };
  /** A list, and the lists in it. */
  const holdersOf = (lists: number): void => {
    isHolder(lists);
    for (let edge = firstEdge[lists]; edge < firstEdge[lists + 1]; edge++)
      if (edgeType[edge] === element) isHolder(edgeTo[edge]);
  };
  for (let node = 0; node < nodeCount; node++) {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeNameOrIndex[edge] !== keyIndex || edgeType[edge] !== property) continue;
      const list = edgeTo[edge];
      holders.push(node);
      isHolder(list);
      for (let item = firstEdge[list]; item < firstEdge[list + 1]; item++) {
        if (edgeType[item] !== element) continue;
        if (edgeNameOrIndex[item] === 0) holdersOf(edgeTo[item]);
        else nodes[edgeNameOrIndex[item] - 1] = edgeTo[item];
      }
      return { nodes, holders };
    }
  }
  throw new Error(
    'the values were not found in the heap snapshot: their holder is missing; this engine writes snapshots in an unknown way',
  );
}
