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
import { setFlagsFromString } from 'node:v8';
import { pauseOptimizer } from '../heap/steady-heap.ts';

const COMPACT = '--compact-on-every-full-gc';

/** V8 versions whose figures are unsteady without compaction. */
const UNSTEADY = /^11\./;

/** Sets the flags for a profile until the returned function is called. */
export function steadyFlags(): () => void {
  const restore = [pauseOptimizer(), compactAlways()];
  return () => {
    for (const undo of restore) undo();
  };
}

function compactAlways(): () => void {
  if (!UNSTEADY.test(process.versions.v8)) return () => {};
  if (process.execArgv.some((option) => option.replaceAll('_', '-') === COMPACT)) return () => {};
  setFlagsFromString(COMPACT);
  return () => setFlagsFromString(COMPACT.replace('--', '--no-'));
}
