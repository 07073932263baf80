/** Reads built-in objects: the properties that the program added, and what their internal slots hold. */
import type { ClassInfo } from './class-info.ts';
import * as js from '../platform/intrinsics.ts';
import { mayBeOnHeap } from '../layout/elements.ts';
import { Kind, rowOf } from './kinds.ts';
import type { Slot } from './kinds.ts';
import type { ObjectFacts } from './object-facts.ts';
import { namesBeyondIndices, without } from './own-names.ts';
import { announce, readProperties } from './read-properties.ts';
import type { ReadTarget } from './read-target.ts';
import { Step } from './references.ts';

/** Objects with elements of up to this many bytes or characters have their names listed, to find other properties. */
const MAX_LISTED = 256;

/** Reads a built-in object that is not an array, function, proxy, Map or Set. */
export function readBuiltIn(
  target: ReadTarget,
  value: object,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
  maxOnHeapBytes: number,
): void {
  if (kind === Kind.moduleNamespace) {
    // Only the names: reading a binding of a module that has not run yet throws.
    facts.length = js.getOwnPropertyNames(value).length;
    return;
  }
  readOwnProperties(target, value, kind, info, facts);
  target.references?.startRun(false);
  readSlots(target, value, kind, info, facts, maxOnHeapBytes);
}

/** Reads the properties of a built-in object that the program added. */
export function readOwnProperties(
  target: ReadTarget,
  value: object,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
): void {
  if (kind === Kind.external) return;
  facts.symbols = js.getOwnPropertySymbols(value);
  facts.names = namesPutOn(value, kind);
  if (target.references !== undefined) target.references.weighsIndexedNumbers = kind === Kind.arguments;
  readProperties(target, value, info, facts);
}

/** The names of a built-in object's properties without V8's own. */
function namesPutOn(value: object, kind: Kind): readonly string[] {
  switch (kind) {
    // The elements of a typed array or String object are not properties of the object.
    case Kind.typedArray:
      return js.typedArrayByteLength(value) <= MAX_LISTED ? namesBeyondIndices(value) : [];
    case Kind.string:
      return js.stringValue(value).length <= MAX_LISTED ? without(namesBeyondIndices(value), 'length') : [];
    case Kind.regexp:
      return without(js.getOwnPropertyNames(value), 'lastIndex');
    case Kind.error:
      // Reading `stack` would format it, and may run Error.prepareStackTrace.
      return without(js.getOwnPropertyNames(value), 'stack');
    case Kind.arguments:
      return without(js.getOwnPropertyNames(value), 'length', 'callee');
    default:
      return js.getOwnPropertyNames(value);
  }
}

/** Reads what internal slots of the language hold. */
function readSlots(
  target: ReadTarget,
  value: object,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
  maxOnHeapBytes: number,
): void {
  switch (kind) {
    case Kind.arguments: {
      facts.length = facts.indices;
      const callee = js.getOwnPropertyDescriptor(value, 'callee') ?? {};
      facts.variant = js.hasOwn(callee, 'get') ? 1 : 0;
      if (js.hasOwn(callee, 'value')) passOn(target, 'callee', callee.value);
      break;
    }
    case Kind.typedArray: {
      // A small one keeps its data on the heap, and reading `buffer` would move it off; one with an offset never does.
      if (!mayHideBuffer(value, maxOnHeapBytes)) passOn(target, 'buffer', js.typedArrayBuffer(value));
      break;
    }
    case Kind.regexp:
      readSlot(target, value, rowOf(kind).slot);
      // Usually a Smi, but a program may store anything there.
      if (target.references !== undefined)
        announce(target.references, Step.property, target.references.keyOf('lastIndex'));
      target.value(js.getOwnPropertyDescriptor(value, 'lastIndex')?.value, false);
      break;
    default:
      readSlot(target, value, kind === Kind.named ? info.named!.slot : rowOf(kind).slot);
  }
}

function readSlot(target: ReadTarget, value: object, slot: Slot | undefined): void {
  if (slot === undefined) return;
  let held: unknown;
  try {
    held = slot.read(value);
  } catch {
    // Reached only by an object that inherits from a built-in prototype but lacks the slot.
    return;
  }
  passOn(target, slot.name, held);
}

/** Announces and passes on what an internal slot holds. */
export function passOn(target: ReadTarget, name: string, held: unknown): void {
  const { references } = target;
  if (references !== undefined) announce(references, Step.slot, references.keyOf(name));
  target.value(held, false);
}

/** True for a typed array that may have its data on the heap, so that its buffer is not read. */
export function mayHideBuffer(view: object, maxOnHeapBytes: number): boolean {
  return mayBeOnHeap(maxOnHeapBytes, js.typedArrayByteLength(view), js.typedArrayByteOffset(view));
}
