/** The part of a walk's state that the readers write to. */
import type { EngineFacts } from '../platform/engine-facts.ts';
import type { ObjectFacts } from './object-facts.ts';
import type { ReferenceSink } from './references.ts';

/** Takes what an object refers to. */
export interface ReadTarget {
  /** Non-empty strings; `inPlainObject`: a plain object, an array or a Map holds it as data. */
  readonly visitor: {
    string(string: string, inPlainObject: boolean): void;
    /** Numbers in named properties that are no small integers. */
    fieldNumber(value: number): void;
  };
  /** Objects that were met; `add` returns true for a new one, which must then be pushed on the stack. */
  readonly visited: { add(value: object): boolean };
  readonly stack: object[];
  /** The height of the stack. */
  top: number;
  /** Bits by which a number must survive shifting to be a small integer: 0 for 32-bit Smis, 1 for 31-bit. */
  readonly smiShift: number;
  /** True when nothing that an object refers to is reported or visited. */
  readonly shallow: boolean;
  /** Descriptors can be read by plain property access: `Object.prototype` has no fields of these names. */
  readonly plainDescriptors: boolean;
  /** Names and symbols of properties whose objects are not walked into from there. */
  readonly skippedNames: ReadonlySet<string | symbol> | undefined;
  /** What the engine knows about objects, if it may be asked. */
  readonly engine: EngineFacts | undefined;
  /** Asks it; defined only if `engine` is. */
  readonly engineReader: EngineReader | undefined;
  /** Where references are announced, if they are recorded. */
  readonly references: ReferenceSink | undefined;
  /** Any value: a primitive is reported, an object is pushed on the stack unless it was met before. */
  value(value: unknown, inPlainObject: boolean): void;
}

/**
 * Adds to the facts about one object what only the engine knows. `engineFacts()` brings the code (ask-engine.ts,
 * read-known-array.ts); without it a walk reads objects as one without facts.
 */
export interface EngineReader {
  /** Asks about the properties of an ordinary object, and about its elements if it has some. */
  readonly askAboutObject: (engine: EngineFacts, value: object, facts: ObjectFacts) => void;
  /** Asks how many slots a plain object with fast properties has, after its properties were read. */
  readonly askAboutSlots: (engine: EngineFacts, value: object, facts: ObjectFacts) => void;
  /** Asks about the elements of an array, after they were read. */
  readonly askAboutArray: (engine: EngineFacts, value: object, facts: ObjectFacts) => void;
  /** Reads elements `from` to `to - 1` of an array that has all its elements; else false, before anything was read. */
  readonly readIfPacked: (
    target: ReadTarget,
    engine: EngineFacts,
    value: readonly unknown[],
    from: number,
    to: number,
    facts: ObjectFacts,
  ) => boolean;
}
