/**
 * What one object refers to, with the step that leads there: the walk itself forgets how it came to a value, and would be
 * slower if it did not. This reads again, by the same rules and as safely, what the walk has read of an object.
 */
import { isArrayIndex } from './class-info.ts';
import type { ClassInfo } from './class-info.ts';
import * as js from '../platform/intrinsics.ts';
import { Kind, seesProxies } from './kinds.ts';
import { isMostlyHoles } from './read-array.ts';
import { namesPutOn } from './read-built-in.ts';
import { keepGeneric, readElement } from './read-element.ts';
import { namesPutOnFunction } from './read-function.ts';
import { SLICE } from '../walk/slice-reader.ts';
import type { ObjectFacts } from '../walk/visitor.ts';

/** How a reference is held. The key that goes with it is a property's, an index, an entry's position, or a slot's name. */
export const Step = {
  property: 0,
  getter: 1,
  setter: 2,
  element: 3,
  mapKey: 4,
  mapValue: 5,
  setMember: 6,
  slot: 7,
} as const;

/** One of the values of {@link Step}. */
export type Step = (typeof Step)[keyof typeof Step];

/** Hears the references of an object, one by one in the order in which the object has them. */
export interface ReferenceListener {
  /** `inPlainObject` is what {@link Visitor.string} is told of a string there. */
  reference(step: Step, key: string | symbol | number, value: unknown, inPlainObject: boolean): void;
}

/** What has to be known of an object to read it again, as bits. */
export const Trait = {
  /** Its class is that of literals and JSON. */
  record: 1,
  /** Its elements can be read without descriptors where there is no getter. */
  plainIndices: 2,
  /** An array whose elements are small integers, unboxed numbers or holes: nothing is referred to. */
  numbersOnly: 4,
  /** An array with properties beside its elements. */
  extras: 8,
  /** A WebAssembly.Memory. */
  memory: 16,
} as const;

/** The traits of an object that was just visited. */
export function traitsOf(kind: Kind, info: ClassInfo, facts: ObjectFacts): number {
  let traits = info.isPlainObject ? Trait.record : 0;
  if (kind === Kind.array) {
    if (info.plainIndices) traits |= Trait.plainIndices;
    if (facts.elementOthers === 0) traits |= Trait.numbersOnly;
    if (facts.names.length > 0 || facts.symbols.length > 0) traits |= Trait.extras;
  } else if (info.layoutName === 'wasmMemory') {
    traits |= Trait.memory;
  }
  return traits;
}

/** Tells everything that an object refers to and plain JavaScript can see; `maxOnHeapBytes` as for the walk. */
export function readReferences(
  value: object,
  kind: Kind,
  traits: number,
  maxOnHeapBytes: number,
  listener: ReferenceListener,
): void {
  if (seesProxies) {
    read(value, kind, traits, maxOnHeapBytes, listener);
    return;
  }
  try {
    read(value, kind, traits, maxOnHeapBytes, listener);
  } catch {
    // A Proxy that gives itself away by throwing: nothing can be told of it.
  }
}

function read(value: object, kind: Kind, traits: number, maxOnHeapBytes: number, listener: ReferenceListener): void {
  const isPlainObject = (traits & Trait.record) !== 0;
  switch (kind) {
    case Kind.proxy:
    case Kind.moduleNamespace:
    case Kind.external:
    case Kind.global:
      return;
    case Kind.ordinary:
      readNamed(value, js.getOwnPropertyNames(value), isPlainObject, true, listener);
      return;
    case Kind.array:
      readArray(value as readonly unknown[], traits, listener);
      return;
    case Kind.function:
      readNamed(value, namesPutOnFunction(js.getOwnPropertyNames(value)), isPlainObject, false, listener);
      return;
    default:
      readNamed(value, namesPutOn(value, kind), isPlainObject, kind === Kind.arguments, listener);
      readSlots(value, kind, traits, maxOnHeapBytes, listener);
  }
}

/** Reads properties by descriptor. `boxesIndices` false: numbers under indices are not weighed, so they are not told. */
function readNamed(
  value: object,
  names: readonly string[],
  isPlainObject: boolean,
  boxesIndices: boolean,
  listener: ReferenceListener,
): void {
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    // Left by Error.captureStackTrace: V8 11 formats it as soon as its descriptor is asked for.
    if (name === 'stack' && !js.isEnumerable(value, 'stack')) continue;
    readProperty(value, name, isPlainObject, boxesIndices, listener);
  }
  const symbols = js.getOwnPropertySymbols(value);
  for (let i = 0; i < symbols.length; i++) readProperty(value, symbols[i], isPlainObject, boxesIndices, listener);
}

function readProperty(
  value: object,
  key: string | symbol,
  inPlainObject: boolean,
  boxesIndices: boolean,
  listener: ReferenceListener,
): void {
  const descriptor = js.getOwnPropertyDescriptor(value, key);
  if (descriptor === undefined) return;
  if (!js.hasOwn(descriptor, 'value')) {
    listener.reference(Step.getter, key, descriptor.get, false);
    listener.reference(Step.setter, key, descriptor.set, false);
    return;
  }
  const item = descriptor.value as unknown;
  if (typeof key === 'string' && isArrayIndex(key)) {
    if (boxesIndices || typeof item !== 'number') listener.reference(Step.element, +key, item, inPlainObject);
  } else {
    listener.reference(Step.property, key, item, inPlainObject);
  }
}

function readArray(value: readonly unknown[], traits: number, listener: ReferenceListener): void {
  const { length } = value;
  // The numbers of a frozen array are boxes to refer to.
  const hasElements = (traits & Trait.numbersOnly) === 0 || !js.isExtensible(value);
  if (hasElements && length > SLICE && isMostlyHoles(value)) {
    const names = js.getOwnPropertyNames(value);
    for (let i = 0; i < names.length && isArrayIndex(names[i]); i++)
      readProperty(value, names[i], true, true, listener);
  } else if (hasElements) {
    keepGeneric();
    const isPlain = (traits & Trait.plainIndices) !== 0;
    for (let i = 0; i < length; i++) {
      if (isPlain && getterOf(value, i) === undefined) listener.reference(Step.element, i, readElement(value, i), true);
      else readProperty(value, `${i}`, true, true, listener);
    }
  }
  if ((traits & Trait.extras) === 0) return;
  const isPlainObject = (traits & Trait.record) !== 0;
  const names = js.getOwnPropertyNames(value);
  // Indices come first, then `length`, then the rest in the order they were added.
  let from = names.length;
  while (from > 0 && names[from - 1] !== 'length') from--;
  readNamed(value, js.sliceOf(names, from), isPlainObject, true, listener);
}

const getterOf = js.lookupGetter;

/** Tells what language-defined internal slots hold. */
function readSlots(
  value: object,
  kind: Kind,
  traits: number,
  maxOnHeapBytes: number,
  listener: ReferenceListener,
): void {
  const slot = (name: string, held: unknown): void => listener.reference(Step.slot, name, held, false);
  switch (kind) {
    case Kind.map: {
      let at = 0;
      js.mapForEach(value, (item, key) => {
        listener.reference(Step.mapKey, at, key, false);
        listener.reference(Step.mapValue, at, item, false);
        at++;
      });
      return;
    }
    case Kind.set: {
      let at = 0;
      js.setForEach(value, (member) => listener.reference(Step.setMember, at++, member, false));
      return;
    }
    case Kind.arguments: {
      const callee = js.getOwnPropertyDescriptor(value, 'callee');
      if (callee !== undefined && js.hasOwn(callee, 'value')) slot('callee', callee.value);
      return;
    }
    case Kind.typedArray: {
      const bytes = js.typedArrayByteLength(value);
      // Asking a small one for its buffer would move its data.
      if (bytes > maxOnHeapBytes || js.typedArrayByteOffset(value) > 0) slot('buffer', js.typedArrayBuffer(value));
      return;
    }
    case Kind.dataView:
      slot('buffer', js.dataViewBuffer(value));
      return;
    case Kind.number:
      slot('value', js.numberValue(value));
      return;
    case Kind.string:
      slot('value', js.stringValue(value));
      return;
    case Kind.symbolObject:
      slot('value', js.symbolValue(value));
      return;
    case Kind.bigintObject:
      slot('value', js.bigintValue(value));
      return;
    case Kind.regexp:
      slot('source', js.regexpSource(value));
      listener.reference(Step.property, 'lastIndex', js.getOwnPropertyDescriptor(value, 'lastIndex')?.value, false);
      return;
    default:
      if ((traits & Trait.memory) !== 0) readMemory(value, slot);
  }
}

function readMemory(value: object, slot: (name: string, held: unknown) => void): void {
  try {
    slot('buffer', js.wasmMemoryBuffer(value));
  } catch {
    // Only an object that pretends to be a memory comes here: it has no buffer.
  }
}
