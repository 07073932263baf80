/**
 * Bytes of stores whose kind the engine has reported, so that only their capacity is unknown: dictionaries of named
 * properties, and elements.
 */
import { KEYED_DICTIONARY_FROM, nameDictionaryBytes } from '../layout/properties.ts';
import { largestCapacity, largestHashCapacity } from '../layout/capacity.ts';
import { doubleElementsBytes, numberDictionaryBytes, taggedElementsBytes } from '../layout/elements.ts';
import { largestSmi } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { indicesAbove } from '../inspect/own-names.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { ElementsKind } from '../platform/engine-facts.ts';
import type { PartSink } from './parts.ts';

/**
 * Adds a dictionary of `names` named properties; a small one was made with `room` for more. The names themselves are
 * not included.
 */
export function addDictionary(layout: Layout, names: number, room: number, sink: PartSink): void {
  const entry = 3 * layout.taggedSize;
  sink.between(
    nameDictionaryBytes(layout, names),
    nameDictionaryBytes(layout, names >= KEYED_DICTIONARY_FROM ? names : names + room),
    layout.nameDictionaryHeader + entry * largestHashCapacity(names + room),
    'dictionary',
  );
}

/** Adds elements of a known kind, without heap numbers; `mayBeShared`: another array may have the same. */
export function addKnownElements(layout: Layout, facts: ObjectFacts, mayBeShared: boolean, sink: PartSink): void {
  const isArray = facts.indices === 0;
  const length = isArray ? facts.length : facts.lastIndex + 1;
  if (facts.elementsKind === ElementsKind.dictionary) {
    const count = isArray ? length - facts.holes : facts.indices;
    const large = isArray
      ? facts.largeIndices
      : facts.lastIndex > largestSmi(layout)
        ? indicesAbove(facts.names, count, largestSmi(layout))
        : 0;
    const keys = large * layout.heapNumber;
    const bytes = numberDictionaryBytes(layout, count) + keys;
    const most = layout.numberDictionaryHeader + 3 * layout.taggedSize * largestHashCapacity(count) + keys;
    sink.between(bytes, bytes, most, 'elements');
  } else {
    const bytesOf = facts.elementsKind === ElementsKind.double ? doubleElementsBytes : taggedElementsBytes;
    const exact = bytesOf(layout, length);
    if (facts.sharesElements === true) {
      // Literals have no spare slots, and each has its own elements.
      sink.between(mayBeShared ? 0 : exact, mayBeShared ? 0 : exact, exact, 'elements');
    } else {
      const isOwn = facts.sharesElements === false || !mayBeShared;
      sink.between(isOwn ? exact : 0, exact, bytesOf(layout, largestCapacity(length)), 'elements');
    }
  }
  if (isArray && length > largestSmi(layout)) sink.exact(layout.heapNumber, 'header');
}
