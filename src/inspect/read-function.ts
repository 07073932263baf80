/** Reads a function: the properties that the program added, and its kind according to its source. */
import { classInfoOf, infoWith } from './class-info.ts';
import type { ClassInfo } from './class-info.ts';
import type { HiddenKind } from './hidden-kinds.ts';
import * as js from '../platform/intrinsics.ts';
import { brands } from './brands.ts';
import type { ObjectFacts } from './object-facts.ts';
import { Naming, namingOf } from './function-name.ts';
import { passOn } from './read-built-in.ts';
import { readProperties } from './read-properties.ts';
import type { ReadTarget } from './read-target.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';

/** The class of all functions. */
export const functionInfo: ClassInfo = infoWith({ name: 'Function' });

/**
 * The source of a function that `bind` makes; its name is "bound ..." unless it was renamed or deleted. The other
 * functions of such a source, which V8 makes for Promises and Proxies, have the name ''.
 */
const BOUND = 'function () { [native code] }';

/** Reads a function; returns its kind of hidden state, if any. */
export function readFunction(target: ReadTarget, value: object, facts: ObjectFacts): HiddenKind | undefined {
  const all = js.getOwnPropertyNames(value);
  facts.symbols = js.getOwnPropertySymbols(value);
  const hasPrototype = holdsName(all, 'prototype');
  facts.names = namesPutOnFunction(all);
  if (target.references !== undefined) target.references.weighsIndexedNumbers = false;
  readProperties(target, value, functionInfo, facts);
  const source = js.functionSource(value);
  // Only deleting one of them, or all their attributes, shows.
  if (!holdsName(all, 'name') || !holdsName(all, 'length')) facts.naming = Naming.redefined;
  if (!hasPrototype && source === BOUND) {
    const descriptor = js.getOwnPropertyDescriptor(value, 'name');
    const name = descriptor?.value as unknown;
    if (name !== '') {
      facts.variant = 3;
      if (typeof name !== 'string') readOtherName(target, descriptor, facts);
      // Named after its target, which JavaScript does not show, or later.
      else if (facts.naming === Naming.declared) {
        facts.naming = Naming.inferred;
        facts.functionName = name;
      }
      return 'bound-arguments';
    }
  }
  facts.variant = !hasPrototype ? 0 : js.startsWith(source, 'class') ? 2 : 1;
  if (js.isNativeSource(source)) return undefined;
  readName(target, value, source, facts);
  return 'closures';
}

/** Reads the name if V8 stores it with the function and not with the code. */
function readName(target: ReadTarget, value: object, source: string, facts: ObjectFacts): void {
  const descriptor = js.getOwnPropertyDescriptor(value, 'name');
  const name = descriptor?.value as unknown;
  if (typeof name !== 'string') {
    readOtherName(target, descriptor, facts);
    return;
  }
  if (facts.naming === Naming.redefined) {
    passOn(target, 'name', name);
    return;
  }
  // A static field is a property like any other.
  facts.naming = descriptor!.enumerable === true ? Naming.redefined : namingOf(source, name);
  if (facts.naming === Naming.inferred) facts.functionName = name;
  else if (facts.naming !== Naming.declared) passOn(target, 'name', name);
}

/** Reads a name that is not a string, or that was deleted. */
function readOtherName(target: ReadTarget, descriptor: PropertyDescriptor | undefined, facts: ObjectFacts): void {
  facts.naming = Naming.redefined;
  if (descriptor === undefined) return;
  passOn(target, 'name', descriptor.value);
  passOn(target, 'get name', descriptor.get);
  passOn(target, 'set name', descriptor.set);
  if (descriptor.get !== undefined || descriptor.set !== undefined) facts.accessors++;
}

const functionPrototype = Function.prototype;

/** The class of an instance of a subclass of Function; undefined for ordinary functions. */
export function subclassInfoOf(value: object): ClassInfo | undefined {
  const prototype = js.getPrototypeOf(value);
  if (prototype === functionPrototype || prototype === null || brands.isProxy(prototype)) return undefined;
  return classInfoOf(value, prototype);
}

function holdsName(names: readonly string[], name: string): boolean {
  for (let i = 0; i < names.length; i++) if (names[i] === name) return true;
  return false;
}

/** The names of a function that the program added. */
function namesPutOnFunction(all: readonly string[]): string[] {
  const names = nullPrototypeList<string>();
  for (let i = 0; i < all.length; i++) {
    const name = all[i];
    // `prototype` is created on first access; `name` and `length` are V8's own; the other two throw or leak frames.
    if (name !== 'prototype' && name !== 'name' && name !== 'length' && name !== 'arguments' && name !== 'caller')
      names[names.length] = name;
  }
  return names;
}
