/** A repeating timer that does not keep the process alive. */

/** The timer functions of the platform. */
interface Timers {
  setInterval(run: () => void, ms: number): unknown;
  clearInterval(timer: unknown): void;
}

/** Runs a function at an interval until the returned function is called. */
export function repeat(run: () => void, everyMs: number): () => void {
  const { setInterval, clearInterval } = globalThis as unknown as Timers;
  const timer = setInterval(run, everyMs);
  // In Node a timer would keep the process alive; in browsers a timer is a number.
  (timer as { unref?: () => void }).unref?.();
  return () => clearInterval(timer);
}
