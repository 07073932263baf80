/**
 * V8's own `gc`, which collects all garbage before it returns; the inspector's command does so only once the current
 * task has ended.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let known: (() => void) | undefined;

/** A function that collects all garbage synchronously. */
export function collector(): () => void {
  return (known ??= find());
}

function find(): () => void {
  const exposed: unknown = Reflect.get(globalThis, 'gc');
  if (typeof exposed === 'function') return exposed as () => void;
  // Only contexts created while the flag is set have `gc`: the program's own context is unchanged.
  setFlagsFromString('--expose-gc');
  try {
    return runInNewContext('gc') as () => void;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}
