/** The kinds of state that no JavaScript can read. */

/** State that V8 reaches and JavaScript cannot read. */
export const HIDDEN_KINDS = [
  'closures',
  'private fields',
  'WeakMap entries',
  'WeakSet entries',
  'WeakRef targets',
  'Promise results',
  'Proxy targets',
  'bound arguments',
  'generator state',
  'iterator state',
  'FinalizationRegistry entries',
  'internal data',
  'host objects',
] as const;

/** One of {@link HIDDEN_KINDS}. */
export type HiddenKind = (typeof HIDDEN_KINDS)[number];
