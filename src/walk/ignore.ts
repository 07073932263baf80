/** Turns the `ignore` option into one predicate over objects. */
import { typeError } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { brands } from '../inspect/brands.ts';
import { SafeSet, SafeWeakMap } from '../platform/safe-collections.ts';

/** A predicate, or a list of objects and classes. */
export type Ignore = ((value: object) => boolean) | Iterable<object>;

const EXPECTED = 'a predicate or a list of objects and classes';

/** The predicates made from iterators: an iterator can be read only once. */
const iteratorsRead = new SafeWeakMap<object, (value: object) => boolean>();

/**
 * Turns the option into a predicate. In a list a class (a function with a `prototype` object) means itself and its
 * instances, recognised by their prototypes and not by `instanceof`.
 *
 * @throws {TypeError} if it is neither a function nor a list of objects, or is a class.
 */
export function toIsIgnored(ignore: Ignore): (value: object) => boolean {
  if (typeof ignore === 'function') {
    if (isConstructor(ignore))
      throw new TypeError(`ignore must be ${EXPECTED}; got a class: name it in a list, such as [Logger]`);
    return ignore as (value: object) => boolean;
  }
  if (
    typeof ignore !== 'object' ||
    ignore === null ||
    typeof (ignore as Iterable<object>)[Symbol.iterator] !== 'function'
  ) {
    throw typeError('ignore', EXPECTED, ignore);
  }
  // An iterator can be read only once, and one option may serve many walks.
  const isIterator = typeof (ignore as Partial<Iterator<object>>).next === 'function';
  const known = isIterator ? iteratorsRead.get(ignore) : undefined;
  if (known !== undefined) return known;
  const objects = new SafeSet<object>();
  const prototypes = new SafeSet<object>();
  const items = js.isArray(ignore) ? (ignore as readonly object[]) : [...ignore];
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if ((typeof item !== 'object' || item === null) && typeof item !== 'function')
      throw typeError('an item of ignore', 'an object or a class', item);
    objects.add(item);
    const prototype =
      typeof item === 'function' && !brands.isProxy(item)
        ? (js.getOwnPropertyDescriptor(item, 'prototype')?.value as unknown)
        : undefined;
    if (typeof prototype === 'object' && prototype !== null) prototypes.add(prototype);
  }
  const isIgnored = (value: object): boolean =>
    objects.has(value) || (prototypes.size > 0 && inherits(value, prototypes));
  if (isIterator) iteratorsRead.set(ignore, isIgnored);
  return isIgnored;
}

/** True for a class or a built-in constructor: called as predicates they throw, or ignore everything. */
function isConstructor(callable: object): boolean {
  const source = js.functionSource(callable);
  return js.startsWith(source, 'class')
    ? !brands.isProxy(callable)
    : js.isNativeSource(source) && !brands.isProxy(callable) && js.hasOwn(callable, 'prototype');
}

function inherits(value: object, prototypes: ReadonlySet<object>): boolean {
  if (brands.isProxy(value)) return false;
  for (let at = js.getPrototypeOf(value); at !== null; at = js.getPrototypeOf(at)) {
    if (prototypes.has(at)) return true;
    if (brands.isProxy(at)) return false;
  }
  return false;
}
