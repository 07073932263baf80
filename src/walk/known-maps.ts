/**
 * Objects whose hidden class was met before in the walk. The engine can tell in some 7 ns that two objects have the
 * same one: then an object has the prototype, the property names and attributes of an example that was read with all
 * care, no other properties, symbols or private fields, and it is not a Proxy. So its properties can be read plainly:
 * none of them can be an accessor. What a hidden class does not describe is elements; an enumeration lists their
 * indices first.
 *
 * An array of a hidden class without holes has no accessors among its elements either, and one of Smis or doubles holds
 * no references at all, so nothing needs to be read.
 *
 * All this holds only until code of the program runs, which may change a prototype: examples are forgotten then.
 */
import { nullPrototypeInfo } from '../inspect/class-info.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { Kind } from '../inspect/kinds.ts';
import { Storage } from '../inspect/object-facts.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { askAboutArray } from '../inspect/ask-engine.ts';
import { packedKindOf, readPacked } from '../inspect/read-known-array.ts';
import type { Shape } from '../inspect/shape.ts';
import { brands, seesProxies } from '../inspect/brands.ts';
import { ElementsKind } from '../platform/engine-facts.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import type { KnownReader, KnownReaders, ReadingOptions } from './known-reader.ts';
import { SLICE } from './slice-size.ts';
import { visitAlike } from './visit-alike.ts';
import type { WalkState } from './walk-state.ts';

/** Examples of a walk: more hidden classes than this do not repeat often enough. */
const MAX_EXAMPLES = 256;

/** Of these, how many of the latest are compared with an object that does not follow its predecessor. */
const COMPARED = 4;

/** After so many objects that had no example, only every eighth is compared with more than the follower. */
const MAX_MISSES = 64;

/** Hidden classes of objects with the same names for which an example is kept. */
const MAX_OF_SHAPE = 4;

/** Prototypes of one object that are looked at. */
const MAX_DEPTH = 16;

const NOTHING = {};

/** An object that was read with care, and what it has in common with those of its hidden class. */
class Example {
  value: object;
  info: ClassInfo;
  /** For an ordinary object: its names, none of them an index. */
  shape: Shape | undefined;
  /** For an array: how its elements are kept. */
  readonly elements: ElementsKind;
  /** Slots of a plain object; -1 if that is not known. */
  readonly slots: number;
  /** The example of the object that was visited after the last one of this hidden class. */
  follower: Example | undefined = undefined;

  constructor(value: object, info: ClassInfo, shape: Shape | undefined, elements: ElementsKind, slots: number) {
    this.value = value;
    this.info = info;
    this.shape = shape;
    this.elements = elements;
    this.slots = slots;
  }

  /** Drops all references to the walk's objects, so that this can be kept. */
  strip(): void {
    this.value = NOTHING;
    this.info = nullPrototypeInfo;
    this.shape = this.follower = undefined;
  }
}

/**
 * True for a walk that may read objects plainly: the engine has the facts that it takes, and no predicate of the
 * program, sampler or recorder takes part in every visit.
 */
function canUseKnownMaps(options: ReadingOptions, { references }: WalkState): boolean {
  const { facts, isIgnored, skippedNames, sampler, reveal } = options;
  return (
    facts?.hasSameMap !== undefined &&
    facts.hasFastProperties !== undefined &&
    isIgnored === undefined &&
    skippedNames === undefined &&
    (reveal === undefined || reveal.calls !== undefined) &&
    sampler === undefined &&
    seesProxies &&
    references === undefined
  );
}

/** Visits objects of hidden classes that were met before. */
class KnownMaps implements KnownReader {
  readonly #state: WalkState;
  #engine!: EngineFacts;
  #hasSameMap!: (one: object, other: object) => boolean;
  readonly #latest: Example[] = nullPrototypeList();
  /** One example is kept after the walk, and its hidden class with it, to which optimised code refers weakly. */
  #kept: Example | undefined = undefined;
  #count = 0;
  #last: Example | undefined = undefined;
  #misses = 0;
  /** What `reveal.calls` was when the first example was taken. */
  #calls: number | undefined = 0;

  constructor(state: WalkState) {
    this.#state = state;
  }

  /** Prepares for a walk for which {@link canUseKnownMaps} is true. */
  begin(engine: EngineFacts): void {
    this.#engine = engine;
    this.#hasSameMap = engine.hasSameMap!;
  }

  /** Forgets all examples: code of the program may run before the next object. */
  forget(): void {
    if (this.#count > 0) {
      this.#kept = this.#latest[0];
      this.#kept.strip();
      this.#latest.length = 0;
    }
    this.#count = this.#misses = 0;
    this.#last = undefined;
  }

  /** Visits the objects on top of the stack as long as there are examples of their hidden classes. */
  visitRun(floor: number, most: number): number {
    const state = this.#state;
    const { stack, visitor, reveal } = state;
    if (reveal !== undefined && reveal.calls !== this.#calls) {
      this.forget();
      this.#calls = reveal.calls;
    }
    let visited = 0;
    while (visited < most) {
      const height = state.top;
      if (height <= floor) break;
      const value = stack[height - 1];
      const last = this.#last;
      const example = this.#exampleOf(value, last);
      if (example === undefined) break;
      if (last !== undefined) last.follower = example;
      this.#last = example;
      state.top = height - 1;
      const { shape } = example;
      const isRead =
        shape === undefined
          ? this.#visitArray(value as readonly unknown[], example)
          : visitAlike(state, value, example.info, shape, example.slots);
      if (!isRead) {
        // An object that has elements, too, or a long array: it is visited with care.
        state.top = height;
        break;
      }
      visited++;
      if (visitor.isEnough()) break;
    }
    return visited;
  }

  #exampleOf(value: object, last: Example | undefined): Example | undefined {
    const hasSameMap = this.#hasSameMap;
    const follower = last === undefined ? undefined : last.follower;
    if (follower !== undefined && hasSameMap(value, follower.value)) return follower;
    if (this.#misses > MAX_MISSES && (this.#misses++ & 7) !== 0) return undefined;
    const latest = this.#latest;
    const end = latest.length > COMPARED ? latest.length - COMPARED : 0;
    for (let i = latest.length - 1; i >= end; i--) {
      const example = latest[i];
      if (example !== follower && hasSameMap(value, example.value)) {
        if (this.#misses > 0) this.#misses--;
        return example;
      }
    }
    this.#misses++;
    return undefined;
  }

  #add(example: Example): void {
    if (this.#count >= MAX_EXAMPLES) return;
    this.#count++;
    this.#latest[this.#latest.length] = example;
    if (this.#last !== undefined) this.#last.follower = example;
    this.#last = example;
  }

  /** Takes an ordinary object that was just read as an example, if it is one that enumeration shows completely. */
  learnObject(value: object, info: ClassInfo, shape: Shape, facts: ObjectFacts): void {
    if (facts.storage !== Storage.fast || facts.accessors > 0 || facts.indices > 0 || facts.symbols.length > 0) return;
    // The names of a shape that was first met with indices begin with these, which an object with elements has, too.
    if (shape.from > 0 || shape.hasStack || shape.hasGlobalThis || shape.mayBeBuiltIn || shape.isOverflow) return;
    if (info.hidesFields || info.isHost || (!info.isPlainObject && info.constructorFunction === undefined)) return;
    // Most values have hundreds of objects of a shape, or one.
    if (++shape.visits < 2 || shape.visits > MAX_OF_SHAPE + 1) return;
    if (this.#state.reveal?.mayHavePrivateFields?.(value, facts.names) === true) return;
    if (!isEnumeratedAs(value, facts.names)) return;
    this.#add(new Example(value, info, shape, ElementsKind.unknown, facts.slots));
  }

  /** Takes an array that was just read as an example, if its elements are all there and nothing else is. */
  learnArray(value: object, info: ClassInfo, facts: ObjectFacts): void {
    if (facts.names.length > 0 || facts.symbols.length > 0 || !info.plainIndices) return;
    const elements = packedKindOf(this.#engine, value);
    if (elements === ElementsKind.unknown) return;
    if (this.#state.reveal?.mayHavePrivateFields?.(value, facts.names) === true) return;
    for (let i = 0; i < this.#latest.length; i++) if (this.#hasSameMap(value, this.#latest[i].value)) return;
    this.#add(new Example(value, info, undefined, elements, -1));
  }

  #visitArray(value: readonly unknown[], { info, elements }: Example): boolean {
    const state = this.#state;
    const { length } = value;
    if (elements === ElementsKind.tagged && length > SLICE) return false;
    const facts = state.reset();
    facts.length = length;
    facts.elementsKind = elements;
    readPacked(state, value, 0, length, elements, facts);
    if (elements !== ElementsKind.double) askAboutArray(this.#engine, value, facts);
    state.objects++;
    state.visitor.object(value, Kind.array, info, facts);
    return true;
  }
}

/** What the walker uses once there are facts. */
export const KNOWN_MAPS: KnownReaders = { canServe: canUseKnownMaps, make: (state) => new KnownMaps(state) };

/** True if enumeration lists these names, and running it cannot call code of the program. */
function isEnumeratedAs(value: object, names: readonly string[]): boolean {
  let depth = 0;
  for (let at = js.getPrototypeOf(value); at !== null; at = js.getPrototypeOf(at))
    if (++depth > MAX_DEPTH || brands.isProxy(at) || brands.isModuleNamespaceObject(at)) return false;
  let at = 0;
  for (const name in value) if (at >= names.length || name !== names[at++]) return false;
  return at === names.length;
}
