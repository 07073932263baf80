/** Adds to the facts about one object what only the engine knows: how it stores the properties and elements. */
import { StringForm } from '../platform/engine-facts.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import { Storage } from './object-facts.ts';
import type { ObjectFacts } from './object-facts.ts';

/** Asks about the properties of an ordinary object, and about its elements if it has some. */
export function askAboutObject(engine: EngineFacts, value: object, facts: ObjectFacts): void {
  if (engine.hasFastProperties !== undefined) {
    const isFast = engine.hasFastProperties(value);
    if (isFast !== undefined) facts.storage = isFast ? Storage.fast : Storage.dictionary;
  }
  facts.knowsNumbers = engine.isSmi !== undefined;
  if (facts.indices > 0 && engine.elementsKindOf !== undefined) facts.elementsKind = engine.elementsKindOf(value);
}

/** Asks how many slots a plain object with fast properties has, after its properties were read. */
export function askAboutSlots(engine: EngineFacts, value: object, facts: ObjectFacts): void {
  if (engine.slotsOf === undefined || facts.storage !== Storage.fast) return;
  if (facts.accessors > 0 || facts.indices > 0 || facts.symbols.length > 0 || facts.names.length === 0) return;
  facts.slots = engine.slotsOf(value, facts.names) ?? -1;
}

/** Asks about the elements of an array, after they were read. */
export function askAboutArray(engine: EngineFacts, value: object, facts: ObjectFacts): void {
  if (engine.elementsKindOf !== undefined) facts.elementsKind = engine.elementsKindOf(value);
  if (engine.hasSharedElements !== undefined) facts.sharesElements = engine.hasSharedElements(value);
  // Comparing a rope would read it; the constants of a literal are none.
  const first = facts.firstElement;
  if (typeof first === 'string' && (engine.stringFormOf?.(first) ?? StringForm.flat) > StringForm.flat)
    facts.firstElement = undefined;
}
