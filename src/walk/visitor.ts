/**
 * What a walk reports, object by object. The walk finds what is reachable; the visitor decides how many bytes that is.
 */
import type { ClassInfo } from '../inspect/class-info.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import type { Kind } from '../inspect/kinds.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import type { Shape } from '../inspect/shape.ts';

/** Ignores everything: for visitors that only need objects. */
export const NOOP_VISITOR: Omit<Visitor, 'object'> = {
  string() {},
  number() {},
  fieldNumber() {},
  bigint() {},
  symbol() {},
  hidden() {},
  isEnough: () => false,
};

/** Receives everything that belongs to a value, each object once. */
export interface Visitor {
  /** An object, after its own data were read and before the objects it refers to are visited. */
  object(value: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void;
  /**
   * One more ordinary object, with fast properties, no elements, symbols or accessors, of a shape of which an object
   * with fast properties was passed to `object` before, and which holds no new array, function or undefined, and no
   * object that is held elsewhere, too. `held` has two bits for what each property held (`Held`); `slots` is as in
   * the facts of an object. False to get it by `object` instead.
   */
  alike?(shape: Shape, held: number, smis: number, doubles: number, slots: number): boolean;
  /**
   * A non-empty string held by a plain object, an array or as a Map's value (`inPlainObject`), or by something else.
   * Called for every occurrence.
   */
  string(string: string, inPlainObject: boolean): void;
  /** A number that is not a Smi, in a tagged slot. Called for every occurrence. */
  number(value: number): void;
  /** A number that is not a Smi, in a named property of the object that is passed to `object` next. */
  fieldNumber(value: number): void;
  bigint(value: bigint): void;
  /** A symbol held as a value or, in a dictionary, as a key. Called for every occurrence. */
  symbol(value: symbol): void;
  /** Something that V8 can reach and the walk cannot. */
  hidden(kind: HiddenKind, typeName: string): void;
  /** An array first met as a value of the Map that was passed to `object` last. */
  arrayInMap?(length: number): void;
  /** Called after every object; true ends the walk. */
  isEnough(): boolean;
}
