/** markMemory: marks a moment in the chart of `heapscale run`. */

import { string } from '../platform/argument-checks.ts';

/** The key under which the preloaded half of `heapscale run` receives marks. */
export const MARKS = Symbol.for('heapscale.marks');

/**
 * Marks this moment in the chart that `heapscale run` draws. Does nothing in a program that runs without it.
 *
 * @param name the label of the mark.
 * @throws {TypeError} if the name is not a string.
 * @example
 * ```ts
 * markMemory('loaded');
 * ```
 */
export function markMemory(name: string): void {
  string('name', name);
  const take = Reflect.get(globalThis, MARKS) as ((name: string) => void) | undefined;
  take?.(name);
}
