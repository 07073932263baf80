/** Reads an object's own properties by descriptors, which runs no getter. */
import { isAsyncContext } from './async-context.ts';
import type { ClassInfo } from './class-info.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import * as js from '../platform/intrinsics.ts';
import { brands } from './brands.ts';
import { Held } from './object-facts.ts';
import type { ObjectFacts } from './object-facts.ts';
import type { ReadTarget } from './read-target.ts';
import { Step } from './references.ts';
import type { ReferenceSink } from './references.ts';
import { indicesOf } from './shape.ts';

/** Reads the properties `facts.names` and `facts.symbols`, in reverse, and passes on what they hold. */
export function readProperties(target: ReadTarget, value: object, info: ClassInfo, facts: ObjectFacts): void {
  const { names } = facts;
  const indices = (facts.indices = indicesOf(names));
  if (indices > 0) facts.lastIndex = +names[indices - 1];
  readOwn(target, value, info.isPlainObject, true, facts);
}

/** The same if the number of array indices (`facts.indices`), and whether one name is `stack`, are known. */
export function readOwn(
  target: ReadTarget,
  value: object,
  isPlainObject: boolean,
  hasStack: boolean,
  facts: ObjectFacts,
): void {
  const { symbols, names, indices } = facts;
  const count = names.length;
  const { visitor, visited, stack, smiShift, shallow, plainDescriptors, references, skippedNames, engine } = target;
  const keys = references === undefined ? undefined : references.keysOf(facts);
  for (let i = symbols.length - 1; i >= 0; i--) readSymbol(target, value, symbols[i], isPlainObject, facts);
  facts.reserve(count - indices);
  const { held } = facts;
  for (let i = count - 1; i >= indices; i--) {
    const name = names[i];
    if (hasStack && name === 'stack' && !js.isEnumerable(value, name)) {
      // Set by Error.captureStackTrace: V8 11 formats it as soon as its descriptor is read.
      held[i - indices] = Held.other;
      continue;
    }
    if (references !== undefined) {
      references.step = Step.property;
      references.key = keys![i - indices];
    }
    const descriptor = js.getOwnPropertyDescriptor(value, name);
    // The program cannot run in between, but platform objects may list names of properties that they do not have.
    const isData = plainDescriptors
      ? descriptor?.value !== undefined
      : descriptor !== undefined && js.hasOwn(descriptor, 'value');
    let what: number = Held.other;
    if (isData) {
      const item = descriptor!.value as unknown;
      switch (typeof item) {
        case 'string':
          if (item.length > 0 && !shallow) visitor.string(item, isPlainObject);
          break;
        case 'number':
          if (isSmallInteger(item, smiShift, engine)) {
            what = Held.smi;
            facts.smis++;
          } else {
            what = Held.double;
            facts.doubles++;
            visitor.fieldNumber(item);
            if (references !== undefined) references.heapNumber();
          }
          break;
        case 'object':
          if (item === null || shallow || (skippedNames !== undefined && skippedNames.has(name))) break;
          if (references === undefined ? !visited.add(item) : !references.meet(item)) {
            facts.byCode = true;
          } else {
            stack[target.top++] = item;
            if (mayHaveGrown(item, engine)) what = facts.holdArray(i - indices, item, engine);
          }
          break;
        case 'function':
          facts.byCode = true;
          if (skippedNames !== undefined && skippedNames.has(name)) break;
          if (!shallow && (references === undefined ? visited.add(item) : references.meet(item)))
            stack[target.top++] = item;
          break;
        default:
          target.value(item, isPlainObject);
      }
    } else {
      facts.byCode = true;
      if (descriptor !== undefined) readAccessor(target, descriptor, facts, keys === undefined ? 0 : keys[i - indices]);
    }
    held[i - indices] = what;
  }
  for (let i = indices - 1; i >= 0; i--) readElementByName(target, value, names[i], facts, isPlainObject);
}

/**
 * The same for nearly all objects of nearly all walks: no symbols, no indices, no `stack`, every descriptor plain, no
 * references recorded, no names skipped. Without these questions for each property a walk is a tenth faster.
 */
export function readPlain(target: ReadTarget, value: object, isPlainObject: boolean, facts: ObjectFacts): void {
  const { names } = facts;
  const count = names.length;
  facts.reserve(count);
  const { held } = facts;
  const { visitor, visited, stack, smiShift, engine } = target;
  let smis = 0;
  let doubles = 0;
  for (let i = count - 1; i >= 0; i--) {
    const descriptor = js.getOwnPropertyDescriptor(value, names[i]);
    let what: number = Held.other;
    const item = descriptor === undefined ? undefined : (descriptor.value as unknown);
    if (typeof item === 'string') {
      if (item.length > 0) visitor.string(item, isPlainObject);
    } else if (typeof item === 'number') {
      if (isSmallInteger(item, smiShift, engine)) {
        what = Held.smi;
        smis++;
      } else {
        what = Held.double;
        doubles++;
        visitor.fieldNumber(item);
      }
    } else if (typeof item === 'object') {
      if (item !== null) {
        if (!visited.add(item)) {
          facts.byCode = true;
        } else {
          stack[target.top++] = item;
          if (mayHaveGrown(item, engine)) what = facts.holdArray(i, item, engine);
        }
      }
    } else if (typeof item === 'function') {
      facts.byCode = true;
      if (visited.add(item)) stack[target.top++] = item;
    } else if (item === undefined) {
      facts.byCode = true;
      if (descriptor !== undefined) readAccessor(target, descriptor, facts, 0);
    } else {
      target.value(item, isPlainObject);
    }
    held[i] = what;
  }
  facts.smis = smis;
  facts.doubles = doubles;
}

/** True for an array that is not a Proxy. `isArray` alone sees through a Proxy, and throws for a revoked one. */
export function isPlainArray(value: object): value is unknown[] {
  try {
    return js.isArray(value) && !brands.isProxy(value);
  } catch {
    return false;
  }
}

/** True for a number that V8 keeps in the slot itself; without facts, one that it could keep there. */
export function isSmallInteger(value: number, smiShift: number, engine: EngineFacts | undefined): boolean {
  return js.isSmi(value, smiShift) && (engine?.isSmi === undefined || engine.isSmi(value));
}

/**
 * True for an array that code may have added to, one element after another. With facts not for one whose elements may
 * have holes: `new Array(n)` made it, with as many elements as it needs.
 */
export function mayHaveGrown(value: object, engine: EngineFacts | undefined): value is unknown[] {
  return isPlainArray(value) && !(engine?.hasHoles?.(value) ?? false);
}

function readSymbol(
  target: ReadTarget,
  value: object,
  symbol: symbol,
  inPlainObject: boolean,
  facts: ObjectFacts,
): void {
  const descriptor = js.getOwnPropertyDescriptor(value, symbol);
  if (descriptor === undefined) return;
  const { references, skippedNames } = target;
  const key = references === undefined ? 0 : references.keyOf(symbol);
  if (!js.hasOwn(descriptor, 'value')) {
    readAccessor(target, descriptor, facts, key);
    return;
  }
  if (skippedNames !== undefined && skippedNames.has(symbol)) return;
  if (isAsyncContext(symbol, value, facts.symbols)) return;
  if (references !== undefined) announce(references, Step.property, key);
  target.value(descriptor.value, inPlainObject);
}

/** Announces how the next value is held. */
export function announce(references: ReferenceSink, step: Step, key: number): void {
  references.step = step;
  references.key = key;
}

/** In reverse, like all other readers. */
export function readAccessor(
  target: ReadTarget,
  descriptor: PropertyDescriptor,
  facts: ObjectFacts,
  key: number,
): void {
  if (!js.hasOwn(descriptor, 'get')) return;
  const { references } = target;
  if (facts.accessors++ === 0) facts.accessor = descriptor.get ?? descriptor.set;
  if (references !== undefined) announce(references, Step.setter, key);
  target.value(descriptor.set, false);
  if (references !== undefined) announce(references, Step.getter, key);
  target.value(descriptor.get, false);
}

/** Reads one element by descriptor, for objects that may have accessors among their elements. */
export function readElementByName(
  target: ReadTarget,
  value: object,
  name: string | number,
  facts: ObjectFacts,
  inPlainObject: boolean,
): void {
  const descriptor = js.getOwnPropertyDescriptor(value, name);
  if (descriptor === undefined) {
    facts.holes++;
    if (typeof name === 'number' && name + 1 === facts.length) facts.endsInHole = true;
    return;
  }
  const { references } = target;
  if (!js.hasOwn(descriptor, 'value')) {
    facts.elementOthers++;
    readAccessor(target, descriptor, facts, references === undefined ? 0 : references.keyOf(`${name}`));
    return;
  }
  const item = descriptor.value as unknown;
  if (references !== undefined) announce(references, Step.element, +name);
  if (typeof item === 'number') {
    if (js.isSmi(item, target.smiShift)) {
      facts.elementSmis++;
    } else {
      facts.elementDoubles++;
      if (references?.weighsIndexedNumbers) references.heapNumber();
    }
    return;
  }
  facts.elementOthers++;
  target.value(item, inPlainObject);
}

const PROBE = {};

/** True unless the program added fields to `Object.prototype` that a property descriptor would appear to have. */
export function hasPlainDescriptors(): boolean {
  return !('value' in PROBE || 'get' in PROBE || 'set' in PROBE || 'writable' in PROBE);
}
