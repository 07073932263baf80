/**
 * V8's own `gc`, which collects all garbage before it returns; the inspector's command does so only once the current
 * task has ended.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { requireV8 } from '../platform/engine.ts';
import { areFlagsFrozen } from './facts/changeable-flags.ts';

/** Collects all garbage, or only that of the young generation. */
export type Collector = (options?: { readonly type: 'minor' }) => void;

let known: Collector | undefined;

/**
 * A function that collects garbage synchronously.
 *
 * @throws {Error} if the engine is not V8, or V8's flags are frozen and there is no `gc`.
 */
export function collector(): Collector {
  return (known ??= find());
}

function find(): Collector {
  requireV8('collecting garbage');
  const exposed: unknown = (globalThis as { readonly gc?: unknown }).gc;
  if (typeof exposed === 'function') return exposed as Collector;
  if (areFlagsFrozen())
    throw new Error("collecting garbage needs --expose-gc here: V8's flags are frozen by --freeze-flags-after-init");
  // Only contexts created while the flag is set have `gc`: the program's own context is unchanged.
  setFlagsFromString('--expose-gc');
  try {
    return runInNewContext('gc') as Collector;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}
