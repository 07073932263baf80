/** Reads an array's elements, and its other properties. */
import { isArrayIndex } from './class-info.ts';
import type { ClassInfo } from './class-info.ts';
import { extraNamesOf, MAX_LISTED } from './extra-names.ts';
import { ElementsKind } from '../platform/engine-facts.ts';
import { floor } from '../platform/math.ts';
import * as js from '../platform/intrinsics.ts';
import type { ObjectFacts } from './object-facts.ts';
import { keepGeneric, readElement } from './read-element.ts';
import { indicesAbove } from './own-names.ts';
import { announce, readElementByName, readProperties } from './read-properties.ts';
import type { ReadTarget } from './read-target.ts';
import { Step } from './references.ts';

/** Reads elements `from` to `to - 1`, in reverse. */
export function readElements(
  target: ReadTarget,
  value: readonly unknown[],
  from: number,
  to: number,
  info: ClassInfo,
  facts: ObjectFacts,
): void {
  const { references, engine, engineReader } = target;
  if (references === undefined) {
    if (engineReader?.readIfPacked(target, engine!, value, from, to, facts) === true) return;
    readEachElement(target, value, from, to, info, facts);
    return;
  }
  const { elementOthers, elementDoubles } = facts;
  const { count } = references;
  readEachElement(target, value, from, to, info, facts);
  // As long as all elements are numbers, there are no references: V8 keeps the numbers unboxed.
  if (facts.elementOthers === 0) {
    references.takeBackNumbers(count);
  } else if (elementOthers === 0 && elementDoubles > 0) {
    readNumbers(target, value, from, info);
    references.swapRuns();
  }
}

function readEachElement(
  target: ReadTarget,
  value: readonly unknown[],
  from: number,
  to: number,
  info: ClassInfo,
  facts: ObjectFacts,
): void {
  if (!info.plainIndices) {
    for (let i = to - 1; i >= from; i--) readElementByName(target, value, i, facts, true);
    return;
  }
  keepGeneric();
  const getterOf = js.lookupGetter;
  const { references, smiShift } = target;
  let smis = 0;
  let doubles = 0;
  let first: unknown = UNREAD;
  for (let i = to - 1; i >= from; i--) {
    // A third of a descriptor's cost, and enough to know that reading the element runs no code.
    if (getterOf(value, i) !== undefined) {
      readElementByName(target, value, i, facts, true);
      first = UNREAD;
      continue;
    }
    const item = readElement(value, i);
    first = item;
    if (references !== undefined) announce(references, Step.element, i);
    if (typeof item === 'number') {
      if (js.isSmi(item, smiShift)) {
        smis++;
      } else {
        doubles++;
        if (references !== undefined) references.heapNumber();
      }
    } else if (item === undefined && !js.hasOwn(value, i)) {
      facts.holes++;
      if (i + 1 === value.length) facts.endsInHole = true;
    } else {
      facts.elementOthers++;
      target.value(item, true);
    }
  }
  facts.elementSmis += smis;
  facts.elementDoubles += doubles;
  if (from === 0 && facts.holes === 0 && typeof first !== 'object' && typeof first !== 'function')
    facts.firstElement = first;
}

/** Announces the numbers below `to`, so far taken for unboxed, as heap numbers. */
function readNumbers(target: ReadTarget, value: readonly unknown[], to: number, info: ClassInfo): void {
  const references = target.references!;
  references.startRun(false);
  for (let i = 0; i < to; i++) {
    const item = elementAt(value, i, info);
    if (typeof item !== 'number' || js.isSmi(item, target.smiShift)) continue;
    announce(references, Step.element, i);
    references.heapNumber();
  }
}

/** A placeholder for an element that was not read: any object will do. */
const UNREAD = {};

/** The element at an index, read without running code; undefined for holes and accessors. */
export function elementAt(value: readonly unknown[], index: number, info: ClassInfo): unknown {
  if (info.plainIndices && getterOrUndefined(value, index) === undefined) {
    keepGeneric();
    return readElement(value, index);
  }
  return js.getOwnPropertyDescriptor(value, index)?.value as unknown;
}

const getterOrUndefined = js.lookupGetter;

/** Fills in the facts that a sample of an array's elements shows about all of them. */
export function describeSample(items: readonly unknown[], smiShift: number, facts: ObjectFacts): void {
  const factor = facts.length / items.length;
  let smis = 0;
  let doubles = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== 'number') continue;
    if (js.isSmi(item, smiShift)) smis++;
    else doubles++;
  }
  facts.elementSmis = floor(smis * factor);
  facts.elementDoubles = floor(doubles * factor);
  facts.elementOthers = smis + doubles === items.length ? 0 : facts.length - facts.elementSmis - facts.elementDoubles;
}

/** Reads an array that is nearly all holes: its names are listed, so the time depends on the elements that exist. */
export function readSparseArray(target: ReadTarget, value: readonly unknown[], facts: ObjectFacts): void {
  const names = js.getOwnPropertyNames(value);
  let index = 0;
  while (index < names.length && isArrayIndex(names[index])) index++;
  const { references } = target;
  const count = references === undefined ? 0 : references.count;
  for (let i = index - 1; i >= 0; i--) readElementByName(target, value, names[i], facts, true);
  if (references !== undefined && facts.elementOthers === 0) references.takeBackNumbers(count);
  facts.sparse = true;
  facts.holes = facts.length - index;
  if (index === 0) return;
  facts.lastIndex = +names[index - 1];
  facts.endsInHole = facts.lastIndex + 1 < facts.length;
  const largestSmi = 2 ** (31 - target.smiShift) - 1;
  facts.largeIndices = facts.lastIndex > largestSmi ? indicesAbove(names, index, largestSmi) : 0;
}

/** Reads an array's properties other than elements. `isOfRealm`: its prototype is the realm's own. */
export function readBesideElements(
  target: ReadTarget,
  value: readonly unknown[],
  info: ClassInfo,
  isOfRealm: boolean,
  facts: ObjectFacts,
): void {
  // A frozen, sealed or non-extensible array has no unboxed numbers, nor has one that the engine reports as tagged.
  if (
    target.references !== undefined &&
    facts.elementDoubles > 0 &&
    facts.elementOthers === 0 &&
    (facts.elementsKind === ElementsKind.tagged || !js.isExtensible(value))
  )
    readNumbers(target, value, value.length, info);
  target.references?.startRun(true);
  // One list of all keys is faster than two, and its length shows that there are only elements and `length`.
  if (facts.length <= MAX_LISTED && js.ownKeys(value).length === facts.length - facts.holes + 1) return;
  facts.symbols = js.getOwnPropertySymbols(value);
  const isPlain =
    facts.length > MAX_LISTED && isOfRealm && info.plainIndices && facts.symbols.length === 0 && isUntagged();
  facts.names = extraNamesOf(value, isPlain);
  if (facts.names.length === 0 && facts.symbols.length === 0) return;
  const { indices, lastIndex } = facts;
  readProperties(target, value, info, facts);
  facts.indices = indices;
  facts.lastIndex = lastIndex;
}

/** True unless the program put a tag on the prototypes that every array has. */
function isUntagged(): boolean {
  return !js.hasOwn(Array.prototype, Symbol.toStringTag) && !js.hasOwn(Object.prototype, Symbol.toStringTag);
}

/** An array of more elements is read by its names if it is mostly holes. */
export const LONG_ARRAY = 4096;

/** Checks 64 places spread over a long array. */
export function isMostlyHoles(value: readonly unknown[]): boolean {
  const { length } = value;
  let holes = 0;
  for (let i = 0; i < 64; i++) if (!js.hasOwn(value, floor((i * length) / 64))) holes++;
  return holes > 56;
}
