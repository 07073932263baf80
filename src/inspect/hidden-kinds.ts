/**
 * The kinds of state that JavaScript cannot read: an id for programs, a label for printed reports, and how each affects
 * a size.
 */
import { string } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { INTL_CLASSES, TEMPORAL_CLASSES } from './value-classes.ts';

interface HiddenKindInfo {
  readonly label: string;
  /** True if bytes that belong to the value may be behind it: a size without them is a lower bound. */
  readonly counts: boolean;
  /** True if `reveal: true` follows it. */
  readonly canBeRevealed: boolean;
}

// One row for each kind, so that a new kind does not compile without one.
const KINDS = {
  // A context is shared by all functions made in it: it belongs to no value.
  closures: { label: 'closures', counts: false, canBeRevealed: true },
  // Own data of the object, as public fields are.
  'private-fields': { label: 'private fields', counts: true, canBeRevealed: true },
  // The table belongs to the WeakMap, and it keeps each value as long as its key lives.
  'weak-map-entries': { label: 'WeakMap entries', counts: true, canBeRevealed: true },
  // The keys are held weakly, but the table grows with them.
  'weak-set-entries': { label: 'WeakSet entries', counts: true, canBeRevealed: true },
  // Held weakly: the reference retains nothing.
  'weak-ref-targets': { label: 'WeakRef targets', counts: false, canBeRevealed: false },
  // The result is the promise's own; what waits for a pending one does not belong to it.
  'promise-results': { label: 'Promise results', counts: true, canBeRevealed: true },
  // The proxy holds target and handler, and the data it exposes is in the target.
  'proxy-targets': { label: 'Proxy targets', counts: true, canBeRevealed: true },
  // The bound function holds the target, `this` and the arguments.
  'bound-arguments': { label: 'bound arguments', counts: true, canBeRevealed: true },
  // The suspended generator holds variables, arguments and receiver.
  'generator-state': { label: 'generator state', counts: true, canBeRevealed: true },
  // An iterator holds the collection or string that it iterates.
  'iterator-state': { label: 'iterator state', counts: true, canBeRevealed: false },
  // Targets are held weakly, but held values strongly.
  'finalization-registry-entries': { label: 'FinalizationRegistry entries', counts: true, canBeRevealed: false },
  // Reading the buffer of a view of up to 64 bytes moves its data, so one into a larger buffer looks like one of its
  // own.
  'view-buffers': { label: 'buffers of small views', counts: false, canBeRevealed: false },
  // A slice keeps the whole string that it was cut from; what of it is the value's own is not known.
  'string-parents': { label: 'parents of strings that may be slices', counts: false, canBeRevealed: false },
  // Held by the object; see isBounded for types whose state is small.
  'internal-data': { label: 'internal data', counts: true, canBeRevealed: false },
  // The platform stores its own data with the object, such as the bytes of a Blob.
  'host-objects': { label: 'host objects', counts: true, canBeRevealed: false },
} as const satisfies Readonly<Record<string, HiddenKindInfo>>;

/**
 * State that the walk meets and cannot follow, as an id: `'private-fields'`, `'proxy-targets'`, `'promise-results'`,
 * ... {@link hiddenLabelOf} gives the label for printed reports.
 */
export type HiddenKind = keyof typeof KINDS;

/** The ids of all kinds. */
export const HIDDEN_KINDS: readonly HiddenKind[] = /* @__PURE__ */ Object.keys(KINDS) as HiddenKind[];

/** A row of hidden state lists at most this many types; further ones are left out. */
export const MAX_HIDDEN_TYPES = 10;

/** A report may come from another version of heapscale, with kinds that are unknown here. */
function infoOf(kind: string): HiddenKindInfo | undefined {
  return js.hasOwn(KINDS, kind) ? KINDS[kind as HiddenKind] : undefined;
}

/**
 * The label of a kind of hidden state in printed reports.
 *
 * @example
 * ```ts
 * hiddenLabelOf('weak-map-entries'); // 'WeakMap entries'
 * ```
 */
export function hiddenLabelOf(kind: HiddenKind): string {
  return infoOf(string('kind', kind))?.label ?? kind;
}

/** True if bytes of the value may be behind hidden state of this kind, met in objects of these types. */
export function mayKeepBytes(kind: HiddenKind, types: readonly string[]): boolean {
  if (kind !== 'internal-data') return infoOf(kind)?.counts ?? true;
  if (types.length >= MAX_HIDDEN_TYPES) return true;
  for (let i = 0; i < types.length; i++) if (!isBounded(types[i])) return true;
  return false;
}

/**
 * Types whose internal data is bounded: a few option strings and numbers, up to 100 bytes on V8's heap. ICU's data is
 * native memory, which is never counted. Not included: segments (their string) and WebAssembly's objects (modules,
 * tables, memories).
 */
function isBounded(type: string): boolean {
  return isIn(INTL_CLASSES, type) || isIn(TEMPORAL_CLASSES, type);
}

/** A loop of its own: caches call this while they measure, and a patched array method must not be called. */
function isIn(names: readonly string[], name: string): boolean {
  for (let i = 0; i < names.length; i++) if (names[i] === name) return true;
  return false;
}

/** True if `reveal: true` follows state of this kind. */
export function canBeRevealed(kind: HiddenKind): boolean {
  return infoOf(kind)?.canBeRevealed ?? false;
}
