/**
 * The interface between a weigher and the sums of strings; and an empty implementation for when no string is ever met.
 */
import type { Layout } from '../../layout/layout.ts';
import type { EngineFacts } from '../../platform/engine-facts.ts';
import type { TypeTotal } from '../size-estimate.ts';
import { EACH_KEY } from './key-bytes.ts';
import type { KeySums } from './key-bytes.ts';

/**
 * How equal strings count: `once` as one string, `each` every occurrence, `auto` as V8 usually stores them: once for
 * short values of plain objects, arrays and Maps, which JSON.parse shares, and for up to 256 characters elsewhere,
 * where they usually are constants of the code; each for all others.
 */
export type StringPolicy = 'auto' | 'once' | 'each';

/** What is known of the strings that one place of the value holds; it adds them up in place of the weigher. */
export interface LearnedStrings {
  /** Whether every occurrence is a separate heap object. */
  readonly isEach: boolean;
  /** A string that was not met before, and its bytes as a flat string. */
  first(bytes: number): void;
  /** One that is equal to a string met before. */
  again(bytes: number): void;
}

/** Sums of the strings of one value. */
export interface StringSums {
  /** False until a string is met. */
  readonly hasAny: boolean;
  /** Duplicate strings: occurrences and bytes. */
  readonly duplicates: { readonly count: number; readonly bytes: number };
  /** Repeated short strings if some string has characters beyond Latin-1, and their bytes: see the layout. */
  readonly wideRepeats: number;
  readonly wideRepeatBytes: number;
  /** Bytes of repeats. */
  readonly repeats: { readonly few: number; readonly many: number; readonly long: number };
  begin(layout: Layout, policy: StringPolicy, readStrings: boolean, samples?: boolean, facts?: EngineFacts): void;
  /** True if the engine can tell which equal strings are one heap object. */
  readonly isIdentified: boolean;
  /** Strings that may be slices of others, whose parents are not counted. */
  readonly slices: number;
  meet(string: string, inPlainObject: boolean): number;
  /** For the keys of the value's dictionaries, which may be strings that were met. */
  keys(): KeySums;
  total(onceFactor: number): TypeTotal;
  forget(): void;
  end(): void;
}

/**
 * For the size of a single object, which includes no strings: so a bundle that imports only `sizeOf` contains neither
 * the tables of strings nor V8's own strings.
 */
export const NO_STRINGS: StringSums = {
  hasAny: false,
  isIdentified: false,
  slices: 0,
  duplicates: { count: 0, bytes: 0 },
  repeats: { few: 0, many: 0, long: 0 },
  wideRepeats: 0,
  wideRepeatBytes: 0,
  begin: nothing,
  meet: () => 0,
  keys: () => EACH_KEY,
  total: () => {
    throw new Error('an object was weighed by itself, and a string was met');
  },
  forget: nothing,
  end: nothing,
};

function nothing(): void {}
