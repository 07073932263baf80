/** Which of an object's own names the program added: names that V8 puts on built-in objects are left out. */
import { isArrayIndex } from './class-info.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';

/** First names that built-in objects and built-in prototypes have; an object with one of them is checked in detail. */
export function mayBeBuiltIn(name: string): boolean {
  return (
    name === 'constructor' ||
    name === 'stack' ||
    name === 'lastIndex' ||
    name === 'length' ||
    name === 'message' ||
    name === '0'
  );
}

/** The names without array indices. */
export function namesBeyondIndices(value: object): string[] {
  const names = nullPrototypeList<string>();
  const all = js.getOwnPropertyNames(value);
  for (let i = 0; i < all.length; i++) if (!isArrayIndex(all[i])) names[names.length] = all[i];
  return names;
}

/** True for two lists of the same names in the same order. */
export function areSameNames(some: readonly string[], others: readonly string[]): boolean {
  if (some === others) return true;
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i++) if (some[i] !== others[i]) return false;
  return true;
}

/** The names without one or two of V8's own. */
export function without(names: readonly string[], name: string, other = name): string[] {
  const rest = nullPrototypeList<string>();
  for (let i = 0; i < names.length; i++) if (names[i] !== name && names[i] !== other) rest[rest.length] = names[i];
  return rest;
}

/** How many of the first `count` names, which are array indices in ascending order, are above a limit. */
export function indicesAbove(names: readonly string[], count: number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (+names[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return count - low;
}
