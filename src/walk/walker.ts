/**
 * The walk over what belongs to a value: one explicit stack, one set of visited objects, one visitor. It reads own data
 * and runs no code of the program: no getter, no trap, no iterator that a class overrides.
 *
 * Children are stacked in reverse, so objects are visited in the order in which code usually made them; the weigher
 * relies on that when it follows how a field's representation changes. What is wide is read in slices
 * (slice-reader.ts).
 */
import { isForeignPrototype, isRealmObject } from './boundary.ts';
import { classInfoOf, infoWith, isUnmeteredBySelf, nullPrototypeInfo } from '../inspect/class-info.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { NO_OWNER } from './reference-tracker.ts';
import type { ReferenceTracker } from './reference-tracker.ts';
import { SliceReader, SLICE } from './slice-reader.ts';
import { NO_OPTIONS } from './walk-options.ts';
import type { WalkOptions } from './walk-options.ts';
import { WalkState } from './walk-state.ts';
import * as js from '../platform/intrinsics.ts';
import { brands, seesProxies } from '../inspect/brands.ts';
import { isGlobalObject, isOfKind, Kind, kindOf } from '../inspect/kinds.ts';
import { mayBeBuiltIn } from '../inspect/own-names.ts';
import {
  describeSample,
  elementAt,
  isMostlyHoles,
  readBesideElements,
  readElements,
  readSparseArray,
} from '../inspect/read-array.ts';
import { hiddenStateOf, isDescribedSafely } from '../inspect/hidden-state.ts';
import { readClassSource } from '../inspect/class-source.ts';
import { readBuiltIn, readOwnProperties } from '../inspect/read-built-in.ts';
import { functionInfo, readFunction, subclassInfoOf } from '../inspect/read-function.ts';
import { announce, hasPlainDescriptors, readOwn } from '../inspect/read-properties.ts';
import { nullPrototypeList, SafeSet } from '../platform/safe-collections.ts';
import { ObjectFacts } from '../inspect/object-facts.ts';
import { Step } from '../inspect/references.ts';
import type { Visitor } from './visitor.ts';

/** Maps and Sets up to this size are read at once, which is quicker than in slices. */
const AT_ONCE = 1 << 16;

const proxyInfo = infoWith({ name: 'Proxy' });

/** Global objects have no class in common: what they inherit from is up to the platform. */
const globalInfo = infoWith({ name: 'global', kind: Kind.global });

/** Walks what belongs to one or more roots. */
export class Walker {
  readonly #state: WalkState;
  #options: WalkOptions = NO_OPTIONS;
  readonly #readers: SliceReader[] = nullPrototypeList();
  /** One reader outlives the walk, and with it the hidden class of readers, to which optimised code refers weakly. */
  #kept: SliceReader | undefined = undefined;
  #lastPrototype: object | null | undefined = undefined;
  #lastInfo: ClassInfo = nullPrototypeInfo;
  #root: unknown = undefined;
  #roots: Set<object> | undefined = undefined;
  #stoppedBy: 'maxObjects' | 'maxBytes' | undefined = undefined;

  /** With `references`, every reference between objects is announced to it, and it numbers the objects. */
  constructor(visitor: Visitor, references?: ReferenceTracker) {
    this.#state = new WalkState(visitor, references);
  }

  /** Makes ready for a walk; a walker can be used again once {@link end} was called. */
  start(options: WalkOptions): void {
    this.#options = options;
    this.#stoppedBy = undefined;
    this.#state.begin(options.smiShift, options.reveal);
  }

  /** Forgets which objects were met, and goes on counting. */
  forget(): void {
    this.#state.forget();
  }

  /** Lets go of everything that the walk has met. */
  end(): void {
    this.#options = NO_OPTIONS;
    this.#root = undefined;
    this.#roots = undefined;
    this.#lastPrototype = undefined;
    this.#lastInfo = nullPrototypeInfo;
    if (this.#readers.length > 0) this.#readers.length = 0;
    this.#state.end();
    this.#kept?.strip(this.#state.reset());
  }

  /** Objects visited so far. */
  get objects(): number {
    return this.#state.objects;
  }

  /** Which limit ended the walk, if one did. */
  get stoppedBy(): 'maxObjects' | 'maxBytes' | undefined {
    return this.#stoppedBy;
  }

  /** The walk will have several roots, each to be put before it by {@link begin}. */
  beginAll(): void {
    this.#roots = new SafeSet();
  }

  /** Puts a root before the walk; primitives are reported to the visitor at once. */
  begin(root: unknown): void {
    const state = this.#state;
    state.plainDescriptors = hasPlainDescriptors();
    this.#lastPrototype = undefined;
    this.#root = root;
    if (this.#roots !== undefined && ((typeof root === 'object' && root !== null) || typeof root === 'function'))
      this.#roots.add(root);
    state.references?.resume(NO_OWNER);
    state.value(root, false);
    state.shallow = this.#options.deep === false;
  }

  /**
   * Visits up to `limit` objects, or reads sixteen times as many entries of wide containers.
   *
   * @returns true when nothing is left to visit, or when a limit ended the walk.
   */
  step(limit: number): boolean {
    const state = this.#state;
    const { stack, visitor, references } = state;
    const readers = this.#readers;
    let left = limit;
    const maxObjects = this.#options.maxObjects ?? Infinity;
    for (;;) {
      const height = state.top;
      const reader = readers.length > 0 ? readers[readers.length - 1] : undefined;
      if (reader !== undefined && reader.height === height) {
        if (left <= 0) return false;
        left -= SLICE / 16;
        if (reader.advance(state)) this.#leave(reader);
        continue;
      }
      if (height === 0) return true;
      if (left-- <= 0) return false;
      if (state.objects >= maxObjects) return this.#stop('maxObjects');
      const next = stack[height - 1];
      state.top = height - 1;
      if (references !== undefined) references.visit(height - 1);
      if (seesProxies) this.#visit(next);
      else this.#visitGuarded(next);
      if (visitor.isEnough()) return state.top === 0 && readers.length === 0 ? true : this.#stop('maxBytes');
    }
  }

  #stop(by: 'maxObjects' | 'maxBytes'): true {
    this.#stoppedBy = by;
    this.#state.top = 0;
    this.#readers.length = 0;
    return true;
  }

  #visit(value: object): void {
    const { isIgnored } = this.#options;
    const isRoot = value === this.#root || (this.#roots !== undefined && this.#roots.has(value));
    if (isIgnored !== undefined && !isRoot && isIgnored(value)) return;
    if (brands.isProxy(value)) {
      if (isRoot || value !== globalThis) this.#visitProxy(value);
      return;
    }
    if (typeof value === 'function') {
      if (isRoot || !(isRealmObject(value) || isUnmeteredBySelf(value))) this.#visitFunction(value);
      return;
    }
    const prototype = js.getPrototypeOf(value);
    let info: ClassInfo;
    if (prototype === this.#lastPrototype) {
      info = this.#lastInfo;
    } else {
      info = classInfoOf(value, prototype);
      this.#lastPrototype = prototype;
      this.#lastInfo = info;
    }
    if (info.unmetered && !isRoot) return;
    if (js.isArray(value)) {
      if ((info.isPlainObject || prototype === null) && !isRoot && (isRealmObject(value) || isForeignPrototype(value)))
        return;
      this.#visitArray(value, info);
      return;
    }
    let kind = info.kind;
    if (kind === Kind.ordinary) {
      if (!js.isView(value)) {
        this.#visitOrdinary(value, info, isRoot);
        return;
      }
      kind = kindOf(value);
    } else if (
      kind !== Kind.named &&
      (kind === Kind.array || kind === Kind.typedArray || kind === Kind.dataView || !isOfKind(value, kind))
    ) {
      kind = kindOf(value);
      if (kind === Kind.ordinary) {
        this.#visitOrdinary(value, info, isRoot);
        return;
      }
    }
    this.#visitBuiltIn(value, kind, info, isRoot);
  }

  /** Where a Proxy cannot be distinguished from its target, one that throws gives itself away. */
  #visitGuarded(value: object): void {
    try {
      this.#visit(value);
    } catch {
      this.#visitProxy(value);
    }
  }

  #visitProxy(value: object): void {
    const state = this.#state;
    state.objects++;
    state.visitor.object(value, Kind.proxy, proxyInfo, state.reset());
    state.hidden(value, 'proxy-targets', 'Proxy');
  }

  #visitOrdinary(value: object, info: ClassInfo, isRoot: boolean): void {
    const state = this.#state;
    const { shapes } = state;
    const names = js.getOwnPropertyNames(value);
    const symbols = js.getOwnPropertySymbols(value);
    const shape = shapes.shapeOf(info, names, symbols.length);
    const { indices } = shapes;
    if (symbols.length > 0 || (indices === 0 ? shape.mayBeBuiltIn : mayBeBuiltIn(names[0]))) {
      // Few objects get here: empty ones, and those whose first name is one that built-in objects have.
      const kind = kindOf(value);
      if (!isRoot && (isRealmObject(value) || isForeignPrototype(value) || isUnmeteredBySelf(value))) return;
      if (kind !== Kind.ordinary) {
        this.#visitBuiltIn(value, kind, info, isRoot);
        return;
      }
    } else if (!isRoot && !info.isPlainObject && info.constructorFunction === undefined && isRealmObject(value)) {
      return;
    }
    if (shape.hasGlobalThis && isGlobalObject(value)) {
      this.#visitGlobal(value, isRoot);
      return;
    }
    const facts = state.reset();
    facts.shape = shape;
    facts.names = names;
    facts.symbols = symbols;
    facts.indices = indices;
    if (indices > 0) facts.lastIndex = +names[indices - 1];
    readOwn(state, value, info.isPlainObject, shape.hasStack, facts);
    state.objects++;
    state.visitor.object(value, Kind.ordinary, info, facts);
    if (info.hidesFields || state.reveal !== undefined) state.privateFields(value, info, names);
    if (info.isHost) state.hidden(value, 'host-objects', info.name);
  }

  #visitBuiltIn(value: object, kind: Kind, info: ClassInfo, isRoot: boolean): void {
    if (kind === Kind.global) {
      this.#visitGlobal(value, isRoot);
      return;
    }
    // A loaded module is the program's and not the value's.
    if (!isRoot && (kind === Kind.moduleNamespace || isRealmObject(value))) return;
    if (kind === Kind.map || kind === Kind.set) this.#visitCollection(value, kind, info);
    else this.#visitOther(value, kind, info);
  }

  #visitOther(value: object, kind: Kind, info: ClassInfo): void {
    const state = this.#state;
    const facts = state.reset();
    readBuiltIn(state, value, kind, info, facts, this.#options.maxOnHeapBytes);
    if ((kind === Kind.weakMap || kind === Kind.weakSet) && state.reveal?.entriesOf !== undefined)
      facts.length = state.reveal.entriesOf(value) ?? 0;
    state.objects++;
    state.visitor.object(value, kind, info, facts);
    const hidden = hiddenStateOf(kind, info);
    if (hidden !== undefined) state.hidden(value, hidden, kind === Kind.moduleNamespace ? 'Module' : info.name);
    if (info.hidesFields || (state.reveal !== undefined && isDescribedSafely(kind, info)))
      state.privateFields(value, info);
  }

  #visitFunction(value: object): void {
    const state = this.#state;
    const facts = state.reset();
    const hidden = readFunction(state, value, facts);
    state.objects++;
    state.visitor.object(value, Kind.function, functionInfo, facts);
    const info = subclassInfoOf(value);
    // To describe a function, the inspector would make the `prototype` that V8 makes when it is first read.
    if ((info !== undefined && info.privateSlots > 0) || (state.reveal !== undefined && facts.variant !== 1))
      state.privateFields(value, info ?? functionInfo);
    if (facts.variant === 2 && readClassSource(value).staticPrivate)
      state.hidden(value, 'private-fields', functionInfo.name);
    if (hidden !== undefined) state.hidden(value, hidden, functionInfo.name);
  }

  /** A global object is a boundary; as a root it is one object, of which nothing is read. See boundary.ts. */
  #visitGlobal(value: object, isRoot: boolean): void {
    if (!isRoot) return;
    const state = this.#state;
    state.objects++;
    state.visitor.object(value, Kind.global, globalInfo, state.reset());
    state.hidden(value, 'host-objects', globalInfo.name);
  }

  #visitArray(value: readonly unknown[], info: ClassInfo): void {
    const state = this.#state;
    const { length } = value;
    state.objects++;
    const { sampler } = this.#options;
    const isSampled = sampler !== undefined && length > sampler.above;
    const isDense = (isSampled || length > SLICE) && !isMostlyHoles(value);
    if (isSampled && isDense) {
      const facts = state.reset();
      facts.length = length;
      const items = sampler.array(length, (index) => elementAt(value, index, info));
      if (items.length > 0) describeSample(items, state.smiShift, facts);
      this.#finishArray(value, info, facts, this.#lastPrototype);
      return;
    }
    if (length > SLICE && isDense) {
      const facts = new ObjectFacts();
      facts.length = length;
      this.#readers[this.#readers.length] = new SliceReader(state, value, Kind.array, info, facts);
      return;
    }
    const facts = state.reset();
    facts.length = length;
    if (length > SLICE) readSparseArray(state, value, facts);
    else if (length > 0) readElements(state, value, 0, length, info, facts);
    this.#finishArray(value, info, facts, this.#lastPrototype);
  }

  #finishArray(
    value: readonly unknown[],
    info: ClassInfo,
    facts: ObjectFacts,
    prototype: object | null | undefined,
  ): void {
    const state = this.#state;
    readBesideElements(state, value, info, prototype === Array.prototype, facts);
    state.visitor.object(value, Kind.array, info, facts);
    if (info.hidesFields || state.reveal !== undefined) state.privateFields(value, info);
  }

  #visitCollection(value: object, kind: Kind, info: ClassInfo): void {
    const state = this.#state;
    const facts = state.reset();
    readOwnProperties(state, value, kind, info, facts);
    const size = kind === Kind.map ? js.mapSize(value) : js.setSize(value);
    facts.length = size;
    state.objects++;
    state.visitor.object(value, kind, info, facts);
    // The inspector lists all entries of a collection that it describes, so a large one is asked about only if its
    // class says so.
    if (info.hidesFields || (state.reveal !== undefined && size <= SLICE)) state.privateFields(value, info);
    if (size === 0 || state.shallow) return;
    const { sampler } = this.#options;
    if (sampler !== undefined && size > sampler.above) {
      const iterator = kind === Kind.map ? js.mapEntries(value) : js.setValues(value);
      sampler.entries(size, () => {
        if (kind === Kind.map) {
          const entry = js.nextOfMap(iterator);
          return entry.done ? undefined : entry.value;
        }
        const member = js.nextOfSet(iterator);
        return member.done ? undefined : [member.value];
      });
      return;
    }
    const from = state.top;
    if (size > (this.#options.atOnce ?? AT_ONCE)) {
      this.#readers[this.#readers.length] = new SliceReader(state, value, kind, info, facts);
      return;
    }
    const { references } = state;
    references?.startRun(false);
    let at = 0;
    if (kind === Kind.map) {
      js.mapForEach(value, (item, key) => {
        if (references !== undefined) announce(references, Step.mapKey, at);
        state.value(key, false);
        if (references !== undefined) announce(references, Step.mapValue, at++);
        // Data, as what an array holds: equal strings of any length are seldom one.
        state.value(item, true);
      });
    } else {
      js.setForEach(value, (item) => {
        if (references !== undefined) announce(references, Step.setMember, at++);
        state.value(item, false);
      });
    }
    state.reverseFrom(from);
  }

  /** A wide container was read to its end. */
  #leave(reader: SliceReader): void {
    this.#readers.length--;
    this.#kept = reader;
    // Maps and Sets were reported before their entries, arrays are reported now that their elements are known.
    if (reader.kind !== Kind.array) return;
    reader.resume(this.#state);
    this.#finishArray(reader.target as unknown[], reader.info, reader.facts, js.getPrototypeOf(reader.target));
  }
}
