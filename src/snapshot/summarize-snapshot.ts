/** summarizeSnapshot: what a comparison of snapshots needs of one, in a fraction of its memory. */
import { checkSnapshot } from '../heap/check-snapshot.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { classRetention } from './class-retention.ts';
import { dominatedTree } from './dominated.ts';

/** The objects of one class of a snapshot. */
export interface SnapshotTypeRow {
  /** The name of the class; V8's own in parentheses. */
  readonly type: string;
  /** How many objects; backing stores count with their owners. */
  readonly count: number;
  /** Their shallow bytes, backing stores included. */
  readonly bytes: number;
  /** What they retain together. */
  readonly retainedBytes: number;
}

/** A snapshot without its references: 5 or 6 bytes for each object. */
export interface SnapshotSummary {
  /** All bytes of the heap. */
  readonly bytes: number;
  /** How many objects it has. */
  readonly objects: number;
  /** One row per class. */
  readonly byType: readonly SnapshotTypeRow[];
  /** V8's ids of the objects. */
  readonly ids: Uint32Array;
  /** By object, the index of its class in `byType`. */
  readonly types: Uint8Array | Uint16Array | Uint32Array;
}

/**
 * What {@link diffSnapshots} needs of a snapshot, in 5 or 6 bytes for each object: large files are compared by opening
 * and summarizing one after the other.
 *
 * @example
 * ```ts
 * const before = summarizeSnapshot(await openSnapshot('heap.heapsnapshot'));
 * before.byType[0].type; // the first class, in no order
 * ```
 */
export function summarizeSnapshot(snapshot: HeapSnapshot): SnapshotSummary {
  checkSnapshot(snapshot);
  const { nodeCount, nodeId } = snapshot;
  const { owners, retained } = dominatedTree(snapshot);
  const { classes, count, shallowBytes, retainedBytes } = classRetention(snapshot);
  let objects = 0;
  for (let node = 0; node < nodeCount; node++) if (owners[node] === node) objects++;
  const ids = new Uint32Array(objects);
  const types = numbersBelow(classes.names.length, objects);
  let at = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (owners[node] !== node) continue;
    ids[at] = nodeId[node];
    types[at++] = classes.of(node);
  }
  const byType = classes.names.map((type, i) => ({
    type,
    count: count[i],
    bytes: shallowBytes[i],
    retainedBytes: retainedBytes[i],
  }));
  return { bytes: retained[0], objects, byType, ids, types };
}

/** A column of the narrowest numbers that go up to a limit. */
function numbersBelow(limit: number, length: number): SnapshotSummary['types'] {
  if (limit <= 2 ** 8) return new Uint8Array(length);
  return limit <= 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
}
