/**
 * A sample of very many long strings. It is chosen by content, so equal strings are all in it or none, and its share of
 * duplicates is that of all.
 */
import { min } from '../../platform/math.ts';
import { mix } from '../../platform/scan-string.ts';

/** When sampling, one string in this many is looked up. */
export const SAMPLED = 16;

/** Strings of which only some were looked up. */
export class Sample {
  /** Looked up, and how many of these were duplicates. */
  lookedUp = 0;
  lookedUpBytes = 0;
  duplicateBytes = 0;
  /** Skipped. */
  passed = 0;
  passedBytes = 0;

  /** The share of bytes that are duplicates. */
  get share(): number {
    return this.lookedUpBytes === 0 ? 0 : this.duplicateBytes / this.lookedUpBytes;
  }

  /**
   * The least share of the skipped bytes that are not duplicates: three standard errors, and a margin for a small
   * sample.
   */
  get least(): number {
    const { lookedUp, share } = this;
    return lookedUp === 0 ? 0 : 1 - min(1, share + 3 * ((share * (1 - share)) / lookedUp) ** 0.5 + 3 / lookedUp);
  }

  /** Records a string that was looked up. */
  meet(bytes: number, isRepetition: boolean): void {
    this.lookedUp++;
    this.lookedUpBytes += bytes;
    if (isRepetition) this.duplicateBytes += bytes;
  }

  clear(): void {
    this.lookedUp = this.lookedUpBytes = this.duplicateBytes = this.passed = this.passedBytes = 0;
  }
}

/** A hash of characters from all over a long string. */
export function hashOfSome(string: string, length: number): number {
  let hash = mix(length, string, length - 1);
  hash = mix(hash, string, length - 2);
  hash = mix(hash, string, length - 4);
  hash = mix(hash, string, length - 7);
  hash = mix(hash, string, length >> 1);
  hash = mix(hash, string, length >> 2);
  return hash;
}

/** One hash in {@link SAMPLED} is chosen. */
export function isChosen(hash: number): boolean {
  return ((hash ^ (hash >>> 13)) & (SAMPLED - 1)) === 0;
}
