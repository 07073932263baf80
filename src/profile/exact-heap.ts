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
    compactAlways(),
    freeBuffersAtOnce(),
    // V8's own default is 2.
    setFlag('--semi-space-growth-factor=1', '--semi-space-growth-factor=2'),
    switchFlag('sparkplug', false),
  ];
  readonly #sampled = hasUnsteadyOldSpace() ? Inspector.session() : undefined;
  #isCollected = false;

  constructor() {
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

  /** Also makes the young generation as small as it can be, so that little garbage counts as a peak. */
  async collectAndShrink(): Promise<void> {
    await Inspector.session().postLater('HeapProfiler.collectGarbage');
    await this.collect();
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

/** Samples at equal distances until the returned function is called. */
export function evenSampling(): () => void {
  return switchFlag('sampling-heap-profiler-suppress-randomness', true);
}
