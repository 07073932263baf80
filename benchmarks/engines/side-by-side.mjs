// Runs tasks as many at a time as there are cores, for what measures bytes and not time.
import { availableParallelism } from 'node:os';

/** The results of functions that return promises, in their order; `more` than cores run where some wait for the network. */
export async function sideBySide(tasks, more = 0) {
  const results = [];
  let next = 0;
  const work = async () => {
    while (next < tasks.length) {
      const at = next++;
      results[at] = await tasks[at]();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + more }, work));
  return results;
}
