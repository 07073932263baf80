/**
 * Hidden state that the engine reads itself: targets of proxies, in 10 ns, and private fields, in a quarter of a
 * microsecond, where the inspector takes 10 to 100.
 *
 * Asking V8 for a private member runs the getter if it is an accessor. So the first object of each hidden class is
 * described by the inspector, which lists accessors apart and runs none of them; another object of the same hidden
 * class has the same private names, so those that were fields there are fields here.
 */
import { brands } from '../inspect/brands.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, SafeWeakMap } from '../platform/safe-collections.ts';
import type { Reveal, RevealedReference, WaitingObjects } from '../walk/walk-state.ts';
import { isInspectorReveal } from './reveal-hidden.ts';

/** Hidden classes of objects with private fields for which an example is kept. */
const MAX_EXAMPLES = 64;

type References = readonly RevealedReference[] | undefined;

/** An object that the inspector described, and the names of its private fields. */
interface Example {
  readonly value: object;
  readonly names: readonly string[];
}

/** What reads hidden state with facts of the engine; made for one walk, since it keeps examples. */
export function revealWithFacts(reveal: Reveal | undefined, facts: EngineFacts | undefined): Reveal | undefined {
  if (facts?.proxyTargetOf === undefined) return reveal;
  return reveal === undefined ? proxiesOf(facts) : new FactsReveal(reveal, facts);
}

const onlyProxies = new SafeWeakMap<EngineFacts, Reveal>();

/** Follows nothing but proxies. */
function proxiesOf(facts: EngineFacts): Reveal {
  let reveal = onlyProxies.get(facts);
  if (reveal === undefined) {
    reveal = {
      calls: 0,
      referencesOf: (value, kind) => (kind === 'proxy-targets' ? slotsOf(value, facts) : undefined),
    };
    onlyProxies.set(facts, reveal);
  }
  return reveal;
}

/** Target and handler of a Proxy; none if it was revoked. */
function slotsOf(value: object, facts: EngineFacts): References {
  const target = facts.proxyTargetOf?.(value);
  if (target === undefined) return undefined;
  const found = nullPrototypeList<RevealedReference>();
  if (target === null) return found;
  found[0] = { name: '[[Target]]', value: target };
  found[1] = { name: '[[Handler]]', value: facts.proxyHandlerOf?.(value) };
  return found;
}

class FactsReveal implements Reveal {
  readonly #inner: Reveal;
  readonly #facts: EngineFacts;
  readonly #examples: Example[] = nullPrototypeList();
  /** Private fields are read only if the inspector can show which of them are accessors. */
  readonly #readsFields: boolean;
  mayHavePrivateFields?: (value: object, names: readonly string[]) => boolean;
  entriesOf?: (value: object) => number | undefined;

  constructor(inner: Reveal, facts: EngineFacts) {
    this.#inner = inner;
    this.#facts = facts;
    this.#readsFields =
      isInspectorReveal(inner) && facts.hasSameMap !== undefined && facts.privateFieldOf !== undefined;
    if (inner.mayHavePrivateFields !== undefined)
      this.mayHavePrivateFields = (value, names) => inner.mayHavePrivateFields!(value, names);
    if (inner.entriesOf !== undefined) this.entriesOf = (value) => inner.entriesOf!(value);
  }

  get calls(): number | undefined {
    return this.#inner.calls;
  }

  referencesOf(value: object, kind: HiddenKind, waiting?: WaitingObjects): References {
    if (kind === 'proxy-targets') return slotsOf(value, this.#facts) ?? this.#inner.referencesOf(value, kind, waiting);
    if (kind !== 'private-fields' || !this.#readsFields || !isExemplary(value, this.#facts))
      return this.#inner.referencesOf(value, kind, waiting);
    for (let i = 0; i < this.#examples.length; i++) {
      if (this.#facts.hasSameMap!(value, this.#examples[i].value)) return this.#read(value, this.#examples[i].names);
    }
    // By itself: of several together the inspector is not asked.
    const references = this.#inner.referencesOf(value, kind);
    if (references !== undefined && this.#examples.length < MAX_EXAMPLES) {
      const names = nullPrototypeList<string>();
      for (let i = 0; i < references.length; i++) names[i] = references[i].name!;
      this.#examples[this.#examples.length] = { value, names };
    }
    return references;
  }

  #read(value: object, names: readonly string[]): References {
    const fields = nullPrototypeList<RevealedReference>();
    for (let i = 0; i < names.length; i++)
      fields[i] = { name: names[i], value: this.#facts.privateFieldOf!(value, names[i]) };
    return fields;
  }
}

/**
 * True if the private names of an object are in its hidden class, and the inspector can describe it without changing
 * it. Functions and errors are left to it: see private-fields.ts.
 */
function isExemplary(value: object, facts: EngineFacts): boolean {
  return (
    typeof value !== 'function' &&
    !brands.isNativeError(value) &&
    !js.isArray(value) &&
    facts.hasFastProperties?.(value) === true
  );
}
