/**
 * Prevents a heap snapshot from slowing down the program afterwards. From the first snapshot on, V8 keeps a table of
 * object ids and records each move of an object in it, so that later snapshots give an object the same id. Allocations
 * that survive a collection then take 3 to 4 times as long, until the table is cleared
 * (`HeapProfiler::ClearHeapObjectMap` in src/profiler/heap-profiler.cc). The inspector's `HeapProfiler.disable` clears
 * it.
 */
import { Inspector } from '../platform/inspector.ts';

/**
 * Takes a snapshot, and clears V8's table of object ids if it was empty before.
 *
 * A table that is not empty has another user: V8 fills it for a snapshot (DevTools, `v8.writeHeapSnapshot`) and when
 * tracking begins (`HeapProfiler.startTrackingHeapObjects`), and clearing it would end the tracking and change the ids
 * by which a client compares snapshots. Sampling (`HeapProfiler.startSampling`) does not use the table and continues.
 *
 * @param take takes the snapshot synchronously, so that nothing else can start using the table in between.
 */
export function withoutRecordingMoves<Taken>(take: () => Taken): Taken {
  const inspector = inspectorIfUnused();
  try {
    return take();
  } finally {
    if (inspector !== undefined) {
      inspector.post('HeapProfiler.enable');
      inspector.post('HeapProfiler.disable');
    }
  }
}

/** The inspector, if V8 has no table of object ids; undefined if it has one, or if there is no inspector. */
function inspectorIfUnused(): Inspector | undefined {
  try {
    const inspector = Inspector.session();
    return globalObjectId(inspector) === 0 ? inspector : undefined;
  } catch {
    // Without the inspector the table cannot be cleared.
    return undefined;
  }
}

/** The id of the global object, which any table contains; 0 if there is no table. */
function globalObjectId(inspector: Inspector): number {
  const { objectId } = inspector.post('Runtime.evaluate', { expression: 'this' }).result;
  const { heapSnapshotObjectId } = inspector.post('HeapProfiler.getHeapObjectId', { objectId });
  inspector.post('Runtime.releaseObject', { objectId });
  return Number(heapSnapshotObjectId);
}
