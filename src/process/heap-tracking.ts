/**
 * Numbers the objects of the heap while a program runs, so that a later snapshot shows in which part of the run an
 * object was allocated, and by which function. V8 gives every object that has no id yet the next ones when tracking is
 * (re)started (`HeapObjectsMap::UpdateHeapObjectsMap`, which also collects all garbage), so the id of an object that is
 * allocated between two such updates divides older objects from newer ones.
 */
import { Inspector } from '../platform/inspector.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import { holdRealm } from './live-objects.ts';
import { keepTraces } from './tracing-flags.ts';

/** Ids of objects that were allocated in one part of the run: above `after`, up to `until`. */
export interface Interval {
  readonly after: number;
  readonly until: number;
}

/** Tracks the allocations of this thread; slows them down. */
export class HeapTracking {
  /** V8 has one tracker for each thread: it goes on until its last user has ended. */
  static #users = 0;
  static #restoreFlags: () => void = () => undefined;

  readonly #inspector = Inspector.session();
  readonly #realm = holdRealm();
  #isOn = true;

  /** Begins; V8 stores the stack of each allocation from now on. */
  constructor() {
    if (HeapTracking.#users++ > 0) return;
    HeapTracking.#restoreFlags = withOriginals(keepTraces);
    try {
      this.#inspector.post('HeapProfiler.enable');
      this.#inspector.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** An id above those of all objects that are alive, and below those of all that will be allocated. */
  divide(): number {
    this.#update();
    const marker = nullPrototypeList<object>();
    marker[0] = {};
    this.#update();
    try {
      const objectId = this.#realm.objects.idsOf(marker)[0];
      return Number(this.#inspector.post('HeapProfiler.getHeapObjectId', { objectId }).heapSnapshotObjectId);
    } finally {
      this.#realm.objects.release();
    }
  }

  #update(): void {
    this.#inspector.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: false });
  }

  /** Ends; after the last one V8 forgets ids and stacks. */
  end(): void {
    if (!this.#isOn) return;
    this.#isOn = false;
    this.#realm.letGo();
    if (--HeapTracking.#users > 0) return;
    withOriginals(HeapTracking.#restoreFlags);
    this.#inspector.post('HeapProfiler.disable');
  }
}
