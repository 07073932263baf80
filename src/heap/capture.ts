/**
 * Takes a heap snapshot of the running process and finds given values in it. A value is found through a
 * holder whose one property has a name that occurs nowhere else, so nothing is attached to the value itself.
 */
import { setImmediate } from 'node:timers/promises';
import { getHeapSnapshot } from 'node:v8';
import { requireV8 } from '../platform/engine.ts';
import { addExternalPayloads } from './external-strings.ts';
import { withoutRecordingMoves } from './object-moves.ts';
import { feeder } from './read-snapshot.ts';
import type { OpenOptions } from './read-snapshot.ts';
import type { HeapSnapshot } from './snapshot.ts';
import { warnBeforeSnapshot } from './snapshot-cost.ts';
import { apply } from '../platform/intrinsics.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { SafeSet } from '../platform/safe-collections.ts';
import { SnapshotParser } from './snapshot-parser.ts';
import { readMemories } from './unread-memories.ts';

/** A snapshot and the nodes of the requested values. */
export interface Capture {
  readonly snapshot: HeapSnapshot;
  /** One node ordinal per value, or -1 if the snapshot has none (small integers, read-only roots). */
  readonly nodes: readonly number[];
  /** The values. */
  readonly values: readonly unknown[];
  /** Nodes that hold the values for the measurement only. */
  readonly holders: readonly number[];
}

let captures = 0;

/** The lists of all running captures, none of which is a reference of the program. */
const pending = new SafeSet<readonly unknown[]>();

/**
 * Takes one snapshot of this process and locates each of `values` in it.
 *
 * @throws {SnapshotFormatError} if V8's stream cannot be read.
 * @throws {Error} if the engine is not V8.
 */
export async function captureSnapshot(values: readonly unknown[], options: OpenOptions = {}): Promise<Capture> {
  requireV8('a heap snapshot');
  options.signal?.throwIfAborted();
  pending.add(values);
  try {
    // Until this await, the caller's stack frame still holds the values.
    await setImmediate();
    options.signal?.throwIfAborted();
    warnBeforeSnapshot();
    return await captureNow(values, options);
  } finally {
    pending.delete(values);
  }
}

/** Takes one snapshot for `values` and counts in it, with the language's built-ins as they were. */
export async function countSnapshot<Counted>(
  values: readonly unknown[],
  options: OpenOptions,
  count: (capture: Capture) => Counted,
): Promise<Counted> {
  const capture = await captureSnapshot(values, options);
  return withOriginals(() => count(capture));
}

async function captureNow(values: readonly unknown[], options: OpenOptions, isSecond = false): Promise<Capture> {
  const key = withOriginals(() => `heapscale holder ${++captures} ${Math.random()}`);
  // The lists come first: they are holders as well, and keep the elements tagged, so that each element has a node.
  const holder = withOriginals(() => ({ [key]: [[...pending], ...values] }));
  const snapshot = await takeSnapshot(options);
  if (!isSecond && withOriginals(() => readMemories(snapshot, values))) return captureNow(values, options, true);
  return withOriginals(() => {
    addExternalPayloads(snapshot, values);
    return { snapshot, values, ...locate(snapshot, key, holder[key].length - 1) };
  });
}

/**
 * Reads V8's snapshot while V8 writes it. V8 writes all of it synchronously, and a stream would buffer the whole JSON,
 * so each chunk is parsed as it is pushed.
 */
function takeSnapshot(options: OpenOptions): Promise<HeapSnapshot> {
  const parser = new SnapshotParser({ fileBytes: Infinity, locations: options.locations });
  const feed = feeder(parser, options);
  const stream = withoutRecordingMoves(() => getHeapSnapshot());
  const { push } = stream;
  let failure: unknown;
  let failed = false;
  stream.push = (chunk: Uint8Array | null) => {
    if (chunk === null) return apply(push as never, stream, [null]);
    if (failed) return true;
    try {
      feed(chunk);
    } catch (error) {
      // V8 cannot be interrupted, so the remaining chunks are ignored.
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
        resolve(withOriginals(() => parser.end()));
      } catch (error) {
        reject(error as Error);
      }
    });
    stream.resume();
  });
}

/** Finds the values by the key of their holder. */
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
  /** Marks a list and the lists in it as holders. */
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
    'the values were not found in the heap snapshot: their holder is missing; ' +
      'the snapshot format of this engine is unknown',
  );
}
