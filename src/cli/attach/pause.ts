/** Measures for how long a command stops another process, by the clock of that process. */
import type { RemoteInspector } from './remote-inspector.ts';

/**
 * Milliseconds that a command takes in the process, at most. The process is asked for its time before the command, and
 * again while it carries the command out, so that it answers as soon as it is done: neither the network nor the reading
 * of the command's result counts. V8 puts a snapshot off until no JavaScript is running, so the second question cannot
 * be sent together with the command.
 *
 * @param hasBegun resolves when the process is carrying the command out, or has done it.
 */
export async function pauseOf(
  inspector: RemoteInspector,
  command: () => Promise<unknown>,
  hasBegun?: Promise<void>,
): Promise<number> {
  const start = performance.now();
  // A process that cannot be asked for its time is timed from here.
  const askTime = (patience?: number): Promise<number> =>
    inspector.post('Runtime.evaluate', { expression: 'performance.now()' }, patience).then(
      ({ result }) => Number(result.value),
      () => NaN,
    );
  const before = askTime();
  const done = command();
  const after = Promise.race([done, hasBegun ?? done]).then(() => askTime(Infinity));
  const [first, , last] = await Promise.all([before, done, after]);
  const pause = last - first;
  return Number.isFinite(pause) ? pause : performance.now() - start;
}
