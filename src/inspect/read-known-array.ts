/**
 * Reads elements of which the engine has said that all are there: such an array has no accessors among them. One of
 * Smis or doubles holds no references at all, so its elements are only counted.
 *
 * Each kind has a function of its own that reads it, so that V8 never sees one load with two kinds of elements: see
 * read-element.ts.
 */
import { ElementsKind } from '../platform/engine-facts.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import * as js from '../platform/intrinsics.ts';
import type { ObjectFacts } from './object-facts.ts';
import type { EngineReader, ReadTarget } from './read-target.ts';

/** The kind of an array's elements if all of them are there; else 0. */
export function packedKindOf(engine: EngineFacts, value: object): ElementsKind {
  if (engine.elementsKindOf === undefined || engine.hasHoles === undefined || engine.hasHoles(value))
    return ElementsKind.unknown;
  const kind = engine.elementsKindOf(value);
  return kind === ElementsKind.dictionary ? ElementsKind.unknown : kind;
}

/** Reads elements `from` to `to - 1` if all of the array's are there; false, before anything was read, if not. */
export const readIfPacked: EngineReader['readIfPacked'] = (target, engine, value, from, to, facts) => {
  const kind = packedKindOf(engine, value);
  if (kind === ElementsKind.unknown) return false;
  readPacked(target, value, from, to, kind, facts);
  return true;
};

/** Reads elements `from` to `to - 1` of an array of this kind without holes. */
export function readPacked(
  target: ReadTarget,
  value: readonly unknown[],
  from: number,
  to: number,
  kind: ElementsKind,
  facts: ObjectFacts,
): void {
  if (kind === ElementsKind.double) {
    facts.elementDoubles += to - from;
  } else if (kind === ElementsKind.smi) {
    facts.elementSmis += to - from;
    if (from === 0 && to > 0) facts.firstElement = smiAt(value, 0);
  } else {
    readTagged(target, value, from, to, facts);
  }
}

function smiAt(array: readonly unknown[], index: number): unknown {
  return array[index];
}

function taggedAt(array: readonly unknown[], index: number): unknown {
  return array[index];
}

/** In reverse, like all other readers. */
function readTagged(target: ReadTarget, value: readonly unknown[], from: number, to: number, facts: ObjectFacts): void {
  const { smiShift } = target;
  let smis = 0;
  let doubles = 0;
  let item: unknown;
  for (let i = to - 1; i >= from; i--) {
    item = taggedAt(value, i);
    if (typeof item === 'number') {
      if (js.isSmi(item, smiShift)) smis++;
      else doubles++;
    } else {
      target.value(item, true);
    }
  }
  facts.elementSmis += smis;
  facts.elementDoubles += doubles;
  facts.elementOthers += to - from - smis - doubles;
  if (from === 0 && typeof item !== 'object' && typeof item !== 'function') facts.firstElement = item;
}
