/**
 * Why hidden state of each kind counts as part of the value or not, for the message of a check that could not follow
 * it.
 */
import type { HiddenKind } from '../inspect/hidden-kinds.ts';

/** One reason per kind; the type requires one for a new kind. */
export const HIDDEN_REASONS: Readonly<Record<HiddenKind, string>> = {
  closures: 'a context is shared by all functions made in it: it belongs to no value',
  'private-fields': 'own data of the object, like public fields',
  'weak-map-entries': 'it owns the table, and keeps each value alive as long as the key',
  'weak-set-entries': 'the keys are held weakly, but the table grows with them',
  'weak-ref-targets': 'held weakly: the reference keeps nothing',
  'promise-results': 'kept by the promise',
  'proxy-targets': 'the proxy keeps target and handler, and its properties are in the target',
  'bound-arguments': 'the target, `this` and the arguments are kept by the bound function',
  'generator-state': 'it keeps variables, arguments and receiver of the suspended call',
  'iterator-state': 'an iterator keeps the collection or string that it iterates',
  'finalization-registry-entries': 'targets are held weakly, but the held values are kept',
  'view-buffers': 'reading the buffer of a small view moves its data',
  'string-parents': 'the strings from which V8 may have cut slices are not counted',
  'internal-data': 'kept by the object',
  'host-objects': 'the platform keeps data of its own with the object, such as the bytes of a Blob',
};
