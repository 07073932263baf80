/**
 * What a walker asks of the code that reads objects of a known hidden class (known-maps.ts), which `engineFacts()`
 * brings. Without it a walk with facts visits every object with care, and finds the same.
 */
import type { ClassInfo } from '../inspect/class-info.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import type { Shape } from '../inspect/shape.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import type { Reveal, WalkState } from './walk-state.ts';

/** Visits objects of hidden classes that were met before. */
export interface KnownReader {
  /** Prepares for a walk. */
  begin(engine: EngineFacts): void;
  /** Forgets all examples: code of the program may run before the next object. */
  forget(): void;
  /**
   * Visits the objects on top of the stack, down to a height of `floor` and at most so many, as long as there are
   * examples of their hidden classes, and until the visitor has enough; returns how many. The next one must be visited
   * with care.
   */
  visitRun(floor: number, most: number): number;
  /** May take an ordinary object that was just read as an example. */
  learnObject(value: object, info: ClassInfo, shape: Shape, facts: ObjectFacts): void;
  /** May take an array that was just read as an example. */
  learnArray(value: object, info: ClassInfo, facts: ObjectFacts): void;
}

/** What of a walk's options decides whether its objects may be read plainly. */
export interface ReadingOptions {
  readonly facts?: EngineFacts | undefined;
  readonly knownReaders?: KnownReaders | undefined;
  readonly isIgnored?: unknown;
  readonly skippedNames?: unknown;
  readonly sampler?: unknown;
  readonly reveal?: Reveal | undefined;
}

/** Makes such readers, and decides for which walks. */
export interface KnownReaders {
  /** True for a walk that may read objects plainly. */
  readonly canServe: (options: ReadingOptions, state: WalkState) => boolean;
  readonly make: (state: WalkState) => KnownReader;
}

/** The reader for a walk that may use one: `own`, which an earlier walk of this state had, or a new one. */
export function knownReaderOf(
  options: ReadingOptions,
  state: WalkState,
  own: KnownReader | undefined,
): KnownReader | undefined {
  const { facts, knownReaders } = options;
  if (facts === undefined || knownReaders?.canServe(options, state) !== true) return undefined;
  const reader = own ?? knownReaders.make(state);
  reader.begin(facts);
  return reader;
}
