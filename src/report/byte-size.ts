/** Sizes in bytes as arguments: a number, or a string such as `'64 KiB'`. */
import { rangeError, typeError } from '../platform/argument-checks.ts';
import { parseBytes } from './bytes.ts';

/** A number of bytes, or a string such as `'64 KiB'` that `parseBytes` reads. */
export type Size = number | string;

const EXPECTED = "a non-negative number of bytes or a size such as '64 KiB'";

/**
 * The bytes of an argument; fractions are allowed.
 *
 * @throws {TypeError} if it is neither a number nor a string.
 * @throws {RangeError} if it is negative, not finite, or a string that is not a valid size.
 */
export function bytesArgument(name: string, value: unknown): number {
  if (typeof value === 'number') {
    if (value >= 0 && value < Infinity) return value;
    throw rangeError(name, EXPECTED, value);
  }
  if (typeof value !== 'string') throw typeError(name, EXPECTED, value);
  try {
    return parseBytes(value);
  } catch (cause) {
    throw new RangeError(`${name}: ${(cause as Error).message}`, { cause });
  }
}
