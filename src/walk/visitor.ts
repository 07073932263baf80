/**
 * What a walk reports, object by object. The walk knows what is reachable; how many bytes that is, is the visitor's
 * question.
 */
import type { ClassInfo } from '../inspect/class-info.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import type { Kind } from '../inspect/kinds.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';

/** Ignores everything: for visitors that only want to see objects. */
export const DEAF: Omit<Visitor, 'object'> = {
  string() {},
  number() {},
  bigint() {},
  symbol() {},
  hidden() {},
  isEnough: () => false,
};

/** Receives everything that belongs to a value, each object once. */
export interface Visitor {
  /** An object, after its own data were read and before what it leads to is walked. */
  object(value: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void;
  /** A non-empty string held by a plain object, an array or as a Map's value (`inPlainObject`), or by something else. Called for every occurrence. */
  string(text: string, inPlainObject: boolean): void;
  /** A number that is no small integer, in a slot that can hold anything. Called for every occurrence. */
  number(value: number): void;
  bigint(value: bigint): void;
  /** A symbol held as a value or, in a dictionary, as a key. Called for every occurrence. */
  symbol(value: symbol): void;
  /** Something reachable for V8 and not for the walk. */
  hidden(kind: HiddenKind, typeName: string): void;
  /** Asked after every object; true ends the walk. */
  isEnough(): boolean;
}
