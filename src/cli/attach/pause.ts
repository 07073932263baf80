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
  const now = { expression: 'performance.now()' };
  const before = inspector.post('Runtime.evaluate', now);
  const done = command();
  const after = Promise.race([done, hasBegun ?? done]).then(() => inspector.post('Runtime.evaluate', now, Infinity));
  const [first, , last] = await Promise.all([before, done, after]);
  const pause = Number(last.result.value) - Number(first.result.value);
  return Number.isFinite(pause) ? pause : performance.now() - start;
}
