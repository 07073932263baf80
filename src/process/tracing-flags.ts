/**
 * V8's flags while it stores the stack of each allocation. Some of its optimisations lose stacks or their functions:
 *
 * - Compaction. An object that has an id keeps its stack only until it is moved (`HeapProfiler::ObjectMoveEvent` in
 *   src/profiler/heap-profiler.cc), and the inspector gives ids to all objects every 50 ms. After such a collection
 *   nearly all of them are in the old generation, where only compaction moves objects.
 * - Inlining. V8 walks frames, and an inlined function has none (`AllocationTracker::AllocationEvent`), so that its
 *   allocations would count with the function that it was inlined into.
 * - Allocation folding. Of several allocations that optimised code makes in one piece only the first has a stack, so
 *   nothing new is optimised; functions that were optimised before stay so.
 */
import { whyFlagsAreFrozen } from '../heap/facts/changeable-flags.ts';
import { pauseOptimizer, switchFlag } from '../heap/steady-heap.ts';

/** Flags that are on unless the command line says otherwise; each with V8's first major version that has it so. */
const FLAGS: readonly (readonly [name: string, since: number])[] = [
  ['compact', 9],
  ['turbo-inlining', 9],
  ['maglev-inlining', 12],
];

/** Switches them off, where V8 allows it, and returns a function that switches them on again. */
export function keepTraces(): () => void {
  if (whyFlagsAreFrozen() !== undefined) return () => undefined;
  const version = Number.parseInt(process.versions.v8, 10);
  const restore = FLAGS.filter(([, since]) => version >= since).map(([name]) => switchFlag(name, false));
  restore.push(pauseOptimizer());
  return () => {
    for (const undo of restore) undo();
  };
}
