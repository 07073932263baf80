/**
 * A sample in short steps, so that a program can do something else in between. The methods of generators can be patched
 * like all others, so steps are neither iterated over nor delegated to by `yield*`.
 */
import * as js from '../../platform/intrinsics.ts';

/** Work that is done step by step; each `yield` is a moment at which it may rest. */
export type Steps = Generator<undefined, void, undefined>;

/** Objects of one step where the work may rest. */
export const OBJECTS_PER_STEP = 256;

/** Does the next step; false if that was the last one. */
export function advance(steps: Steps): boolean {
  return js.nextOfGenerator(steps).done !== true;
}

/** Does all steps at once. */
export function finish(steps: Steps): void {
  while (advance(steps));
}
