/** Turns the `ignore` option into what a walk asks: a predicate over objects, and names of properties. */
import { typeError } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { brands } from '../inspect/brands.ts';
import { classNameOf, ownNameOf } from '../inspect/class-name.ts';
import { nullPrototypeList, SafeSet, SafeWeakMap } from '../platform/safe-collections.ts';
import { FakeDom } from './fake-dom.ts';
import type { ObjectLinks, WalkOptions } from './walk-options.ts';

/**
 * A predicate; a list of objects, classes, names of classes (`'Socket'`) and names of properties (`'.parent'`); or the
 * preset `'dom'`, which may also be an item of the list.
 */
export type Ignore = ((value: object) => boolean) | Iterable<object | string> | 'dom';

/** What a walk leaves out. */
export interface Ignored {
  readonly isIgnored: (value: object) => boolean;
  /** What a property of such a name holds is not walked into from there. */
  readonly skippedNames: ReadonlySet<string> | undefined;
  /** With the preset: how the nodes of a fake DOM are read. */
  readonly links?: ObjectLinks | undefined;
}

const EXPECTED = "a predicate, a list of objects, classes and names, or 'dom'";

/** The preset; no class is expected to have this name. */
const PRESET = 'dom';

/** What was made from iterators, which can be read only once, and predicates that skip names as well. */
const known = new SafeWeakMap<object, Ignored>();

/** A predicate that, passed as the option, also skips what another option skips. */
export function alsoSkipping(
  isIgnored: (value: object) => boolean,
  { skippedNames, links }: Pick<WalkOptions, 'skippedNames' | 'links'>,
): (value: object) => boolean {
  if (skippedNames !== undefined || links !== undefined) known.set(isIgnored, { isIgnored, skippedNames, links });
  return isIgnored;
}

/**
 * Reads the option. In a list a class (a function with a `prototype` object) or its name means itself and its
 * instances, recognised by their prototypes and not by `instanceof`.
 *
 * @throws {TypeError} if it is neither a function nor a list of objects and names, or is a class.
 */
export function toIgnored(ignore: Ignore): Ignored {
  if (typeof ignore === 'function') {
    if (isConstructor(ignore))
      throw new TypeError(`ignore must be ${EXPECTED}; got a class: name it in a list, such as [Logger]`);
    return known.get(ignore) ?? { isIgnored: ignore as (value: object) => boolean, skippedNames: undefined };
  }
  if (ignore === PRESET) return toIgnored([PRESET]);
  if (
    typeof ignore !== 'object' ||
    ignore === null ||
    typeof (ignore as Iterable<object>)[Symbol.iterator] !== 'function'
  ) {
    throw typeError('ignore', EXPECTED, ignore);
  }
  // An iterator can be read only once, and one option may serve many walks.
  const isIterator = typeof (ignore as Partial<Iterator<object>>).next === 'function';
  const read = isIterator ? known.get(ignore) : undefined;
  if (read !== undefined) return read;
  const objects = new SafeSet<object>();
  const prototypes = new SafeSet<object>();
  const classNames = new SafeSet<string>();
  const skippedNames = new SafeSet<string>();
  const skippedList = nullPrototypeList<string>();
  let hasPreset = false;
  const items = js.isArray(ignore) ? (ignore as readonly (object | string)[]) : [...ignore];
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item === 'string' && item !== '' && item !== '.') {
      if (item[0] === '.') skippedNames.add((skippedList[skippedList.length] = js.slice(item, 1, item.length)));
      else if (item === PRESET) hasPreset = true;
      else classNames.add(item);
      continue;
    }
    if ((typeof item !== 'object' || item === null) && typeof item !== 'function')
      throw typeError('an item of ignore', "an object, a class, or a name such as 'Socket' or '.parent'", item);
    objects.add(item);
    const prototype =
      typeof item === 'function' && !brands.isProxy(item)
        ? (js.getOwnPropertyDescriptor(item, 'prototype')?.value as unknown)
        : undefined;
    if (typeof prototype === 'object' && prototype !== null) prototypes.add(prototype);
  }
  const isOfIgnoredClass =
    classNames.size > 0
      ? classCheck((at) => prototypes.has(at) || classNames.has(classNameOf(at)))
      : prototypes.size > 0
        ? classCheck((at) => prototypes.has(at))
        : () => false;
  const links = hasPreset ? new FakeDom(skippedList) : undefined;
  const isIgnored = (value: object): boolean =>
    objects.has(value) ||
    isOfIgnoredClass(value) ||
    (classNames.size > 0 && isClassNamed(value, classNames)) ||
    (links !== undefined && links.isWorld(value));
  const ignored = { isIgnored, skippedNames: skippedNames.size > 0 ? skippedNames : undefined, links };
  if (isIterator) known.set(ignore, ignored);
  return ignored;
}

/** True for a class or a built-in constructor: called as predicates they throw, or ignore everything. */
function isConstructor(callable: object): boolean {
  const source = js.functionSource(callable);
  return js.startsWith(source, 'class')
    ? !brands.isProxy(callable)
    : js.isNativeSource(source) && !brands.isProxy(callable) && js.hasOwn(callable, 'prototype');
}

/** Whether an object inherits from a prototype that is named; the answer for each prototype is kept. */
function classCheck(isNamed: (prototype: object) => boolean): (value: object) => boolean {
  const answers = new SafeWeakMap<object, boolean>();
  return (value) => {
    if (brands.isProxy(value)) return false;
    const first = js.getPrototypeOf(value);
    if (first === null) return false;
    let answer = answers.get(first);
    if (answer === undefined) {
      answer = false;
      for (let at: object | null = first; !answer && at !== null && !brands.isProxy(at); at = js.getPrototypeOf(at))
        answer = isNamed(at);
      answers.set(first, answer);
    }
    return answer;
  };
}

/** True for a class of such a name. */
function isClassNamed(value: object, names: ReadonlySet<string>): boolean {
  return (
    typeof value === 'function' &&
    !brands.isProxy(value) &&
    names.has(ownNameOf(value)) &&
    js.startsWith(js.functionSource(value), 'class')
  );
}
