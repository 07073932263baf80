/** Yields to the event loop, by the fastest means of the platform that lets input and timers run; and the clock. */

interface Platform {
  readonly setImmediate?: (run: () => void) => unknown;
  readonly MessageChannel?: new () => {
    readonly port1: { onmessage: (() => void) | null; close(): void };
    readonly port2: { postMessage(message: null): void };
  };
  readonly setTimeout?: (run: () => void, ms: number) => unknown;
}

/**
 * Resolves in a later turn of the event loop, after tasks that were waiting. `scheduler.yield` would not do: its
 * continuation goes before ordinary tasks, so that no timer, message or response could run between two slices.
 */
export function yieldToEventLoop(): Promise<void> {
  const { setImmediate, MessageChannel, setTimeout } = globalThis as unknown as Platform;
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  if (typeof MessageChannel === 'function') {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }
  return new Promise((resolve) => {
    setTimeout!(resolve, 0);
  });
}

let clock: { now(): number } | undefined;

/** A monotonic clock in milliseconds. Looked up late, because Node creates it on first access. */
export function now(): number {
  clock ??= (globalThis as { performance?: { now(): number } }).performance ?? Date;
  return clock.now();
}
