/**
 * Finds invalid records among those that a sample leaves unparsed: a record that is truncated, or not JSON at all, is
 * recognised by its first and last byte. Parsing every line of a file of gigabytes would take longer than everything
 * else.
 */
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  MINUS,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  ZERO,
} from '../platform/char-codes.ts';
import { parseJson, withoutMark } from './read-json.ts';

/**
 * Checks the ends of a record.
 *
 * @throws {CommandError} if it is not JSON, with line and column.
 */
export function checkRecord(name: string, bytes: Buffer, number: number): void {
  let first = 0;
  let last = bytes.length - 1;
  while (first < last && bytes[first] <= 0x20) first++;
  while (last > first && bytes[last] <= 0x20) last--;
  if (!mayBeJson(bytes, first, last)) parseRecord(name, bytes, number);
}

/** True for bytes from `first` to `last` that are not JSON; the first line may begin with a byte order mark. */
export function isInvalidRecord(bytes: Buffer, first: number, last: number, isFirstLine: boolean): boolean {
  if (mayBeJson(bytes, first, last)) return false;
  try {
    parseRecord('', bytes.subarray(first, last + 1), isFirstLine ? 1 : 2);
    return false;
  } catch {
    return true;
  }
}

/**
 * The value of a record; the first line may begin with a byte order mark.
 *
 * @throws {CommandError} if it is not JSON, with line and column.
 */
export function parseRecord(name: string, bytes: Buffer, number: number): unknown {
  const text = bytes.toString('utf8');
  return parseJson(name, number === 1 ? withoutMark(text) : text, number);
}

/** False if the bytes at `first` and `last` do not suffice: words, a byte order mark, and anything that is not JSON. */
function mayBeJson(bytes: Buffer, first: number, last: number): boolean {
  const end = bytes[last];
  switch (bytes[first]) {
    case OPEN_BRACE:
      return end === CLOSE_BRACE;
    case OPEN_BRACKET:
      return end === CLOSE_BRACKET;
    case QUOTE:
      return end === QUOTE && last > first;
    case MINUS:
      return isDigit(end);
    default:
      return isDigit(bytes[first]) && isDigit(end);
  }
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
