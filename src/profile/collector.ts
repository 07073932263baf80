/**
 * V8's own `gc`, which collects all garbage before it returns; the inspector's command does so only when the program
 * has ended its turn.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let known: (() => void) | undefined;

/** A function that collects all garbage at once. */
export function collector(): () => void {
  return (known ??= find());
}

function find(): () => void {
  const exposed: unknown = Reflect.get(globalThis, 'gc');
  if (typeof exposed === 'function') return exposed as () => void;
  // Only contexts that are made while the flag is set have it: the program's own stays as it was.
  setFlagsFromString('--expose-gc');
  try {
    return runInNewContext('gc') as () => void;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}
