/** The parts of one object by itself, as if it were the only one of its class. */
import type { ClassInfo } from '../inspect/class-info.ts';
import { Kind } from '../inspect/kinds.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import type { Layout } from '../layout/layout.ts';
import { addIndexedElements, hasOnlyHeapNumbers } from './array-size.ts';
import type { ShapeCounts, ValueCounts } from './class-summary.ts';
import { addObjectParts, SharedStores } from './object-parts.ts';
import type { PartSink } from './parts.ts';
import { addShapeParts } from './shape-size.ts';
import { EACH_KEY } from './strings/key-bytes.ts';

/** Adds the parts of an object on the heap, without anything it refers to. */
export function addOnlyObject(
  layout: Layout,
  value: object,
  kind: Kind,
  info: ClassInfo,
  facts: ObjectFacts,
  sink: PartSink,
): void {
  if (kind !== Kind.ordinary) {
    addObjectParts(layout, value, kind, info, facts, new SharedStores(), hasOnlyHeapNumbers(kind, value, facts), sink);
    return;
  }
  const shape = onlyShapeOf(facts);
  const classCounts = { info, first: shape, shapes: 1, value: NOTHING_ELSE, summary: undefined };
  addShapeParts(layout, classCounts, shape, layout.objectHeader, sink);
  addIndexedElements(layout, facts, sink);
}

const NOTHING_ELSE: ValueCounts = { objects: 1, byCode: false, keys: EACH_KEY };

function onlyShapeOf({ names, indices, symbols, storage, accessors, byCode }: ObjectFacts): ShapeCounts {
  return {
    count: 1,
    size: names.length - indices + symbols.length,
    names,
    firstName: indices,
    keySymbols: symbols,
    storage,
    keysAreCounted: false,
    isOverflow: false,
    accessors,
    accessorsDiffer: false,
    byCode,
    arrays: undefined,
    next: undefined,
  };
}
