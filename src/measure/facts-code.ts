/**
 * Code that only walks with facts of the engine run. `engineFacts()` brings it, since only its facts are of use there,
 * so that a bundle for other platforms has none of it.
 */
import type { EngineReader } from '../inspect/read-target.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import type { KnownReaders } from '../walk/known-reader.ts';
import type { Reveal } from '../walk/walk-state.ts';
import type { KnownStrings } from '../weigh/strings/known-strings.ts';

/** What `engineFacts()` brings. */
export interface FactsCode {
  /** Asks the engine about the objects that are read. */
  readonly engineReader: EngineReader;
  /** Reads objects of hidden classes that were met before. */
  readonly knownReaders: KnownReaders;
  /** Reads hidden state by the facts, and what these do not show by `reveal`. */
  readonly revealWithFacts: (reveal: Reveal | undefined, facts: EngineFacts) => Reveal | undefined;
  /** Keeps strings apart that are separate heap objects. */
  readonly makeKnownStrings: () => KnownStrings;
}

let code: FactsCode | undefined;

/** To be called before facts are given out. */
export function provideFactsCode(provided: FactsCode): void {
  code = provided;
}

/** The code for walks with these facts; undefined without any. */
export function factsCodeFor(facts: EngineFacts | undefined): FactsCode | undefined {
  return facts === undefined ? undefined : code;
}
