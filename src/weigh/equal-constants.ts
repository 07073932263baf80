/**
 * Arrays that one array literal made. V8 lets all arrays of a literal of constants share their elements until one of
 * them is written to (copy on write), so equal arrays in one field of a class's instances take their elements once.
 */
import * as js from '../platform/intrinsics.ts';

/** Longer literals are rare, and comparing would take as long as reading them. */
const MAX_COMPARED = 64;

/** True for two arrays of the same constants: strings, Smis, booleans, null and undefined. */
export function areEqualConstants(one: readonly unknown[], other: readonly unknown[]): boolean {
  const { length } = one;
  if (length === 0 || length > MAX_COMPARED || other.length !== length) return false;
  for (let i = length - 1; i >= 0; i--) {
    // Descriptors run no getter.
    const item = js.getOwnPropertyDescriptor(one, i)?.value as unknown;
    if (item !== (js.getOwnPropertyDescriptor(other, i)?.value as unknown) || !isConstant(item)) return false;
  }
  return true;
}

function isConstant(item: unknown): boolean {
  if (typeof item === 'number') return js.isSmi(item, 0);
  return item === null || (typeof item !== 'object' && typeof item !== 'function' && typeof item !== 'symbol');
}
