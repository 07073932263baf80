/** Bytes of an array's or an integer-keyed object's elements, derived from what the walk read of them. */
import { ElementsKind } from '../platform/engine-facts.ts';
import { max, min } from '../platform/math.ts';
import {
  capacityAfterPushes,
  capacityAfterStores,
  grownCapacity,
  largestCapacity,
  MAX_GAP,
  mayBeInSlots,
  prefersDictionary,
  staysDictionary,
} from '../layout/capacity.ts';
import { doubleElementsBytes, numberDictionaryBytes, taggedElementsBytes } from '../layout/elements.ts';
import { largestSmi } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { indicesAbove } from '../inspect/own-names.ts';
import { Kind } from '../inspect/kinds.ts';
import * as js from '../platform/intrinsics.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { addKnownElements } from './known-storage.ts';
import type { PartSink } from './parts.ts';
import type { SizeEstimate } from './size-estimate.ts';
import type { Totals } from './totals.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';

/** An array longer than this is never preallocated: JSArray::kInitialMaxFastElementArray. */
const MAX_PREALLOCATED = 32 * 1024 * 1024;

/**
 * Records short arrays of constants: V8 lets all arrays made by one literal share their elements until one is written
 * to.
 */
export class LiteralArrays {
  readonly #firstByLength: unknown[] = nullPrototypeList();
  #used = false;

  /** Removes all arrays. */
  clear(): void {
    if (!this.#used) return;
    this.#used = false;
    for (let i = 0; i < this.#firstByLength.length; i++) this.#firstByLength[i] = undefined;
  }

  /** True if an equal array was met before, so that the two may share elements. */
  meets(facts: ObjectFacts): boolean {
    const { length, firstElement } = facts;
    if (length === 0 || length > 64 || firstElement === undefined || isDoubleArray(facts) || facts.holes > 0)
      return false;
    if (this.#firstByLength[length] === firstElement) return true;
    this.#firstByLength[length] = firstElement;
    this.#used = true;
    return false;
  }
}

/** Adds the elements of an array, without heap numbers; `onlyHeapNumbers`: all of its numbers certainly are. */
export function addArrayElements(
  layout: Layout,
  facts: ObjectFacts,
  mayBeShared: boolean,
  onlyHeapNumbers: boolean,
  sink: PartSink,
): void {
  const { length, holes } = facts;
  if (facts.elementsKind !== ElementsKind.unknown) {
    addKnownElements(layout, facts, mayBeShared, sink);
    return;
  }
  const present = length - holes;
  const bytesOf = isDoubleArray(facts) && !onlyHeapNumbers ? doubleElementsBytes : taggedElementsBytes;
  const exact = bytesOf(layout, length);
  // Smis are stored as doubles where the allocation site of the array has seen doubles.
  const widest = facts.elementOthers === 0 ? doubleElementsBytes : bytesOf;
  const most = widest(layout, largestCapacity(length));
  if (length === 0) {
    sink.between(0, 0, most, 'elements');
  } else if (!facts.sparse) {
    // `new Array(n)` and literals are exact; an array that lost most of its elements may be a dictionary.
    const isSparse = holes > 0 && staysDictionary(present, length);
    const least = isSparse ? numberDictionaryBytes(layout, present) : exact;
    sink.between(mayBeShared ? 0 : least, isTakenForDictionary(facts) ? least : exact, most, 'elements');
  } else if (present === 0) {
    // Only holes: made with `new Array(n)`, unless that is more than V8 preallocates.
    const bytes = length > MAX_PREALLOCATED ? numberDictionaryBytes(layout, 0) : exact;
    sink.between(0, bytes, bytes, 'elements');
  } else {
    const asDictionary = numberDictionaryBytes(layout, present) + facts.largeIndices * layout.heapNumber;
    const isPreallocated = length <= MAX_PREALLOCATED && (facts.endsInHole || !staysDictionary(present, length));
    // Filled from the start with gaps that V8 fills, it grew like any other.
    const mayHaveGrown = length < MAX_GAP * (present + 1);
    const most = mayHaveGrown ? taggedElementsBytes(layout, grownCapacity(length)) : exact;
    sink.between(
      min(asDictionary, exact),
      isPreallocated ? exact : asDictionary,
      length <= MAX_PREALLOCATED ? most : asDictionary,
      'elements',
    );
  }
  // The length is a heap number, too, if it is not a Smi.
  if (length > largestSmi(layout)) sink.exact(layout.heapNumber, 'header');
}

/**
 * True for an array that has so many holes that its elements are taken for a dictionary. One that ends in a hole got
 * its length from `new Array(n)` or a store to `length`, and V8 keeps room for all of it.
 */
export function isTakenForDictionary({ length, holes, endsInHole }: ObjectFacts): boolean {
  return holes > 0 && !endsInHole && length > MAX_GAP && staysDictionary(length - holes, length);
}

/** True for elements that V8 keeps as unboxed doubles: numbers only, and not all of them Smis. */
export function isDoubleArray(facts: ObjectFacts): boolean {
  return facts.elementDoubles > 0 && facts.elementOthers === 0;
}

/**
 * True for an array whose numbers are certainly all heap numbers: freezing, sealing and preventing extensions make them
 * so.
 */
export function hasOnlyHeapNumbers(kind: Kind, value: object, facts: ObjectFacts): boolean {
  return kind === Kind.array && isDoubleArray(facts) && (hasTaggedElements(facts) || !js.isExtensible(value));
}

/** True if the engine reports that each element is a Smi or a reference, so that a number is a heap number. */
function hasTaggedElements({ elementsKind }: ObjectFacts): boolean {
  return elementsKind === ElementsKind.tagged || elementsKind === ElementsKind.dictionary;
}

/**
 * Small integers among tagged elements may be heap numbers: V8 makes one of each number that it reads from an array of
 * doubles, whatever its value. An array of nothing but small integers is taken for one that has none.
 */
export function allowHeapNumbers(layout: Layout, kind: Kind, facts: ObjectFacts, rows: Totals): void {
  const { elementSmis, elementOthers } = facts;
  if (elementSmis > 0 && (kind !== Kind.array || elementOthers > 0))
    rows.of('number').max += elementSmis * layout.heapNumber;
}

/**
 * What the elements of an object that is not an array take beyond `own`, which {@link addIndexedElements} added, if
 * code stored one after another: JSON.parse makes no more slots than are needed, or a dictionary where that is smaller.
 */
export function indexedSpare(layout: Layout, facts: ObjectFacts, own: SizeEstimate): number {
  const { indices, lastIndex, elementsKind, names } = facts;
  if (elementsKind === ElementsKind.dictionary || lastIndex >= MAX_PREALLOCATED) return 0;
  const length = lastIndex + 1;
  const capacity = indices === length ? capacityAfterPushes(0, length) : capacityAfterStores(names, indices);
  return capacity === 0 ? 0 : taggedElementsBytes(layout, capacity) - own.bytes;
}

/** Adds the elements of an object that is not an array: always holey, never unboxed. */
export function addIndexedElements(layout: Layout, facts: ObjectFacts, sink: PartSink): void {
  const count = facts.indices;
  if (count === 0) return;
  if (facts.elementsKind !== ElementsKind.unknown) {
    addKnownElements(layout, facts, false, sink);
    return;
  }
  const length = facts.lastIndex + 1;
  const most = largestSmi(layout);
  // Keys of a dictionary are heap numbers if they are not Smis.
  const large = facts.lastIndex > most ? indicesAbove(facts.names, count, most) : 0;
  const asDictionary = numberDictionaryBytes(layout, count) + large * layout.heapNumber;
  const exact = taggedElementsBytes(layout, length);
  const grown = taggedElementsBytes(layout, grownCapacity(length));
  if (length > MAX_PREALLOCATED) sink.exact(asDictionary, 'elements');
  else if (prefersDictionary(count, length))
    sink.between(
      min(asDictionary, exact),
      asDictionary,
      mayBeInSlots(facts.names, count) ? grown : asDictionary,
      'elements',
    );
  else sink.between(min(asDictionary, exact), exact, max(grown, asDictionary), 'elements');
}
