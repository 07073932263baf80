/** Which hidden state makes a size a lower bound: state that may keep bytes of the value which no figure then has. */
import type { HiddenKind } from '../inspect/hidden-kinds.ts';

interface HiddenBytes {
  /** True if bytes that belong to the value may be behind it. */
  readonly counts: boolean;
  readonly reason: string;
}

/** One row for each kind, so that a new kind does not compile without one. */
export const HIDDEN_BYTES: Readonly<Record<HiddenKind, HiddenBytes>> = {
  closures: { counts: false, reason: 'a context is shared by all functions made in it: it belongs to no value' },
  'private fields': { counts: true, reason: 'own data of the object, as public fields are' },
  'WeakMap entries': { counts: true, reason: 'the table is its own, and it keeps each value as long as its key lives' },
  'WeakSet entries': { counts: true, reason: 'the keys are held weakly, but the table grows with them' },
  'WeakRef targets': { counts: false, reason: 'held weakly: the reference keeps nothing' },
  'Promise results': { counts: true, reason: 'kept by the promise, as are the reactions of a pending one' },
  'Proxy targets': {
    counts: true,
    reason: 'target and handler are kept by the proxy, and what it shows is in the target',
  },
  'bound arguments': { counts: true, reason: 'the target, `this` and the arguments are kept by the bound function' },
  'generator state': { counts: true, reason: 'variables, arguments and receiver of the suspended call are kept by it' },
  'iterator state': { counts: true, reason: 'an iterator keeps the collection or string that it goes through' },
  'FinalizationRegistry entries': { counts: true, reason: 'targets are held weakly, but the held values are kept' },
  'internal data': { counts: true, reason: 'kept by the object; see BOUNDED_INTERNALS for those of which it is small' },
  'host objects': { counts: true, reason: 'the platform keeps what it likes, such as the bytes of a Blob' },
};

/**
 * Types whose internal data is bounded: a few option strings and numbers, up to 100 bytes on V8's heap. What ICU keeps of them is
 * native memory, which no figure has. Not listed: segments (their string) and WebAssembly's objects (modules, tables, memories).
 */
const BOUNDED_INTERNALS: readonly string[] = [
  'Segmenter',
  'Collator',
  'DateTimeFormat',
  'DisplayNames',
  'DurationFormat',
  'ListFormat',
  'Locale',
  'NumberFormat',
  'PluralRules',
  'RelativeTimeFormat',
  'Instant',
  'Duration',
  'PlainDate',
  'PlainDateTime',
  'PlainMonthDay',
  'PlainTime',
  'PlainYearMonth',
  'ZonedDateTime',
];

/** A row of hidden state names at most so many types; more may be left out. */
export const MAX_HIDDEN_TYPES = 10;

/** True if bytes of the value may be behind hidden state of this kind, met in objects of these types. */
export function mayKeepBytes(kind: string, types: readonly string[]): boolean {
  // A kind that is not known comes from a saved report of another version.
  if (!(kind in HIDDEN_BYTES)) return true;
  if (kind !== 'internal data') return HIDDEN_BYTES[kind as HiddenKind].counts;
  if (types.length >= MAX_HIDDEN_TYPES) return true;
  for (let i = 0; i < types.length; i++) if (!isBounded(types[i])) return true;
  return false;
}

/** By a loop of its own: every report asks, and a replaced method of arrays must not be called. */
function isBounded(type: string): boolean {
  for (let i = 0; i < BOUNDED_INTERNALS.length; i++) if (BOUNDED_INTERNALS[i] === type) return true;
  return false;
}
