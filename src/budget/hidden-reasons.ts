/**
 * Why hidden state of each kind counts as a part of the value or does not: for the message of a check that could not
 * follow it.
 */
import type { HiddenKind } from '../inspect/hidden-kinds.ts';

/** One reason for each kind, so that a new kind does not compile without one. */
export const HIDDEN_REASONS: Readonly<Record<HiddenKind, string>> = {
  closures: 'a context is shared by all functions made in it: it belongs to no value',
  'private-fields': 'own data of the object, as public fields are',
  'weak-map-entries': 'the table is its own, and it keeps each value as long as its key lives',
  'weak-set-entries': 'the keys are held weakly, but the table grows with them',
  'weak-ref-targets': 'held weakly: the reference keeps nothing',
  'promise-results': 'kept by the promise',
  'proxy-targets': 'target and handler are kept by the proxy, and what it shows is in the target',
  'bound-arguments': 'the target, `this` and the arguments are kept by the bound function',
  'generator-state': 'variables, arguments and receiver of the suspended call are kept by it',
  'iterator-state': 'an iterator keeps the collection or string that it goes through',
  'finalization-registry-entries': 'targets are held weakly, but the held values are kept',
  'internal-data': 'kept by the object',
  'host-objects': 'the platform keeps data of its own with the object, such as the bytes of a Blob',
};
