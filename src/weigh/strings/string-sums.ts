/** How the strings of a value count: by the option `strings`, or by what is known of the place that holds them. */

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
