/** markMemory: a moment that is to be seen in the picture of `heapscale run`. */

/** Under this name the preloaded half of `heapscale run` takes marks. */
export const MARKS = Symbol.for('heapscale.marks');

/**
 * Marks this moment in the picture that `heapscale run` draws. Costs nothing and does nothing in a program that runs
 * without it.
 *
 * @param name what is written beside the line.
 * @example
 * ```ts
 * markMemory('loaded');
 * ```
 */
export function markMemory(name: string): void {
  const take = Reflect.get(globalThis, MARKS) as ((name: string) => void) | undefined;
  take?.(String(name));
}
