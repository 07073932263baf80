/**
 * V8's flags while something is observed over time: code that is optimised meanwhile, and objects that are moved, would
 * change what is observed.
 */
import { setFlagsFromString } from 'node:v8';
import { whyFlagsAreFrozen } from './facts/changeable-flags.ts';

const OPTIMIZED_SIZE = '--max-optimized-bytecode-size';

/** V8's own default in Node 20 to 26 (src/flags/flag-definitions.h). */
const DEFAULT_SIZE = 60 * 1024;

/** Switches optimisation off until the returned function is called. */
export function pauseOptimizer(): () => void {
  const given = process.execArgv.find((option) => option.replaceAll('_', '-').startsWith(`${OPTIMIZED_SIZE}=`));
  // Shorter than the bytecode of any function.
  setFlagsFromString(`${OPTIMIZED_SIZE}=1`);
  const flushes = !process.execArgv.some((option) => /^--no-?flush[-_]bytecode$/.test(option));
  if (flushes) setFlagsFromString('--no-flush-bytecode');
  return () => {
    setFlagsFromString(given ?? `${OPTIMIZED_SIZE}=${DEFAULT_SIZE}`);
    if (flushes) setFlagsFromString('--flush-bytecode');
  };
}

/**
 * Keeps what allocation tracking knows until the returned function is called; does nothing where V8's flags are frozen.
 *
 * Optimisation is off, because V8 attributes what an inlined function allocates to the function that it is inlined in,
 * and of several allocations in one piece it traces only the first. Compaction is off, because V8 loses the trace of an
 * object that has an id if it moves it (`HeapProfiler::ObjectMoveEvent` in src/profiler/heap-profiler.cc moves either
 * the id or the trace); collections still promote young objects, which have no id yet.
 */
export function keepTraces(): () => void {
  if (whyFlagsAreFrozen() !== undefined) return () => {};
  const resume = pauseOptimizer();
  const compacts = !process.execArgv.some((option) => /^--no-?compact$/.test(option));
  if (compacts) setFlagsFromString('--no-compact');
  return () => {
    resume();
    if (compacts) setFlagsFromString('--compact');
  };
}
