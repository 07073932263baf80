/** Reads an object's own properties by descriptors, which runs no getter. */
import { isArrayIndex } from './class-info.ts';
import type { ClassInfo } from './class-info.ts';
import type { Frontier } from './frontier.ts';
import * as js from './intrinsics.ts';
import { brands } from './kinds.ts';
import { Held } from './visitor.ts';
import type { ObjectFacts } from './visitor.ts';

/** Reads the properties `facts.names` and `facts.symbols`, last first, and tells or stacks what they hold. */
export function readProperties(frontier: Frontier, value: object, info: ClassInfo, facts: ObjectFacts): void {
  const { symbols, names } = facts;
  const { isRecord } = info;
  for (let i = symbols.length - 1; i >= 0; i--) readProperty(frontier, value, symbols[i], isRecord, facts);
  const count = names.length;
  if (count === 0) return;
  let indices = 0;
  const first = js.charCodeAt(names[0], 0);
  if (first >= 48 && first <= 57) {
    while (indices < count && isArrayIndex(names[indices])) indices++;
    facts.indices = indices;
    if (indices > 0) facts.lastIndex = +names[indices - 1];
  }
  if (facts.heldRoom < count - indices) {
    facts.heldRoom = 2 * (count - indices);
    facts.held = new Uint8Array(facts.heldRoom);
    facts.lengths = new Float64Array(facts.heldRoom);
  }
  const { held } = facts;
  const { visitor, visited, stack, smiShift, shallow, plainDescriptors } = frontier;
  for (let i = count - 1; i >= indices; i--) {
    if (names[i] === 'stack' && !js.isEnumerable(value, 'stack')) {
      // Left by Error.captureStackTrace: V8 11 formats it as soon as its descriptor is asked for.
      held[i - indices] = 0;
      continue;
    }
    const descriptor = js.getOwnPropertyDescriptor(value, names[i])!;
    // The program cannot run in between, so the property is still there.
    const isData = plainDescriptors ? descriptor.value !== undefined : js.hasOwn(descriptor, 'value');
    let what = 0;
    if (isData) {
      const item = descriptor.value as unknown;
      switch (typeof item) {
        case 'string':
          if (item.length > 0 && !shallow) visitor.string(item, isRecord);
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
            stack[frontier.top++] = item;
            if (!brands.isProxy(item) && js.isArray(item)) {
              what = Held.array;
              facts.lengths[i - indices] = item.length;
              facts.arrays++;
            }
          }
          break;
        case 'function':
          facts.byCode = true;
          if (!shallow && visited.add(item)) stack[frontier.top++] = item;
          break;
        default:
          frontier.value(item, isRecord);
      }
    } else {
      facts.byCode = true;
      readAccessor(frontier, descriptor, facts);
    }
    held[i - indices] = what;
  }
  for (let i = indices - 1; i >= 0; i--) readElementByName(frontier, value, names[i], facts, isRecord);
}

function readProperty(frontier: Frontier, value: object, key: PropertyKey, inRecord: boolean, facts: ObjectFacts): void {
  const descriptor = js.getOwnPropertyDescriptor(value, key);
  if (descriptor === undefined) return;
  if (js.hasOwn(descriptor, 'value')) frontier.value(descriptor.value, inRecord);
  else readAccessor(frontier, descriptor, facts);
}

function readAccessor(frontier: Frontier, descriptor: PropertyDescriptor, facts: ObjectFacts): void {
  if (!js.hasOwn(descriptor, 'get')) return;
  facts.accessors++;
  frontier.value(descriptor.get, false);
  frontier.value(descriptor.set, false);
}

/** Reads one element by descriptor, for holders that may have accessors among their elements. */
export function readElementByName(frontier: Frontier, value: object, name: string | number, facts: ObjectFacts, inRecord: boolean): void {
  const descriptor = js.getOwnPropertyDescriptor(value, name);
  if (descriptor === undefined) {
    facts.holes++;
    return;
  }
  if (!js.hasOwn(descriptor, 'value')) {
    facts.elementOthers++;
    readAccessor(frontier, descriptor, facts);
    return;
  }
  const item = descriptor.value as unknown;
  if (typeof item === 'number') {
    if (js.isSmi(item, frontier.smiShift)) facts.elementSmis++;
    else facts.elementDoubles++;
    return;
  }
  facts.elementOthers++;
  frontier.value(item, inRecord);
}

/** True unless `Object.prototype` was given fields that a property descriptor would seem to have. */
export function hasPlainDescriptors(): boolean {
  const prototype = Object.prototype;
  return !js.hasOwn(prototype, 'value') && !js.hasOwn(prototype, 'get') && !js.hasOwn(prototype, 'set') && !js.hasOwn(prototype, 'writable');
}
