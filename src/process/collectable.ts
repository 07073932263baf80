/** Whether a value is collected once nothing of a function that returns it runs any more, and else what holds it. */
import { setImmediate } from 'node:timers/promises';
import { countSnapshot } from '../heap/capture.ts';
import type { Capture } from '../heap/capture.ts';
import { collector } from '../heap/collector.ts';
import { internalTarget } from '../heap/names.ts';
import type { RetainerStep } from '../heap/retainers.ts';
import { typeError } from '../platform/argument-checks.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { pathsIn, pathText } from './leak-paths.ts';

/** What still holds a value. */
export interface StillHeld {
  /** The path from V8's roots. */
  readonly path: readonly RetainerStep[];
  /** The path as one line. */
  readonly text: string;
}

/** Collections before the value is searched for: finalizers and closed handles let go between them. */
const COLLECTIONS = 4;

/**
 * Calls the function, drops what it returns, or what its promise is fulfilled with, and collects all garbage.
 *
 * @returns what holds the value; undefined if it was collected, or if only variables of the scope in which the function
 * was made hold it.
 * @throws {TypeError} (as a rejection) if the value is not an object.
 */
export function holderOf(build: () => unknown): Promise<StillHeld | undefined> {
  // No async function has the value in a variable: its frame would hold it.
  return withOriginals(() =>
    Promise.resolve()
      .then(build)
      .then(toRef)
      .then(collected)
      .then((ref) => {
        const value = withOriginals(() => ref.deref());
        return value === undefined ? undefined : countSnapshot([value, build], {}, toHolder);
      }),
  );
}

function toRef(value: unknown): WeakRef<object> {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function')
    throw typeError('the value that the function returns', 'an object', value);
  return new WeakRef(value);
}

async function collected(ref: WeakRef<object>): Promise<WeakRef<object>> {
  for (let i = 0; i < COLLECTIONS; i++) {
    await setImmediate();
    collector()();
  }
  await setImmediate();
  return ref;
}

function toHolder({ snapshot, nodes, holders }: Capture): StillHeld | undefined {
  const [value, build] = nodes;
  // A variable that the function uses is held by its scope, which is not what the question is about.
  const scope = build < 0 ? -1 : internalTarget(snapshot, build, 'context');
  const path = pathsIn(snapshot, holders, (from, to) => from === scope && to === value)(value);
  return path.length === 0 ? undefined : { path, text: pathText(path) };
}
