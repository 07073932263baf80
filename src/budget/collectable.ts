/** assertCollectable: a value that nothing should hold any more must be collected. */
import { checkFunction } from '../platform/argument-checks.ts';
import { toAssertionError } from './assertion-error.ts';
import { LET_GO } from './explanation.ts';
import { provideCallMeter } from './call-meter.ts';

// This module is part of each Node entry, of `heapscale/node` and of those of the matchers.
provideCallMeter(() => import('../profile/later.ts'));

/** Whether the value of a function is collected, and what a check says about it. */
export interface Collectability {
  readonly pass: boolean;
  readonly message: string;
}

/** Calls the function and finds out whether what it returns is collected; Node only. */
export async function collectabilityOf(build: () => unknown): Promise<Collectability> {
  checkFunction('build', build, 'that returns the value');
  const { holderOf } = await import('../profile/later.ts');
  const held = await holderOf(build);
  return held === undefined
    ? { pass: true, message: 'the value should be held by something, but it was collected' }
    : { pass: false, message: `the value should be collectable, but it is still held:\n${held.text}\n\n${LET_GO}` };
}

/**
 * Fails unless a value can be collected: calls `build`, drops what it returns (or what its promise is fulfilled with),
 * lets V8 collect all garbage, and looks whether the value is gone. If it is not, a heap snapshot shows what holds it.
 *
 * The value is best made inside of `build`. Variables of the scope in which `build` was made may hold it as well: they
 * do not count, but what they refer to does. Node only.
 *
 * @param build returns the value, which must be an object.
 * @throws {SizeAssertionError} (as a rejection) if something holds the value; the message has the path from V8's roots.
 * @throws {TypeError} (as a rejection) if `build` is not a function, or returns no object.
 * @example
 * ```ts
 * const listeners = new Set<object>();
 * await assertCollectable(() => ({ user: 'ann' }));
 * await assertCollectable(() => {
 *   const session = { user: 'bob' };
 *   listeners.add(session);
 *   listeners.delete(session);
 *   return session;
 * });
 * ```
 */
export async function assertCollectable(build: () => unknown): Promise<void> {
  const { pass, message } = await collectabilityOf(build);
  if (pass) return;
  throw toAssertionError(
    {
      message,
      actual: 'held',
      expected: 'collectable',
      operator: 'assertCollectable',
      stackStartFn: assertCollectable,
    },
    undefined,
  );
}
