/** Where a walk goes and where it ends. */
import type { EngineFacts } from '../platform/engine-facts.ts';
import type { EngineReader } from '../inspect/read-target.ts';
import type { KnownReaders } from './known-reader.ts';
import type { Sampler } from './sampler.ts';
import type { Reveal } from './walk-state.ts';

/** Objects that are not read like others: of some properties what they hold is skipped, others are added. */
export interface ObjectLinks {
  /** Names and symbols of an object's properties of which objects are not walked into from there. */
  skippedIn(value: object): ReadonlySet<string | symbol> | undefined;
  /** Objects that are walked into in addition to those that its properties hold. */
  othersIn(value: object): readonly object[];
}

/** What a walk leaves out, besides the realm's own objects. */
export interface WalkOptions {
  /** True for an object that is neither counted nor walked into. Never called for the root. */
  readonly isIgnored?: ((value: object) => boolean) | undefined;
  /** Objects that a property of such a name holds are not walked into from there. */
  readonly skippedNames?: ReadonlySet<string> | undefined;
  /** Decides for each ordinary object in place of `skippedNames`. */
  readonly links?: ObjectLinks | undefined;
  /** Bits by which a number must survive shifting to be a small integer: 0 for 32-bit Smis, 1 for 31-bit. */
  readonly smiShift: number;
  /** Up to this many bytes a typed array may keep its data on the heap. */
  readonly maxOnHeapBytes: number;
  /** Objects to visit at most. */
  readonly maxObjects?: number | undefined;
  /** Entries of a Map or Set to read at once; a walk in slices uses a small number. */
  readonly atOnce?: number | undefined;
  /** Chooses from huge containers instead of reading all of them. */
  readonly sampler?: Sampler | undefined;
  /** Finds references of an object that only the platform's tools can see. */
  readonly reveal?: Reveal | undefined;
  /** What the engine knows about objects. */
  readonly facts?: EngineFacts | undefined;
  /** Asks the engine about the objects that are read. */
  readonly engineReader?: EngineReader | undefined;
  /** Reads objects of hidden classes that were met before. */
  readonly knownReaders?: KnownReaders | undefined;
}

/** The options of a walker that is idle. */
export const NO_OPTIONS: WalkOptions = { smiShift: 0, maxOnHeapBytes: 0 };
