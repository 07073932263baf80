/**
 * Argument checks shared by all public functions, so that every error has the same wording: what was expected and what
 * was received. A value of the wrong type is a TypeError; one of the right type that is out of range is a RangeError.
 */

/** Captured here and not in intrinsics.ts, so that a bundle with only `formatBytes` includes none of that file. */
const isArray: (value: unknown) => boolean = Array.isArray;

/** Longer strings are truncated in an error. */
const MAX_SHOWN = 60;

/** A received value as an error shows it. Runs no code of the value: no getter, no trap, no `toString`. */
export function received(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `'${oneLine(value)}' (string)`;
    case 'number':
      return `${value}`;
    case 'boolean':
      return `${value} (boolean)`;
    case 'bigint':
      return `${value} (bigint)`;
    case 'symbol':
      return 'a symbol';
    case 'function':
      return 'a function';
    case 'undefined':
      return 'undefined';
    default:
      return value === null ? 'null' : isList(value) ? 'an array' : 'an object';
  }
}

/** The beginning of a string, with each line end and control character replaced by a space. */
function oneLine(string: string): string {
  let shown = '';
  for (let i = 0; i < string.length && i < MAX_SHOWN; i++) {
    const char = string[i];
    shown += char < ' ' || char === '\x7f' || char === '\u2028' || char === '\u2029' ? ' ' : char;
  }
  return string.length > MAX_SHOWN ? `${shown}...` : shown;
}

/** True for an array; `Array.isArray` throws for a revoked Proxy. */
export function isList(value: unknown): boolean {
  try {
    return isArray(value);
  } catch {
    return false;
  }
}

/** The error for a value of the wrong type; `name` is the argument's public name. */
export function typeError(name: string, expected: string, value: unknown): TypeError {
  return new TypeError(`${name} must be ${expected}; got ${received(value)}`);
}

/**
 * The error for a value that should be what one of our functions returned. Some of these are asynchronous, so a promise
 * is named as what it is: somebody forgot to wait for it.
 */
export function resultError(name: string, expected: string, value: unknown): TypeError {
  const isPromise = typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
  return isPromise
    ? new TypeError(`${name} must be ${expected}; got a promise: await it`)
    : typeError(name, expected, value);
}

/** The error for a value of the right type that is out of range. */
export function rangeError(name: string, expected: string, value: unknown): RangeError {
  return new RangeError(`${name} must be ${expected}; got ${received(value)}`);
}

/** The error for an invalid number. */
function numberError(name: string, expected: string, value: unknown): TypeError | RangeError {
  return typeof value === 'number' ? rangeError(name, expected, value) : typeError(name, expected, value);
}

/** A non-negative number, infinity included. */
export function nonNegativeNumber(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw numberError(name, 'a non-negative number', value);
}

/** An integer from `least` to `most`. */
export function integer(name: string, value: unknown, least: number, most = Infinity): number {
  if (typeof value === 'number' && value >= least && value <= most && value % 1 === 0) return value;
  throw numberError(
    name,
    least === -Infinity
      ? 'an integer'
      : most === Infinity
        ? `an integer of at least ${least}`
        : `an integer from ${least} to ${most}`,
    value,
  );
}

/** The longest delay that timers accept: a longer one fires at once. */
const MAX_DELAY = 2 ** 31 - 1;

/** Milliseconds between two runs of a timer. */
export function timerMs(name: string, value: unknown): number {
  if (typeof value === 'number' && value > 0 && value <= MAX_DELAY) return value;
  throw numberError(name, `a number of milliseconds above 0 and at most ${MAX_DELAY}`, value);
}

/** A duration in milliseconds. */
export function positiveMs(name: string, value: unknown): number {
  if (typeof value === 'number' && value > 0) return value;
  throw numberError(name, 'a number of milliseconds above 0', value);
}

/** A boolean; undefined means `otherwise`. */
export function boolean(name: string, value: unknown, otherwise: boolean): boolean {
  if (value === undefined) return otherwise;
  if (typeof value === 'boolean') return value;
  throw typeError(name, 'true or false', value);
}

/** A string. */
export function string(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw typeError(name, 'a string', value);
}

/** A function; `purpose` describes what it does. */
export function checkFunction(name: string, value: unknown, purpose = ''): void {
  if (typeof value !== 'function') throw typeError(name, `a function${purpose === '' ? '' : ` ${purpose}`}`, value);
}

/** An optional function. */
export function checkOptionalFunction(name: string, value: unknown, purpose = ''): void {
  if (value !== undefined) checkFunction(name, value, purpose);
}

/** An optional AbortSignal, or an object with the same interface. */
export function checkSignal(value: unknown): void {
  if (value === undefined) return;
  if (
    typeof value !== 'object' ||
    value === null ||
    typeof (value as { throwIfAborted?: unknown }).throwIfAborted !== 'function'
  )
    throw typeError('signal', 'an AbortSignal', value);
}

/** One of several strings. */
export function oneOf<Choice extends string>(name: string, value: unknown, choices: readonly Choice[]): Choice {
  for (let i = 0; i < choices.length; i++) if (choices[i] === value) return choices[i];
  const listed = quotedList(choices);
  throw typeof value === 'string' ? rangeError(name, listed, value) : typeError(name, listed, value);
}

function quotedList(choices: readonly string[]): string {
  let list = '';
  for (let i = 0; i < choices.length; i++)
    list += `${i === 0 ? '' : i === choices.length - 1 ? ' or ' : ', '}'${choices[i]}'`;
  return list;
}
