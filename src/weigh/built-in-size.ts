/** Bytes of built-in objects besides their named properties: their own node and the tables that only they have. */
import { max, min } from '../platform/math.ts';
import { grownCapacity, largestOrderedCapacity, orderedCapacity } from '../layout/capacity.ts';
import { ephemeronTableBytes, orderedTableBytes } from '../layout/collections.ts';
import { mayBeOnHeap, numberDictionaryBytes, taggedElementsBytes } from '../layout/elements.ts';
import { align, kindSize } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import {
  CONSTRUCTION_SLACK,
  largestDictionaryBytes,
  nameDictionaryBytes,
  propertyArrayBytes,
  SOFT_LIMIT,
} from '../layout/properties.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { readClassSource } from '../inspect/class-source.ts';
import * as js from '../platform/intrinsics.ts';
import { Kind, KINDS } from '../inspect/kinds.ts';
import { Naming } from '../inspect/function-name.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { consBytes, stringBytes } from '../layout/strings.ts';
import { isTwoByte } from '../platform/string-width.ts';
import { addIndexedElements } from './array-size.ts';
import type { PartSink } from './parts.ts';
import { keyBytes } from './strings/key-bytes.ts';

/** Variants of a kind that have a size of their own. */
const VARIANTS = 4;

/** The layout used last, and the sizes of its kinds: one for each variant of each kind. */
let lastLayout: Layout | undefined;
let lastSizes: Int32Array = new Int32Array(0);

function sizesOf(layout: Layout): Int32Array {
  const sizes = new Int32Array(KINDS.length * VARIANTS);
  for (let i = 0; i < KINDS.length; i++) {
    const { kind, sizes: names } = KINDS[i];
    for (let variant = 0; variant < VARIANTS; variant++)
      sizes[kind * VARIANTS + variant] = kindSize(layout, names[variant] ?? '');
  }
  return sizes;
}

/** The self size of a built-in object that has no properties of its own. */
export function baseSize(layout: Layout, kind: Kind, info: ClassInfo, facts: ObjectFacts): number {
  if (kind === Kind.named) return kindSize(layout, info.named!.size);
  if (layout !== lastLayout) {
    lastLayout = layout;
    lastSizes = sizesOf(layout);
  }
  return lastSizes[kind * VARIANTS + (kind === Kind.generator ? +info.isAsync : facts.variant)];
}

/** Slots that V8 gives a new generator besides its own fields until seven were made. */
const GENERATOR_SLACK = 10;

/** Pools and memories are multiples of this size, plus a few bytes. */
const BUFFER_PAGE = 8192;

/** WebAssembly memories are multiples of this. */
const WASM_PAGE = 65536;

/** Adds the private parts of a built-in object: tables, elements, regexp data, bytes on the heap. */
export function addParts(
  layout: Layout,
  value: object,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
  sink: PartSink,
): void {
  const T = layout.taggedSize;
  switch (kind) {
    case Kind.map:
      addOrderedTable(layout, facts.length, 3, 0, sink);
      return;
    case Kind.set:
      addOrderedTable(layout, facts.length, 2, layout.setFromIterableCapacity, sink);
      return;
    case Kind.weakMap:
    case Kind.weakSet:
      // Only V8 knows the number of entries; the inspector can report it.
      addEphemeronTable(layout, facts.length, sink);
      return;
    case Kind.typedArray: {
      const bytes = js.typedArrayByteLength(value);
      if (bytes > 0 && isOnHeap(layout, value, bytes)) {
        // Off the heap the same bytes would need no header, but only after something has read `buffer`.
        const data = align(layout, layout.fixedArrayHeader + bytes);
        sink.between(bytes, data, data, 'elements');
      }
      return;
    }
    case Kind.arrayBuffer:
    case Kind.sharedArrayBuffer: {
      const bytes = externalBytesOf(value, kind);
      // Node and WebAssembly mark some of their buffers with a private property. That of a WebAssembly.Memory refers to
      // the memory.
      if (bytes >= BUFFER_PAGE && bytes % BUFFER_PAGE <= 64) {
        const memory = bytes % WASM_PAGE === 0 ? kindSize(layout, 'wasmMemory') : 0;
        sink.between(0, 0, propertyArrayBytes(layout, 1) + memory, 'property array');
      }
      return;
    }
    case Kind.date: {
      const time = js.dateValue(value);
      if (layout.boxedDateValue && !((time | 0) === time))
        // NaN is a read-only root, and getTime() returns this heap number, which the value may hold as well.
        sink.between(0, layout.heapNumber, layout.heapNumber, 'data');
      return;
    }
    case Kind.error:
      if (mayHavePlace(value, info)) sink.between(0, 0, propertyArrayBytes(layout, ERROR_PLACE), 'property array');
      return;
    case Kind.arguments:
      addArguments(layout, facts, sink);
      return;
    case Kind.generator:
      sink.between(-GENERATOR_SLACK * T, 0, 0, 'header');
      return;
    case Kind.global:
      // Most V8 versions add one more word.
      sink.between(0, T, T, 'header');
      return;
    case Kind.moduleNamespace:
      sink.exact(T, 'header');
      sink.between(
        nameDictionaryBytes(layout, facts.length),
        nameDictionaryBytes(layout, facts.length + 1),
        nameDictionaryBytes(layout, 2 * facts.length + 2),
        'dictionary',
      );
      return;
    case Kind.function:
      addName(layout, facts, sink);
      if (facts.variant === 2 && facts.naming !== Naming.redefined) {
        // A class stores its source position, and a function for its fields if it has any.
        const slots = layout.propertyArrayHeader + T * (1 + slotsOf(facts));
        const fields = readClassSource(value).hasFields ? T : 0;
        // Static members under computed keys make a dictionary of it (ClassBoilerplate).
        const own = facts.names.length + facts.symbols.length + CLASS_NAMES;
        sink.between(slots, slots + fields, largestDictionaryBytes(layout, own, false), 'property array');
      }
      return;
    case Kind.named:
      if (info.named!.hidden === 'generator-state') sink.between(-GENERATOR_SLACK * T, 0, 0, 'header');
      // A memory's buffer has a property that refers back to it.
      if (info.named!.size === 'wasmMemory')
        sink.between(0, propertyArrayBytes(layout, 1), propertyArrayBytes(layout, 1), 'property array');
      return;
    default:
  }
}

/** The elements of an arguments object; one that was stored beyond them, or deleted, makes a dictionary of them. */
function addArguments(layout: Layout, facts: ObjectFacts, sink: PartSink): void {
  const { length } = facts;
  const dense = taggedElementsBytes(layout, length);
  // A sloppy function with parameters maps them through one more array.
  const mapped = facts.variant === 1 ? 0 : layout.fixedArrayHeader + layout.taggedSize * (2 + length);
  if (length === 0 || facts.lastIndex + 1 === length) {
    sink.between(dense, dense, dense + mapped, 'elements');
    return;
  }
  addIndexedElements(layout, facts, sink);
  const stored = taggedElementsBytes(layout, grownCapacity(length)) - dense;
  sink.between(0, 0, max(stored, numberDictionaryBytes(layout, length)) + mapped, 'elements');
}

function addOrderedTable(layout: Layout, size: number, entryWords: 2 | 3, atFirst: number, sink: PartSink): void {
  const bytes = orderedTableBytes(layout, orderedCapacity(size), entryWords);
  const most = orderedTableBytes(layout, max(atFirst, largestOrderedCapacity(size)), entryWords);
  sink.between(bytes, bytes, most, 'hash table');
}

/** True for a typed array that may keep its data on the heap; reading `buffer` would move the data off it. */
export function isOnHeap(layout: Layout, view: object, bytes: number): boolean {
  return mayBeOnHeap(layout.maxOnHeapBytes, bytes, js.typedArrayByteOffset(view));
}

/** Bytes outside V8's heap that an object keeps. */
export function externalBytesOf(value: object, kind: Kind): number {
  if (kind === Kind.arrayBuffer) return js.arrayBufferByteLength(value);
  if (kind === Kind.sharedArrayBuffer) return js.sharedByteLength(value);
  return 0;
}

/**
 * Adds properties that the program put on a built-in object. Instances of a program's own subclass have room for what
 * their constructor sets; on all others they go into a property array.
 */
export function addOwnProperties(
  layout: Layout,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
  sink: PartSink,
): void {
  const T = layout.taggedSize;
  const isSubclass = info.expectedProperties > 0 && kind !== Kind.function;
  let names = slotsOf(facts);
  if (isSubclass) names += info.privateSlots;
  if (kind === Kind.function && facts.variant === 2) return;
  // Deleting a property, or many stores under computed keys, make a dictionary; it also has what V8 defines.
  const all = names + facts.accessors;
  const asDictionary =
    all > 0
      ? largestDictionaryBytes(layout, all + FUNCTION_NAMES, all > SOFT_LIMIT) +
        keyBytes(layout, facts.names, facts.indices, facts.symbols)
      : 0;
  if (kind === Kind.arguments) {
    // The second property that is added to them makes a dictionary.
    if (all > ARGUMENTS_NAMES) sink.between(0, 0, asDictionary, 'property array');
    return;
  }
  if (kind === Kind.error) {
    // The captured stack takes one of an error's slots; in newer versions a second copy of the message takes another,
    // also where there is no message (ErrorUtils::Construct).
    const own = all - (holds(facts.names, 'message') ? 1 : 0) - (holds(facts.names, 'stack') ? 1 : 0);
    if (own > 0) sink.between(0, 0, asDictionary, 'property array');
    names += 1 + (layout.errorKeepsMessageTwice ? 1 : 0) - ERROR_SLOTS;
    if (names <= 0) {
      // After some instances of a subclass V8 takes back the slots that none of them uses. Until then there are those
      // that it expects, once more for a subclass of TypeError and the like.
      const most = (info.mostExpected + CONSTRUCTION_SLACK + ERROR_SLOTS) * T;
      if (isSubclass) sink.between(names * T, names * T, most, 'header');
      return;
    }
  }
  if (kind === Kind.array && facts.names[0] === 'index' && facts.names[1] === 'input') {
    // The result of a regexp match: its slots are in the object.
    const slots = T * max(6, names);
    sink.between(T * names, slots, slots + 2 * T, 'in-object properties');
    return;
  }
  if (isSubclass) {
    const slots = names * T;
    const most = max(slots, (info.mostExpected + CONSTRUCTION_SLACK) * T, asDictionary);
    sink.between(slots, slots, most, 'in-object properties');
    return;
  }
  const bytes = propertyArrayBytes(layout, names);
  sink.between(min(bytes, names * T), bytes, max(bytes, asDictionary), 'property array');
}

/** Properties that take a slot each: a pair of accessors is in the hidden class, as long as it is fast. */
function slotsOf(facts: ObjectFacts): number {
  return max(0, facts.names.length - facts.indices + facts.symbols.length - facts.accessors);
}

/** Names that an arguments object has before it is made a dictionary: its iterator, and one that was added. */
const ARGUMENTS_NAMES = 2;

/** Slots of every error, in the object. */
const ERROR_SLOTS = 3;

/** Room in a function's dictionary for the names that V8 defines, and in a class's with the private ones. */
const FUNCTION_NAMES = 4;
const CLASS_NAMES = 6;

/**
 * Adds the storage of a function's name, without the string itself. After a name was defined anew V8 has a dictionary
 * for all names that it defines (JSObject::NormalizeProperties); that one was defined as it had been does not show.
 */
function addName(layout: Layout, facts: ObjectFacts, sink: PartSink): void {
  if (facts.naming === Naming.declared) return;
  const own = facts.names.length + facts.symbols.length + (facts.variant === 2 ? CLASS_NAMES : FUNCTION_NAMES);
  const dictionary = nameDictionaryBytes(layout, own);
  if (facts.naming === Naming.redefined) {
    sink.between(layout.taggedSize, dictionary, 2 * dictionary, 'dictionary');
    return;
  }
  const slot = facts.naming === Naming.computed ? layout.taggedSize : 0;
  const name =
    facts.naming === Naming.inferred
      ? // It may have been concatenated.
        stringBytes(layout, facts.functionName.length, isTwoByte(facts.functionName)) + consBytes(layout)
      : 0;
  sink.between(slot, slot, largestDictionaryBytes(layout, own, false) + name, 'in-object properties');
}

/**
 * Private properties of an error that V8 creates, for the source position: error_script, error_start_pos,
 * error_end_pos.
 */
const ERROR_PLACE = 3;

/** V8's messages for null or undefined used as an object: Cannot read properties, Cannot destructure. */
const OF_NOTHING = /^Cannot /;

/**
 * True for the errors to which V8 adds a source position: a syntax error, null or undefined used as an object, a stack
 * overflow.
 */
function mayHavePlace(error: object, info: ClassInfo): boolean {
  if (info.name !== 'TypeError' && info.name !== 'SyntaxError' && info.name !== 'RangeError') return false;
  const message = js.getOwnPropertyDescriptor(error, 'message')?.value as unknown;
  if (typeof message !== 'string') return false;
  if (info.name === 'TypeError') return js.matches(OF_NOTHING, message);
  // V8 has no one-word message for a syntax error.
  return info.name === 'SyntaxError' ? js.includes(message, ' ') : message === 'Maximum call stack size exceeded';
}

/** Whether a list includes a name, without calling array methods. */
function holds(names: readonly string[], name: string): boolean {
  for (let i = 0; i < names.length; i++) if (names[i] === name) return true;
  return false;
}

/**
 * The table of a WeakMap or WeakSet: it shrinks only when a quarter of it is in use
 * (HashTable::ComputeCapacityWithShrink).
 */
function addEphemeronTable(layout: Layout, entries: number, sink: PartSink): void {
  const bytes = ephemeronTableBytes(layout, entries);
  sink.between(bytes, bytes, entries === 0 ? bytes : ephemeronTableBytes(layout, 4 * entries), 'hash table');
}
