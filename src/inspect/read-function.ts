/** Reads a function: what the program put on it, and what its source tells of its kind. */
import { ClassInfo } from './class-info.ts';
import { readClassSource } from './class-source.ts';
import type { WalkState } from '../walk/walk-state.ts';
import * as js from '../platform/intrinsics.ts';
import { Kind } from './kinds.ts';
import { readProperties } from './read-properties.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';

const functionInfo = new ClassInfo();
functionInfo.name = 'Function';

/** Reads a function and tells it to the visitor. */
export function visitFunction(state: WalkState, value: object): void {
  const facts = state.reset();
  const all = js.getOwnPropertyNames(value);
  facts.symbols = js.getOwnPropertySymbols(value);
  const hasPrototype = holdsName(all, 'prototype');
  facts.names = namesPutOnFunction(all);
  readProperties(state, value, functionInfo, facts);
  const source = js.functionSource(value);
  const bound = !hasPrototype && isBound(value, source);
  facts.variant = bound ? 3 : !hasPrototype ? 0 : js.startsWith(source, 'class') ? 2 : 1;
  state.objects++;
  state.visitor.object(value, Kind.function, functionInfo, facts);
  if (facts.variant === 2 && readClassSource(value).staticPrivate) state.hidden(value, 'private-fields', 'Function');
  if (bound) state.hidden(value, 'bound-arguments', 'Function');
  else if (!js.isNativeSource(source)) state.hidden(value, 'closures', 'Function');
}

function holdsName(names: readonly string[], name: string): boolean {
  for (let i = 0; i < names.length; i++) if (names[i] === name) return true;
  return false;
}

/** Of all names of a function those that the program put there. */
export function namesPutOnFunction(all: readonly string[]): string[] {
  const names = nullPrototypeList<string>();
  for (let i = 0; i < all.length; i++) {
    const name = all[i];
    // `prototype` is made when it is first read; `name` and `length` are V8's own; the other two throw or leak frames.
    if (name !== 'prototype' && name !== 'name' && name !== 'length' && name !== 'arguments' && name !== 'caller')
      names[names.length] = name;
  }
  return names;
}

/** `bind` gives a function of native source without a name in it, called "bound ...". */
function isBound(value: object, source: string): boolean {
  if (source !== 'function () { [native code] }') return false;
  const name = js.getOwnPropertyDescriptor(value, 'name')?.value as unknown;
  return typeof name === 'string' && js.startsWith(name, 'bound ');
}
