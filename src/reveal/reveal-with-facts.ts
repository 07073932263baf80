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
import { holdsError } from './private-fields.ts';
import { inspectorRevealOf } from './reveal-hidden.ts';

/** Hidden classes of objects with private fields for which an example is kept. */
const MAX_EXAMPLES = 64;

type References = readonly RevealedReference[] | undefined;

/** An object that the inspector described, and the names of its private fields. */
interface Example {
  readonly value: object;
  readonly names: readonly string[];
}

/** Hidden classes of one prototype and number of names for which it is kept whether there are private fields. */
const MAX_ANSWERS = 32;

/** Whether the objects of a hidden class have private fields; `value` is one of them. */
interface Answer {
  readonly value: object;
  readonly hasFields: boolean;
}

/** What reads hidden state with facts of the engine; made for one walk, since it keeps examples. */
export function revealWithFacts(reveal: Reveal | undefined, facts: EngineFacts): Reveal | undefined {
  if (facts.proxyTargetOf === undefined) return reveal;
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
  /** By prototype, then by number of names. */
  readonly #answers = new SafeWeakMap<object, Answer[][]>();
  readonly #inspector: ReturnType<typeof inspectorRevealOf>;
  /** Private fields are read only if the inspector can show which of them are accessors. */
  readonly #readsFields: boolean;
  mayHavePrivateFields?: (value: object, names: readonly string[]) => boolean;
  entriesOf?: (value: object) => number | undefined;
  takeUnasked?: () => number;

  constructor(inner: Reveal, facts: EngineFacts) {
    this.#inner = inner;
    this.#facts = facts;
    this.#inspector = inspectorRevealOf(inner);
    this.#readsFields =
      this.#inspector !== undefined && facts.hasSameMap !== undefined && facts.privateFieldOf !== undefined;
    if (inner.mayHavePrivateFields !== undefined)
      this.mayHavePrivateFields = (value, names) =>
        this.#answerFor(value, names) ?? inner.mayHavePrivateFields!(value, names);
    if (inner.entriesOf !== undefined) this.entriesOf = (value) => inner.entriesOf!(value);
    if (inner.takeUnasked !== undefined) this.takeUnasked = () => inner.takeUnasked!();
  }

  begin(): void {
    this.#inner.begin?.();
  }

  /** Whether objects of this hidden class have private fields; undefined if only this object could be asked. */
  #answerFor(value: object, names: readonly string[]): boolean | undefined {
    const facts = this.#facts;
    const prototype = js.getPrototypeOf(value);
    if (this.#inspector === undefined || facts.hasSameMap === undefined || prototype === null) return undefined;
    if (typeof value === 'function' || brands.isNativeError(value) || facts.hasFastProperties?.(value) !== true)
      return undefined;
    let bySize = this.#answers.get(prototype);
    if (bySize === undefined) this.#answers.set(prototype, (bySize = nullPrototypeList()));
    const answers = (bySize[names.length] as Answer[] | undefined) ?? (bySize[names.length] = nullPrototypeList());
    for (let i = answers.length - 1; i >= 0; i--)
      if (facts.hasSameMap(value, answers[i].value)) return answers[i].hasFields;
    if (answers.length >= MAX_ANSWERS || holdsError(value, names)) return undefined;
    const hasFields = this.#inspector.hasAnyPrivateField(value);
    answers[answers.length] = { value, hasFields };
    return hasFields;
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
    const names = references === undefined ? undefined : distinctNames(references);
    if (names !== undefined && this.#examples.length < MAX_EXAMPLES)
      this.#examples[this.#examples.length] = { value, names };
    return references;
  }

  #read(value: object, names: readonly string[]): References {
    const fields = nullPrototypeList<RevealedReference>();
    for (let i = 0; i < names.length; i++)
      fields[i] = { name: names[i], value: this.#facts.privateFieldOf!(value, names[i]) };
    return fields;
  }
}

/** The names of the fields; undefined if two classes have fields of one name, which V8 does not read by name. */
function distinctNames(references: readonly RevealedReference[]): readonly string[] | undefined {
  const names = nullPrototypeList<string>();
  for (let i = 0; i < references.length; i++) {
    const name = references[i].name!;
    for (let k = 0; k < i; k++) if (names[k] === name) return undefined;
    names[i] = name;
  }
  return names;
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
