/** Timers that do not keep the process alive, and one that does nothing else. */

/** The timer functions of the platform. */
interface Timers {
  setInterval(run: () => void, ms: number): unknown;
  clearInterval(timer: unknown): void;
  setTimeout(run: () => void, ms: number): unknown;
}

/** Runs a function at an interval until the returned function is called. */
export function repeat(run: () => void, everyMs: number): () => void {
  const { setInterval, clearInterval } = globalThis as unknown as Timers;
  const timer = setInterval(run, everyMs);
  // In Node a timer would keep the process alive; in browsers a timer is a number.
  (timer as { unref?: () => void }).unref?.();
  return () => clearInterval(timer);
}

/** Resolves after some milliseconds; never, if the program ends before. */
export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = (globalThis as unknown as Timers).setTimeout(resolve, ms);
    (timer as { unref?: () => void }).unref?.();
  });
}

/** The longest delay of a timer. */
const LONGEST_MS = 2 ** 31 - 1;

/** Keeps the process alive until the returned function is called. */
export function keepAlive(): () => void {
  const { setInterval, clearInterval } = globalThis as unknown as Timers;
  const timer = setInterval(() => {}, LONGEST_MS);
  return () => clearInterval(timer);
}
