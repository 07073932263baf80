/**
 * V8 while the memory of calls is measured to the byte. Besides what a profile needs (nothing new is optimised, no
 * bytecode is dropped):
 *
 * - Full collections compact. Old space then has no gaps, which V8 fills at random: parsing JSON of 240 KB measured
 *   240 to 260 KB without it.
 * - The baseline compiler pauses as well. On V8 13 and later it runs concurrently and takes allocation buffers of its
 *   own, which count as used until it returns them: one call in a hundred measured up to 600 KB too much or too little.
 * - Buffers are freed by the collection that finds them.
 * - The young generation does not grow, so it is collected after every MiB or less: a peak has little garbage in it.
 * - On V8 11 (Node 20) an allocation buffer in old space counts as used from when it is taken: 1,000 closures measured
 *   48 KB in most calls and 345 KB in others, where V8 12 has 104 KB in each. The sampling heap profiler ends the
 *   buffer at each sample: with one every 512 B, not at random distances, each call measures 104 KB.
 */
import { setImmediate } from 'node:timers/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import { collector } from '../heap/collector.ts';
import { Inspector } from '../platform/inspector.ts';
import { pauseOptimizer, setFlag, switchFlag } from '../heap/steady-heap.ts';
import { compactAlways, freeBuffersAtOnce, hasUnsteadyOldSpace } from './steady-flags.ts';

/** Distance of the samples on V8 11, in bytes. */
const STEP = 512;

/** Prepares V8 for exact figures until `close`. */
export class ExactHeap {
  readonly #restore = [
    pauseOptimizer(),
    freeBuffersAtOnce(),
    // V8's own default is 2.
    setFlag('--semi-space-growth-factor=1', '--semi-space-growth-factor=2'),
    switchFlag('sparkplug', false),
  ];
  readonly #sampled = hasUnsteadyOldSpace() ? Inspector.session() : undefined;
  #isCollected = false;

  /**
   * @param measuresCalls false if the heap is only read after collections: gaps count as free then, and compacting
   * would take half as long again.
   */
  constructor(measuresCalls = true) {
    if (measuresCalls) this.#restore.push(compactAlways());
    if (this.#sampled !== undefined) this.#restore.push(evenSampling());
  }

  /** Collects all garbage, and lets finalizers run before. */
  async collect(): Promise<void> {
    await setImmediate();
    collector()();
  }

  /** Collects unless the end of a sampled call has just done so; what that call returned is still there then. */
  async collectUnlessDone(): Promise<void> {
    if (!this.#isCollected) await this.collect();
    this.#isCollected = false;
  }

  /** Makes the young generation as small as it can be, so that little garbage counts as a peak. */
  async shrink(): Promise<void> {
    // Two to seven full collections, which are needed once in a file of tests: it does not grow while this is open.
    if (youngCapacity() > LEAST_CAPACITY) await Inspector.session().postLater('HeapProfiler.collectGarbage');
  }

  /** To be called directly before and after what is measured. */
  beginCall(): void {
    this.#sampled?.post('HeapProfiler.startSampling', { samplingInterval: STEP, stackDepth: 1 });
  }
  endCall(): void {
    // Collects all garbage.
    this.#sampled?.post('HeapProfiler.stopSampling');
    this.#isCollected = this.#sampled !== undefined;
  }

  close(): void {
    for (const undo of this.#restore) undo();
  }
}

/** V8 begins with a MiB, and so much it has after it has freed all that it can (Node 20 to 26). */
const LEAST_CAPACITY = 2 ** 20;

/** Bytes of objects that the young generation has room for before it is collected. */
function youngCapacity(): number {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  return young === undefined ? Number.POSITIVE_INFINITY : young.space_used_size + young.space_available_size;
}

/** Samples at equal distances until the returned function is called. */
export function evenSampling(): () => void {
  return switchFlag('sampling-heap-profiler-suppress-randomness', true);
}
