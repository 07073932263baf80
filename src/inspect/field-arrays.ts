/**
 * How a class makes the array that it keeps in a field, as its source shows: V8 gives a literal, and what `slice`,
 * `map` and the like return, exactly the capacity that it needs; an array that is filled by `push` grows in steps.
 */
import { DOT, EQUALS, HASH } from '../platform/char-codes.ts';
import * as js from '../platform/intrinsics.ts';
import { SafeMap, SafeWeakMap } from '../platform/safe-collections.ts';
import { brands } from './brands.ts';
import { isWordCode } from './source-scanner.ts';

/** What the source of a class shows about the arrays in one field. */
export const ArrayOrigin = {
  /** Nothing. */
  unknown: 0,
  /** It begins empty, and the class or others push to it. */
  grown: 1,
  /** It is the result of a function that makes arrays of the size that is needed. */
  exact: 2,
  /** It is a literal with elements. */
  literal: 3,
} as const;

/** One of the values of {@link ArrayOrigin}. */
export type ArrayOrigin = (typeof ArrayOrigin)[keyof typeof ArrayOrigin];

const known = new SafeWeakMap<object, Map<string, ArrayOrigin>>();

/** Longer sources are not searched. */
const MAX_SOURCE = 1 << 18;

/**
 * The origin of the arrays in a field of a class's instances, which its constructor or one that it extends may make.
 */
export function arrayOriginOf(constructor: object, name: string): ArrayOrigin {
  let origins = known.get(constructor);
  if (origins === undefined) known.set(constructor, (origins = new SafeMap<string, ArrayOrigin>()));
  let origin = origins.get(name);
  if (origin === undefined) origins.set(name, (origin = searched(constructor, name)));
  return origin;
}

function searched(constructor: object, name: string): ArrayOrigin {
  let at: object | null = constructor;
  for (let depth = 0; typeof at === 'function' && depth < 100 && !brands.isProxy(at); depth++) {
    const text = js.functionSource(at);
    if (!js.isNativeSource(text) && text.length <= MAX_SOURCE) {
      const origin = originIn(text, name);
      if (origin !== ArrayOrigin.unknown) return origin;
    }
    at = js.getPrototypeOf(at) as object | null;
  }
  return ArrayOrigin.unknown;
}

/** Results of these have exactly the capacity that they need. */
const EXACT = /^[^;\n]{0,200}\.(?:slice|map|concat|split)\(/;
const EMPTY_LITERAL = /^\s*\[\s*\]\s*(?:[;,)}\n]|$)/;
const LITERAL = /^\s*\[/;

function originIn(text: string, name: string): ArrayOrigin {
  let origin: ArrayOrigin = js.includes(text, `${name}.push(`) ? ArrayOrigin.grown : ArrayOrigin.unknown;
  for (let at = js.indexOf(text, name, 0); at >= 0; at = js.indexOf(text, name, at + name.length)) {
    const value = valueAt(text, at, name.length);
    if (value < 0) continue;
    const rest = js.slice(text, value, value + 240);
    if (js.matches(EMPTY_LITERAL, rest)) origin = origin === ArrayOrigin.unknown ? ArrayOrigin.grown : origin;
    else if (js.matches(LITERAL, rest)) origin = origin === ArrayOrigin.unknown ? ArrayOrigin.literal : origin;
    else if (js.matches(EXACT, rest) && !js.includes(text, `${name}.push(`)) return ArrayOrigin.exact;
  }
  return origin;
}

/**
 * Where the value begins that is assigned to the name at an index: as a property of `this`, or as a field of a class;
 * -1 if none is.
 */
function valueAt(text: string, at: number, length: number): number {
  const before = at === 0 ? 0 : js.charCodeAt(text, at - 1);
  if (before === DOT) {
    if (at < 5 || js.slice(text, at - 5, at) !== 'this.') return -1;
  } else if ((isWordCode(before) && before !== HASH) || !js.startsWith(text, 'class')) return -1;
  let end = at + length;
  while (end < text.length && js.charCodeAt(text, end) === 32) end++;
  if (end + 1 >= text.length || js.charCodeAt(text, end) !== EQUALS || js.charCodeAt(text, end + 1) === EQUALS)
    return -1;
  return end + 1;
}
