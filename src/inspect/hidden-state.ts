/** The part of a built-in object's state that JavaScript cannot read: what the tables of kinds have on it. */
import type { HiddenKind } from './hidden-kinds.ts';
import type { ClassInfo } from './class-info.ts';
import { Kind, rowOf } from './kinds.ts';

/** The hidden state that comes with a kind; undefined for kinds of which everything can be read. */
export function hiddenStateOf(kind: Kind, info: ClassInfo): HiddenKind | undefined {
  return kind === Kind.named ? info.named!.hidden : rowOf(kind).hidden;
}
