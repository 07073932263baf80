/** Reads an object's own properties by descriptors, which runs no getter. */
import type { ClassInfo } from './class-info.ts';
import type { WalkState } from '../walk/walk-state.ts';
import * as js from '../platform/intrinsics.ts';
import { brands } from './kinds.ts';
import { indicesOf } from './shape.ts';
import { Held } from '../walk/visitor.ts';
import type { ObjectFacts } from '../walk/visitor.ts';

/** Reads the properties `facts.names` and `facts.symbols`, last first, and tells or stacks what they hold. */
export function readProperties(state: WalkState, value: object, info: ClassInfo, facts: ObjectFacts): void {
  const { names } = facts;
  const indices = (facts.indices = indicesOf(names));
  if (indices > 0) facts.lastIndex = +names[indices - 1];
  readOwn(state, value, info.isPlainObject, true, facts);
}

/** The same once it is known which names are array indices (`facts.indices`), and whether one of them is `stack`. */
export function readOwn(
  state: WalkState,
  value: object,
  isPlainObject: boolean,
  hasStack: boolean,
  facts: ObjectFacts,
): void {
  const { symbols, names, indices } = facts;
  const count = names.length;
  for (let i = symbols.length - 1; i >= 0; i--) readProperty(state, value, symbols[i], isPlainObject, facts);
  if (facts.heldRoom < count - indices) facts.makeRoom(2 * (count - indices));
  const { held } = facts;
  const { visitor, visited, stack, smiShift, shallow, plainDescriptors } = state;
  for (let i = count - 1; i >= indices; i--) {
    const name = names[i];
    if (hasStack && name === 'stack' && !js.isEnumerable(value, name)) {
      // Left by Error.captureStackTrace: V8 11 formats it as soon as its descriptor is asked for.
      held[i - indices] = Held.other;
      continue;
    }
    const descriptor = js.getOwnPropertyDescriptor(value, name);
    // The program cannot run in between, but objects of the platform may list names of properties that they do not have.
    const isData = plainDescriptors
      ? descriptor?.value !== undefined
      : descriptor !== undefined && js.hasOwn(descriptor, 'value');
    let what = 0;
    if (isData) {
      const item = descriptor!.value as unknown;
      switch (typeof item) {
        case 'string':
          if (item.length > 0 && !shallow) visitor.string(item, isPlainObject);
          break;
        case 'number':
          if (js.isSmi(item, smiShift)) {
            what = Held.smi;
            facts.smis++;
          } else {
            what = Held.double;
            facts.doubles++;
          }
          break;
        case 'object':
          if (item === null || shallow) break;
          if (!visited.add(item)) {
            facts.byCode = true;
          } else {
            stack[state.top++] = item;
            if (isPlainArray(item)) {
              what = Held.array;
              facts.lengths[i - indices] = item.length;
              facts.arrays++;
            }
          }
          break;
        case 'function':
          facts.byCode = true;
          if (!shallow && visited.add(item)) stack[state.top++] = item;
          break;
        default:
          state.value(item, isPlainObject);
      }
    } else {
      facts.byCode = true;
      if (descriptor !== undefined) readAccessor(state, descriptor, facts);
    }
    held[i - indices] = what;
  }
  for (let i = indices - 1; i >= 0; i--) readElementByName(state, value, names[i], facts, isPlainObject);
}

/** True for an array that is no Proxy. `isArray` alone looks through a Proxy, and throws at a revoked one. */
function isPlainArray(value: object): value is unknown[] {
  try {
    return js.isArray(value) && !brands.isProxy(value);
  } catch {
    return false;
  }
}

function readProperty(
  state: WalkState,
  value: object,
  key: PropertyKey,
  inPlainObject: boolean,
  facts: ObjectFacts,
): void {
  const descriptor = js.getOwnPropertyDescriptor(value, key);
  if (descriptor === undefined) return;
  if (js.hasOwn(descriptor, 'value')) state.value(descriptor.value, inPlainObject);
  else readAccessor(state, descriptor, facts);
}

function readAccessor(state: WalkState, descriptor: PropertyDescriptor, facts: ObjectFacts): void {
  if (!js.hasOwn(descriptor, 'get')) return;
  facts.accessors++;
  state.value(descriptor.get, false);
  state.value(descriptor.set, false);
}

/** Reads one element by descriptor, for holders that may have accessors among their elements. */
export function readElementByName(
  state: WalkState,
  value: object,
  name: string | number,
  facts: ObjectFacts,
  inPlainObject: boolean,
): void {
  const descriptor = js.getOwnPropertyDescriptor(value, name);
  if (descriptor === undefined) {
    facts.holes++;
    return;
  }
  if (!js.hasOwn(descriptor, 'value')) {
    facts.elementOthers++;
    readAccessor(state, descriptor, facts);
    return;
  }
  const item = descriptor.value as unknown;
  if (typeof item === 'number') {
    if (js.isSmi(item, state.smiShift)) facts.elementSmis++;
    else facts.elementDoubles++;
    return;
  }
  facts.elementOthers++;
  state.value(item, inPlainObject);
}

const PROBE = {};

/** True unless `Object.prototype` was given fields that a property descriptor would seem to have. */
export function hasPlainDescriptors(): boolean {
  return !('value' in PROBE || 'get' in PROBE || 'set' in PROBE || 'writable' in PROBE);
}
