/**
 * V8's flags while a profile runs. The optimising compiler runs concurrently, and what it allocates (code, tables, heap
 * numbers of deoptimised values) would appear at unrelated lines: so nothing new is optimised, and optimised functions
 * stay as they are. Bytecode flushing is off as well: V8 drops unused code after some collections, and a profile makes
 * many.
 *
 * On V8 11 (Node 20) old space is filled from free lists, and a partly used block counts as used for a while: an
 * evaluation that takes 4,656 B measures 4,600 to 6,100 B, at random in most runs; 15 to 117 of 197 samples of a loop
 * were off. With compaction at each full collection there are no gaps, and 13 to 16 were off, including the loop's own
 * growth.
 */
import { pauseOptimizer, switchFlag } from '../heap/steady-heap.ts';
import { withOriginals } from '../platform/original-built-ins.ts';

/** V8 versions whose figures are unsteady without compaction. */
const UNSTEADY = /^11\./;

/** Sets the flags for a profile until the returned function is called. */
export function steadyFlags(): () => void {
  return withOriginals(() => {
    const restore = [pauseOptimizer(), ...(hasUnsteadyOldSpace() ? [compactAlways()] : [])];
    return () => {
      withOriginals(() => {
        for (const undo of restore) undo();
      });
    };
  });
}

/**
 * Lets V8 free the buffers that a collection finds unused before it returns, until the returned function is called.
 * Otherwise another thread frees them later, so that what is allocated meanwhile cannot be distinguished.
 */
export function freeBuffersAtOnce(): () => void {
  return switchFlag('concurrent-array-buffer-sweeping', false);
}

/** Lets full collections compact until the returned function is called. */
export function compactAlways(): () => void {
  return switchFlag('compact-on-every-full-gc', true);
}

/** Whether a partly used block of old space counts as used. */
export function hasUnsteadyOldSpace(): boolean {
  return UNSTEADY.test(process.versions.v8);
}
