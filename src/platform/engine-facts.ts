/**
 * Facts about values that only the engine knows, as a set of optional functions. Portable code uses those that it is
 * given (option `facts`) and asks for nothing; `engineFacts()` of `heapscale/node` makes them.
 */
import { typeError } from './argument-checks.ts';

/** How V8 keeps the elements of an object. */
export const ElementsKind = {
  /** Not known: ask as if there were no facts. */
  unknown: 0,
  /** Small integers only. */
  smi: 1,
  /** Unboxed doubles. */
  double: 2,
  /** Any values; each number that is not a small integer is a heap number. */
  tagged: 3,
  /** A hash table of index and value. */
  dictionary: 4,
} as const;

/** One of {@link ElementsKind}. */
export type ElementsKind = (typeof ElementsKind)[keyof typeof ElementsKind];

/** How V8 keeps a string. */
export const StringForm = {
  /** Not known: ask as if there were no facts. */
  unknown: 0,
  /** Its own characters in one piece, on the heap or outside it. */
  flat: 1,
  /** A slice of another string, or a rope that was read and refers to its flat copy. */
  indirect: 2,
  /** A concatenation that was never read: two parts, each a string. Reading it would copy its characters. */
  rope: 3,
  /** One of the last two; Node 20 and 22 cannot distinguish them. */
  ropeOrIndirect: 4,
} as const;

/** One of {@link StringForm}. */
export type StringForm = (typeof StringForm)[keyof typeof StringForm];

/**
 * What the running engine knows about values. Every function accepts any value and runs no code of the program. One
 * that the engine does not have is undefined, and one that has no answer returns undefined.
 */
export interface EngineFacts {
  /** The version of the engine that answers. */
  readonly engine: string;
  /** True for an object whose named properties are described by its hidden class, false in dictionary mode. */
  readonly hasFastProperties?: ((value: object) => boolean | undefined) | undefined;
  /** How an array's elements are kept: one of `ElementsKind`; 0 if that is not known. */
  readonly elementsKindOf?: ((value: object) => ElementsKind) | undefined;
  /** True for an array that may lack some elements; false if it has every one of them as a data property. */
  readonly hasHoles?: ((value: object) => boolean) | undefined;
  /** True for an array that shares its elements with the literal that made it, until one of the two is changed. */
  readonly hasSharedElements?: ((value: object) => boolean | undefined) | undefined;
  /** How a string is kept: one of `StringForm`. */
  readonly stringFormOf?: ((value: string) => StringForm) | undefined;
  /** True for a string in V8's string table, which has no two with the same characters. */
  readonly isInternalized?: ((value: string) => boolean | undefined) | undefined;
  /** True if two strings are one heap object; reads no characters. */
  readonly isSameString?: ((one: string, other: string) => boolean) | undefined;
  /**
   * True if two objects have the same hidden class: the same prototype, and if their properties are fast the same
   * names, attributes and accessors in the same order. Elements are not compared, only how they are kept.
   */
  readonly hasSameMap?: ((one: object, other: object) => boolean) | undefined;
  /**
   * How many of its properties a plain object has room for in itself; undefined if that is not seen. `names` are all of
   * its own ones, none of them an index: the engine may remember what it found for a list of names.
   */
  readonly slotsOf?: ((value: object, names: readonly string[]) => number | undefined) | undefined;
  /** False for an integer that V8 keeps as a heap number, as it does in a field that held another number before. */
  readonly isSmi?: ((value: number) => boolean) | undefined;
  /** The target of a Proxy; null if it was revoked, undefined for other values. */
  readonly proxyTargetOf?: ((value: object) => object | null | undefined) | undefined;
  /** The handler of a Proxy; null if it was revoked, undefined for other values. */
  readonly proxyHandlerOf?: ((value: object) => object | null | undefined) | undefined;
  /**
   * The value of a private field, by its name as in `'#field'`; undefined also if there is no such field, or more than
   * one. Only for fields: of a private accessor it would run the getter.
   */
  readonly privateFieldOf?: ((value: object, name: string) => unknown) | undefined;
}

/** Checks an option `facts`. */
export function checkedFacts(facts: EngineFacts | undefined): EngineFacts | undefined {
  if (facts === undefined) return undefined;
  if (typeof facts !== 'object' || facts === null || typeof facts.engine !== 'string')
    throw typeError('facts', 'engineFacts() of heapscale/node', facts);
  return facts;
}
