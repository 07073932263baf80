/** Reads built-in objects: the properties that the program put on them, and what their internal slots hold. */
import type { ClassInfo } from './class-info.ts';
import type { WalkState } from '../walk/walk-state.ts';
import { hiddenStateOf } from './hidden-state.ts';
import * as js from '../platform/intrinsics.ts';
import { Kind } from './kinds.ts';
import { namesBeyondIndices, without } from './own-names.ts';
import { readProperties } from './read-properties.ts';
import type { ObjectFacts } from '../walk/visitor.ts';

/** Elements up to this many bytes or characters have their names listed, to find what else is there. */
const MAX_LISTED = 256;

/** Reads a built-in object that is no array, function, proxy, Map or Set, and tells it to the visitor. */
export function visitBuiltIn(
  state: WalkState,
  value: object,
  kind: Kind,
  info: ClassInfo,
  maxOnHeapBytes: number,
): void {
  const facts = state.reset();
  if (kind === Kind.moduleNamespace) {
    // Only the names: reading a binding of a module that was not run yet throws.
    facts.length = js.getOwnPropertyNames(value).length;
  } else {
    readOwnProperties(state, value, kind, info, facts);
    readSlots(state, value, kind, info, facts, maxOnHeapBytes);
    if ((kind === Kind.weakMap || kind === Kind.weakSet) && state.reveal?.entriesOf !== undefined)
      facts.length = state.reveal.entriesOf(value) ?? 0;
  }
  state.objects++;
  state.visitor.object(value, kind, info, facts);
  const hidden = hiddenStateOf(kind, info);
  if (hidden !== undefined) state.hidden(value, hidden, kind === Kind.moduleNamespace ? 'Module' : info.name);
  if (info.privateSlots > 0) state.hidden(value, 'private-fields', info.name);
}

/** Reads the properties of a built-in object that V8 did not put there itself. */
export function readOwnProperties(
  state: WalkState,
  value: object,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
): void {
  if (kind === Kind.external) return;
  facts.symbols = js.getOwnPropertySymbols(value);
  facts.names = namesPutOn(value, kind);
  readProperties(state, value, info, facts);
}

/** The names of a built-in object's properties but for V8's own. */
export function namesPutOn(value: object, kind: Kind): readonly string[] {
  switch (kind) {
    // A typed array's or boxed string's elements are no properties of the object.
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

/** Reads what language-defined internal slots hold. */
function readSlots(
  state: WalkState,
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
      if (js.hasOwn(callee, 'value')) state.value(callee.value, false);
      break;
    }
    case Kind.typedArray: {
      const bytes = js.typedArrayByteLength(value);
      // A small one keeps its data in itself, and asking for its buffer would move them; one with an offset cannot.
      if (bytes > maxOnHeapBytes || js.typedArrayByteOffset(value) > 0) state.value(js.typedArrayBuffer(value), false);
      break;
    }
    case Kind.dataView:
      state.value(js.dataViewBuffer(value), false);
      break;
    case Kind.number:
      state.value(js.numberValue(value), false);
      break;
    case Kind.string:
      state.value(js.stringValue(value), false);
      break;
    case Kind.regexp:
      state.value(js.regexpSource(value), false);
      // Mostly a small integer, but a program may store anything there.
      state.value(js.getOwnPropertyDescriptor(value, 'lastIndex')?.value, false);
      break;
    case Kind.symbolObject:
      state.value(js.symbolValue(value), false);
      break;
    case Kind.bigintObject:
      state.value(js.bigintValue(value), false);
      break;
    default:
      if (info.layoutName === 'wasmMemory') readMemory(state, value);
  }
}

function readMemory(state: WalkState, value: object): void {
  try {
    state.value(js.wasmMemoryBuffer(value), false);
  } catch {
    // Only an object that pretends to be a memory comes here: it has no buffer.
  }
}
