/** Formats and parses byte counts: IEC units, exact where the number allows it. */
import { typeError } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { round } from '../platform/math.ts';

/**
 * Prefixes of the units above bytes: each unit is 1,024 (KiB, MiB, ...) or 1,000 (kB, MB, ...) times the one before.
 */
const PREFIXES = 'KMGTPEZY';

/**
 * Formats a number of bytes in IEC units (1 KiB = 1,024 B) with three significant digits; below 1 KiB every byte is
 * shown. From 1,024 YiB (2^90 bytes) on the number has an exponent.
 *
 * @param bytes a finite number of bytes; negative for a difference.
 * @throws {TypeError} if `bytes` is not a finite number.
 * @example
 * ```ts
 * formatBytes(0); // '0 B'
 * formatBytes(1536); // '1.5 KiB'
 * formatBytes(64 * 1024); // '64 KiB'
 * formatBytes(-2_500_000); // '-2.38 MiB'
 * ```
 */
export function formatBytes(bytes: number): string {
  if (typeof bytes !== 'number' || !Number.isFinite(bytes)) {
    throw typeError('bytes', 'a finite number', bytes);
  }
  let value = Math.abs(bytes);
  let unit = 0;
  // A value that would round up to 1024 of a unit is shown as 1 of the next unit.
  while (unit < PREFIXES.length && Number(digits(value, unit)) >= 1024) {
    value /= 1024;
    unit++;
  }
  return `${bytes < 0 ? '-' : ''}${digits(value, unit)} ${unit === 0 ? '' : `${PREFIXES[unit - 1]}i`}B`;
}

function digits(value: number, unit: number): string {
  if (unit === PREFIXES.length && value >= 1e5) return value.toExponential(2);
  return String(Number(value.toFixed(unit === 0 ? 1 : value < 10 ? 2 : value < 100 ? 1 : 0)));
}

/** Digits, optionally grouped in threes, decimals after a point, and a unit. */
const SIZE = /^\s*((?:\d+|[1-9]\d{0,2}([,_])\d{3}(?:\2\d{3})*)(?:\.\d+)?|\.\d+)\s*([a-z]*)\s*$/i;

/**
 * Parses a size. IEC units (`KiB`, `MiB`, ...) and single letters (`k`, `M`, `G`) are powers of 1,024; `kB`, `MB`, ...
 * are powers of 1,000. Case does not matter, and a space before the unit is optional. Decimals follow a point; groups
 * of three digits may be separated by `,` or `_` (`'1,550 B'`). A comma anywhere else is an error, since `'1,5 MiB'`
 * may mean 1.5 or 15.
 *
 * @param size a number of bytes, or a string such as `'64 KiB'`; a number is checked and returned unchanged.
 * @returns an integer number of bytes, rounded to the nearest.
 * @throws {TypeError} if `size` is neither a number nor a string.
 * @throws {RangeError} if `size` is not a valid size, is negative, or exceeds 2^53 - 1.
 * @example
 * ```ts
 * parseBytes('64 KiB'); // 65536
 * parseBytes('1.5MB'); // 1500000
 * parseBytes('2G'); // 2147483648
 * parseBytes('1,550 B'); // 1550
 * parseBytes(100); // 100
 * ```
 */
export function parseBytes(size: string | number): number {
  if (typeof size === 'number') return checked(size, String(size));
  if (typeof size !== 'string') throw typeError('a size', "a number of bytes or a string such as '64 KiB'", size);
  const match = js.exec(SIZE, size);
  if (match === null) {
    throw new RangeError(
      js.matches(/\d[,_]\d/, size)
        ? `Invalid size '${size}': ',' and '_' separate groups of three digits ('1,500 KiB'), ` +
            `decimals follow a point ('1.5 MiB')`
        : `Invalid size '${size}': expected a number with an optional unit, such as '64 KiB'`,
    );
  }
  const unit = match[3];
  const factor = unitFactor(unit);
  if (factor === undefined) {
    throw new RangeError(
      `Invalid size '${size}': '${unit}' is not a unit of bytes; ` +
        'expected B, KiB, MiB, GiB, ... (powers of 1,024) or kB, MB, GB, ... (powers of 1,000)',
    );
  }
  return checked(round(+withoutSeparators(match[1]) * factor), size);
}

function withoutSeparators(digits: string): string {
  let all = '';
  for (let i = 0; i < digits.length; i++) if (digits[i] !== ',' && digits[i] !== '_') all += digits[i];
  return all;
}

function unitFactor(unit: string): number | undefined {
  if (js.matches(/^(?:b|bytes?)?$/i, unit)) return 1;
  const match = js.exec(/^([kmgtpezy])(b|ib)?$/i, unit);
  if (match === null) return undefined;
  // A group that took no part is undefined, whatever the type says.
  const end = match[2] as string | undefined;
  return (end?.length === 1 ? 1000 : 1024) ** (js.indexOf(PREFIXES, js.toUpperCase(match[1]), 0) + 1);
}

function checked(bytes: number, size: string): number {
  if (!(bytes >= 0)) throw new RangeError(`Invalid size '${size}': expected a non-negative number`);
  if (bytes > Number.MAX_SAFE_INTEGER) throw new RangeError(`Invalid size '${size}': more than 2^53 - 1 bytes`);
  return bytes;
}
