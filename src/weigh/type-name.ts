/** The type under which an object is counted: the name of its class, or of its kind. */
import type { ClassInfo } from '../inspect/class-info.ts';
import { Kind, rowOf } from '../inspect/kinds.ts';

/** True for objects whose prototype is the kind's own: their type is their class's name. */
export function isOfItsClass(kind: Kind, info: ClassInfo): boolean {
  return kind === Kind.ordinary || kind === Kind.array || info.kind === kind;
}

/** The type under which an object is counted. */
export function typeNameOf(kind: Kind, info: ClassInfo): string {
  return isOfItsClass(kind, info) ? info.name : (rowOf(kind).type ?? info.name);
}
