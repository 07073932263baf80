/** The part of a built-in object's state that JavaScript cannot read, from the tables of kinds. */
import type { HiddenKind } from './hidden-kinds.ts';
import type { ClassInfo } from './class-info.ts';
import { Kind, rowOf } from './kinds.ts';

/**
 * Whether an inspector can describe a built-in object of this kind without changing it. It formats an error's stack,
 * reads `buffer` of a typed array, and lists all entries of a collection.
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
      return kind === Kind.named && info.named!.size === 'promise';
  }
}

/** The hidden state of a kind; undefined for kinds that can be read completely. */
export function hiddenStateOf(kind: Kind, info: ClassInfo): HiddenKind | undefined {
  return kind === Kind.named ? info.named!.hidden : rowOf(kind).hidden;
}
