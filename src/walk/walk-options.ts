/** Where a walk goes and where it ends. */
import type { Sampler } from './sampler.ts';
import type { Reveal } from './walk-state.ts';

/** What a walk leaves out, besides the realm's own objects. */
export interface WalkOptions {
  /** True for an object that is not to be counted nor walked into. Never asked about the root. */
  readonly isIgnored?: ((value: object) => boolean) | undefined;
  /** Bits by which a number must survive shifting to be a small integer: 0 for 32-bit Smis, 1 for 31-bit. */
  readonly smiShift: number;
  /** Up to this many bytes a typed array may keep its data in itself. */
  readonly maxOnHeapBytes: number;
  /** Objects to visit at most. */
  readonly maxObjects?: number | undefined;
  /** Entries of a Map or Set to read at once; a walk that is done in slices wants few. */
  readonly atOnce?: number | undefined;
  /** False to look at the roots alone: nothing they refer to is reported or visited. */
  readonly deep?: boolean | undefined;
  /** Chooses from huge containers instead of reading all of them. */
  readonly sampler?: Sampler | undefined;
  /** Extra references of an object that only the platform's tools can see. */
  readonly reveal?: Reveal | undefined;
}

/** The options of a walker that is not walking. */
export const NO_OPTIONS: WalkOptions = { smiShift: 0, maxOnHeapBytes: 0 };
