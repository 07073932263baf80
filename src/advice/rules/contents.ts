/** Reads the contents of objects as the walk does: own data only, no getter is run. */
import { escaped } from '../../paths/path-text.ts';
import { elementAt, isMostlyHoles } from '../../inspect/read-array.ts';
import { isArrayIndex } from '../../inspect/class-info.ts';
import type { ClassInfo } from '../../inspect/class-info.ts';
import * as js from '../../platform/intrinsics.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import { spread } from './part.ts';

/** The maximum number of elements read; of longer arrays this many are chosen evenly. */
export const MAX_READ = 1 << 20;

/**
 * The own property names of an object; undefined if it has a symbol, an array index, or a `stack`, which reading would
 * format.
 */
export function namesOf(object: object): readonly string[] | undefined {
  const names = js.getOwnPropertyNames(object);
  if (names.length > 0 && isArrayIndex(names[0])) return undefined;
  if (js.getOwnPropertySymbols(object).length > 0) return undefined;
  for (let i = 0; i < names.length; i++) if (names[i] === 'stack') return undefined;
  return names;
}

/** The values of these own properties; undefined if one of them is an accessor. */
export function valuesOf(object: object, names: readonly string[]): unknown[] | undefined {
  const values = nullPrototypeList<unknown>();
  for (let i = 0; i < names.length; i++) {
    const descriptor = js.getOwnPropertyDescriptor(object, names[i]);
    if (descriptor === undefined || !js.hasOwn(descriptor, 'value')) return undefined;
    values[i] = descriptor.value;
  }
  return values;
}

/** True if two lists of names are the same, in the same order. */
export function areSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * Visits the elements of an array, or evenly chosen ones if there are very many; stops if `visit` returns false.
 * Returns how many elements each visited one represents.
 */
export function eachElement(
  array: readonly unknown[],
  info: ClassInfo,
  visit: (item: unknown, index: number) => boolean | void,
  most = MAX_READ,
): number {
  const { length } = array;
  const chosen = length < most ? length : most;
  for (let i = 0; i < chosen; i++) {
    const index = spread(i, chosen, length);
    const item = elementAt(array, index, info);
    // An accessor reads as undefined, but is not a gap: pass a function instead.
    if (
      visit(item === undefined && js.lookupGetter(array, index) !== undefined ? js.lookupGetter : item, index) === false
    )
      break;
  }
  return length / chosen;
}

/**
 * True for an array of more than {@link MAX_READ} elements that are mostly holes: listing its names is then cheaper.
 */
export function isVast(array: readonly unknown[]): boolean {
  return array.length > MAX_READ && isMostlyHoles(array);
}

/** Names as a list: `a, b or c`. */
export function listed(names: ReadonlySet<string>, last = 'or'): string {
  let list = '';
  let left = names.size;
  names.forEach((name) => {
    list += list === '' ? name : left === 1 && last !== ',' ? ` ${last} ${name}` : `, ${name}`;
    left--;
  });
  return list;
}

/** A string as an example in a sentence: quoted, and cut if it is long. */
export function quoted(value: string): string {
  return `"${escaped(value)}"`;
}
