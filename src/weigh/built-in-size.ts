/** Bytes of built-in objects beside their named properties: their own node and the tables that only they have. */
import { max, min } from '../platform/math.ts';
import {
  largestOrderedCapacity,
  ephemeronTableBytes,
  orderedCapacity,
  orderedTableBytes,
} from '../layout/collections.ts';
import { taggedElementsBytes } from '../layout/elements.ts';
import { align, kindSize } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { CONSTRUCTION_SLACK, nameDictionaryBytes, propertyArrayBytes, SOFT_LIMIT } from '../layout/properties.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { readClassSource } from '../inspect/class-source.ts';
import * as js from '../platform/intrinsics.ts';
import { Kind } from '../inspect/kinds.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import type { SizeEstimate } from './size-estimate.ts';
import { keyBytes } from './strings/key-bytes.ts';

/** Names of the layout tables' sizes for kinds that have one fixed size. */
const SIZE_NAMES: Readonly<Partial<Record<Kind, string>>> = {
  [Kind.array]: 'array',
  [Kind.map]: 'map',
  [Kind.set]: 'set',
  [Kind.weakMap]: 'weakMap',
  [Kind.weakSet]: 'weakSet',
  [Kind.arrayBuffer]: 'arrayBuffer',
  [Kind.sharedArrayBuffer]: 'sharedArrayBuffer',
  [Kind.typedArray]: 'typedArray',
  [Kind.dataView]: 'dataView',
  [Kind.date]: 'date',
  [Kind.regexp]: 'regexp',
  [Kind.error]: 'error',
  [Kind.number]: 'number',
  [Kind.string]: 'string',
  [Kind.boolean]: 'boolean',
  [Kind.symbolObject]: 'symbolObject',
  [Kind.bigintObject]: 'bigintObject',
  [Kind.promise]: 'promise',
  [Kind.proxy]: 'proxy',
  [Kind.mapIterator]: 'mapIterator',
  [Kind.setIterator]: 'setIterator',
};

/** By `ObjectFacts.variant`. */
const FUNCTION_SIZES = ['arrow', 'function', 'class', 'boundFunction'];

/** The self size of a built-in object that has no properties of its own. */
export function baseSize(layout: Layout, kind: Kind, info: ClassInfo, facts: ObjectFacts): number {
  switch (kind) {
    case Kind.ordinary:
    case Kind.global:
      return layout.objectHeader;
    case Kind.function:
      return kindSize(layout, FUNCTION_SIZES[facts.variant]);
    case Kind.arguments:
      return kindSize(layout, facts.variant === 1 ? 'strictArguments' : 'sloppyArguments');
    case Kind.generator:
      return kindSize(layout, info.isAsync ? 'asyncGenerator' : 'generator');
    case Kind.named:
      return kindSize(layout, info.layoutName ?? '');
    case Kind.moduleNamespace:
      return layout.objectHeader + layout.taggedSize;
    default:
      return kindSize(layout, SIZE_NAMES[kind] ?? '');
  }
}

/** Slots that V8 gives a new generator on top of its own fields until seven were made. */
const GENERATOR_SLACK = 10;

/** Adds the private parts of a built-in object: tables, elements, regexp data, bytes on the heap. */
export function addParts(
  layout: Layout,
  value: object,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
  extent: SizeEstimate,
): void {
  const T = layout.taggedSize;
  switch (kind) {
    case Kind.map:
      addOrderedTable(layout, facts.length, 3, 0, extent);
      return;
    case Kind.set:
      addOrderedTable(layout, facts.length, 2, layout.setFromIterableCapacity, extent);
      return;
    case Kind.weakMap:
    case Kind.weakSet:
      // How many entries there are is for V8 alone to know, unless it is asked.
      addEphemeronTable(layout, facts.length, extent);
      return;
    case Kind.typedArray: {
      const bytes = js.typedArrayByteLength(value);
      if (bytes > 0 && isOnHeap(layout, value, bytes)) {
        // Off the heap the same bytes would take no header; then somebody asked for the buffer.
        const data = align(layout, layout.fixedArrayHeader + bytes);
        extent.between(bytes, data, data);
      }
      return;
    }
    case Kind.date: {
      const time = js.dateValue(value);
      if (layout.boxedDateValue && !((time | 0) === time))
        extent.between(time !== time ? 0 : layout.heapNumber, layout.heapNumber, layout.heapNumber);
      return;
    }
    case Kind.error:
      if (mayHavePlace(value, info)) extent.between(0, 0, propertyArrayBytes(layout, ERROR_PLACE));
      return;
    case Kind.arguments: {
      const elements = taggedElementsBytes(layout, facts.length);
      // A sloppy function with parameters maps them through one more array.
      const mapped = facts.variant === 1 ? 0 : layout.fixedArrayHeader + T * (2 + facts.length);
      extent.between(elements, elements, elements + mapped);
      return;
    }
    case Kind.generator:
      extent.between(-GENERATOR_SLACK * T, 0, 0);
      return;
    case Kind.global:
      // Most versions of V8 keep one more word in it.
      extent.between(0, T, T);
      return;
    case Kind.moduleNamespace:
      extent.between(
        nameDictionaryBytes(layout, facts.length),
        nameDictionaryBytes(layout, facts.length + 1),
        nameDictionaryBytes(layout, 2 * facts.length + 2),
      );
      return;
    case Kind.function:
      if (facts.variant === 2) {
        // A class keeps where its source stands, and a function for its fields if it has any.
        const slots = layout.propertyArrayHeader + T * (1 + facts.names.length + facts.symbols.length);
        const fields = readClassSource(value).hasFields ? T : 0;
        extent.between(slots, slots + fields, slots + 3 * T);
      }
      return;
    case Kind.named:
      if (info.layoutName === 'generator' || info.layoutName === 'asyncGenerator')
        extent.between(-GENERATOR_SLACK * T, 0, 0);
      // A memory's buffer has a property that leads back to it.
      if (info.layoutName === 'wasmMemory')
        extent.between(0, propertyArrayBytes(layout, 1), propertyArrayBytes(layout, 1));
      return;
    default:
  }
}

function addOrderedTable(layout: Layout, size: number, entryWords: 2 | 3, atFirst: number, extent: SizeEstimate): void {
  const bytes = orderedTableBytes(layout, orderedCapacity(size), entryWords);
  extent.between(bytes, bytes, orderedTableBytes(layout, max(atFirst, largestOrderedCapacity(size)), entryWords));
}

/** True for a typed array that may keep its data on the heap; asking for its buffer would move them off it. */
export function isOnHeap(layout: Layout, view: object, bytes: number): boolean {
  return bytes <= layout.maxOnHeapBytes && js.typedArrayByteOffset(view) === 0;
}

/** Bytes outside V8's heap that an object keeps. */
export function externalBytesOf(value: object, kind: Kind): number {
  if (kind === Kind.arrayBuffer) return js.arrayBufferByteLength(value);
  if (kind === Kind.sharedArrayBuffer) return js.sharedByteLength(value);
  return 0;
}

/**
 * Adds properties that were put on a built-in object. Instances of a program's own subclass have room for what their
 * constructor sets; on all others it goes into a property array.
 */
export function addOwnProperties(
  layout: Layout,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
  extent: SizeEstimate,
): void {
  const T = layout.taggedSize;
  let names = facts.names.length - facts.indices + facts.symbols.length;
  const isSubclass = info.expectedProperties > 0 && kind !== Kind.function;
  if (isSubclass) names += info.privateSlots;
  if (kind === Kind.arguments || (kind === Kind.function && facts.variant === 2)) return;
  if (kind === Kind.error) {
    // Three slots come with every error; the captured stack takes one, and so may a second copy of the message.
    names += 1 + (layout.errorKeepsMessageTwice && holds(facts.names, 'message') ? 1 : 0) - 3;
    if (names <= 0) {
      if (isSubclass) extent.between(0, 0, (info.expectedProperties + CONSTRUCTION_SLACK) * T);
      return;
    }
  }
  if (kind === Kind.array && facts.names[0] === 'index' && facts.names[1] === 'input') {
    // The result of a regexp match: its slots are in the object.
    const slots = T * max(6, names);
    extent.between(T * names, slots, slots + 2 * T);
    return;
  }
  if (isSubclass) {
    const slots = names * T;
    extent.between(slots, slots, max(slots, (info.expectedProperties + CONSTRUCTION_SLACK) * T));
    return;
  }
  const bytes = propertyArrayBytes(layout, names);
  extent.between(
    min(bytes, names * T),
    bytes,
    max(
      bytes,
      names > SOFT_LIMIT
        ? nameDictionaryBytes(layout, names + 3) + keyBytes(layout, facts.names, facts.indices, facts.symbols)
        : 0,
    ),
  );
}

/** Private properties of an error that V8 makes itself, for where in the source it happened: error_script, error_start_pos, error_end_pos. */
const ERROR_PLACE = 3;

/** What V8 says of nothing that was used as an object: Cannot read properties, Cannot destructure. */
const OF_NOTHING = /^Cannot /;

/** True for the errors to which V8 adds their place: a text that does not parse, nothing used as an object, a full stack. */
function mayHavePlace(error: object, info: ClassInfo): boolean {
  if (info.name !== 'TypeError' && info.name !== 'SyntaxError' && info.name !== 'RangeError') return false;
  const message = js.getOwnPropertyDescriptor(error, 'message')?.value as unknown;
  if (typeof message !== 'string') return false;
  if (info.name === 'TypeError') return js.matches(OF_NOTHING, message);
  // V8 has no message of one word for what does not parse.
  return info.name === 'SyntaxError' ? js.includes(message, ' ') : message === 'Maximum call stack size exceeded';
}

/** Whether a list without methods has a name. */
function holds(names: readonly string[], name: string): boolean {
  for (let i = 0; i < names.length; i++) if (names[i] === name) return true;
  return false;
}

/** The table of a WeakMap or WeakSet: it shrinks only when a quarter of it is in use (HashTable::ComputeCapacityWithShrink). */
function addEphemeronTable(layout: Layout, entries: number, extent: SizeEstimate): void {
  const bytes = ephemeronTableBytes(layout, entries);
  extent.between(bytes, bytes, entries === 0 ? bytes : ephemeronTableBytes(layout, 4 * entries));
}
