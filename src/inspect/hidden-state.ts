/** What of a built-in object's state no JavaScript can read. */
import type { ClassInfo } from './class-info.ts';
import * as js from '../platform/intrinsics.ts';
import { Kind } from './kinds.ts';
import type { HiddenKind } from './hidden-kinds.ts';

/**
 * Whether an inspector can describe a built-in object of this kind without a change to it. It formats an error's stack, reads
 * `buffer` of a typed array, and lists all entries of a collection.
 */
export function isDescribedSafely(kind: Kind, info: ClassInfo): boolean {
  switch (kind) {
    case Kind.date:
    case Kind.regexp:
    case Kind.promise:
    case Kind.number:
    case Kind.string:
    case Kind.symbolObject:
    case Kind.bigintObject:
      return true;
    default:
      return kind === Kind.named && info.layoutName === 'promise';
  }
}

/** The hidden state that comes with a kind; undefined for kinds that show all they have. */
export function hiddenStateOf(kind: Kind, info: ClassInfo): HiddenKind | undefined {
  switch (kind) {
    case Kind.weakMap:
      return 'weak-map-entries';
    case Kind.weakSet:
      return 'weak-set-entries';
    case Kind.promise:
      return 'promise-results';
    case Kind.generator:
      return 'generator-state';
    case Kind.mapIterator:
    case Kind.setIterator:
      return 'iterator-state';
    case Kind.moduleNamespace:
    case Kind.external:
      return 'host-objects';
    case Kind.named:
      if (info.layoutName === 'promise') return 'promise-results';
      if (info.layoutName === 'generator' || info.layoutName === 'asyncGenerator') return 'generator-state';
      if (info.layoutName === 'weakRef') return 'weak-ref-targets';
      if (info.layoutName === 'finalizationRegistry') return 'finalization-registry-entries';
      return js.matches(/iterator/i, info.layoutName ?? '') ? 'iterator-state' : 'internal-data';
    default:
      return undefined;
  }
}
