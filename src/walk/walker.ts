/**
 * The walk over what belongs to a value: one explicit stack, one set of visited objects, one visitor. It reads own data
 * and runs no code of the program: no getter, no trap, no iterator that a class overrides.
 *
 * Children are pushed in reverse, so objects are visited in the order in which code usually made them; the weigher
 * relies on that when it follows how a field's representation changes. Wide containers are read in slices
 * (slice-reader.ts), Maps and Sets by visit-collection.ts.
 */
import { isOtherBuiltIn, isRealmObject } from './boundary.ts';
import { hostNames } from '../inspect/host-names.ts';
import { classInfoOf, isUnmeteredBySelf, nullPrototypeInfo } from '../inspect/class-info.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import { knownReaderOf } from './known-reader.ts';
import type { KnownReader } from './known-reader.ts';
import { NO_OWNER } from './reference-tracker.ts';
import type { ReferenceTracker } from './reference-tracker.ts';
import { SliceReader } from './slice-reader.ts';
import { SLICE } from './slice-size.ts';
import { NO_OPTIONS } from './walk-options.ts';
import type { ObjectLinks, WalkOptions } from './walk-options.ts';
import { WalkState } from './walk-state.ts';
import * as js from '../platform/intrinsics.ts';
import { min } from '../platform/math.ts';
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
import { mayHideBuffer, readBuiltIn } from '../inspect/read-built-in.ts';
import { globalInfo, proxyInfo } from '../inspect/read-object.ts';
import { hasPlainDescriptors, readOwn, readPlain } from '../inspect/read-properties.ts';
import { nullPrototypeList, SafeSet } from '../platform/safe-collections.ts';
import { ObjectFacts } from '../inspect/object-facts.ts';
import { visitCollection } from './visit-collection.ts';
import { visitFunction } from './visit-function.ts';
import type { Visitor } from './visitor.ts';

/** Walks what belongs to one or more roots. */
export class Walker {
  readonly #state: WalkState;
  #options: WalkOptions = NO_OPTIONS;
  readonly #readers: SliceReader[] = nullPrototypeList();
  /** One reader is kept after the walk, and its hidden class with it, to which optimised code refers weakly. */
  #kept: SliceReader | undefined = undefined;
  #lastPrototype: object | null | undefined = undefined;
  #lastInfo: ClassInfo = nullPrototypeInfo;
  #root: unknown = undefined;
  #roots: Set<object> | undefined = undefined;
  #stoppedBy: 'maxObjects' | 'maxBytes' | undefined = undefined;
  /** With facts of the engine: the hidden classes that were met. */
  #known: KnownReader | undefined = undefined;
  #ownKnown: KnownReader | undefined = undefined;

  /** `references`, if given, receives every reference between objects, and numbers the objects. */
  constructor(visitor: Visitor, references?: ReferenceTracker) {
    this.#state = new WalkState(visitor, references);
  }

  /** Prepares for a walk; a walker can be used again after {@link end}. */
  start(options: WalkOptions): void {
    this.#options = options;
    this.#stoppedBy = undefined;
    this.#state.begin(options);
    this.#known = knownReaderOf(options, this.#state, this.#ownKnown);
    this.#ownKnown ??= this.#known;
  }

  /** Forgets which objects were met, but keeps the count. */
  forget(): void {
    this.#state.forget();
  }

  /** Drops all references to the walk's objects. */
  end(): void {
    this.#options = NO_OPTIONS;
    if (this.#known !== undefined) this.#known.forget();
    this.#known = undefined;
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

  /** Prepares for several roots, each to be passed to {@link begin}. */
  beginAll(): void {
    this.#roots = new SafeSet();
  }

  /** Adds a root; primitives are reported to the visitor at once. */
  begin(root: unknown): void {
    const state = this.#state;
    state.plainDescriptors = hasPlainDescriptors();
    this.#lastPrototype = undefined;
    this.#root = root;
    if (this.#roots !== undefined && ((typeof root === 'object' && root !== null) || typeof root === 'function'))
      this.#roots.add(root);
    state.references?.resume(NO_OWNER);
    state.value(root, false);
    const skipsSome = state.skippedNames !== undefined || this.#options.links !== undefined;
    state.isPlain = state.plainDescriptors && !skipsSome;
  }

  /**
   * Prepares for {@link visitOnly}: of what the objects refer to, only those that `accepts` returns true for are
   * visited.
   */
  beginEach(accepts: (value: object) => boolean): void {
    const state = this.#state;
    state.plainDescriptors = hasPlainDescriptors();
    state.visited.restrict(accepts);
  }

  /** Visits one object of many that are all to be visited, without a set of those that were met. */
  visitOnly(value: object): void {
    const state = this.#state;
    this.#root = value;
    state.stack[state.top++] = value;
    this.#advance(Infinity);
  }

  /**
   * Visits up to `limit` objects, or reads sixteen times as many entries of wide containers.
   *
   * @returns true when nothing is left to visit, or a limit ended the walk.
   */
  step(limit: number): boolean {
    // The program may have run since the last step.
    if (this.#known !== undefined) this.#known.forget();
    return this.#advance(limit);
  }

  #advance(limit: number): boolean {
    const state = this.#state;
    const { stack, visitor, references } = state;
    const readers = this.#readers;
    const known = this.#known;
    let left = limit;
    const maxObjects = this.#options.maxObjects ?? Infinity;
    for (;;) {
      const height = state.top;
      const reader = readers.length > 0 ? readers[readers.length - 1] : undefined;
      if (reader !== undefined && reader.height === height) {
        if (left <= 0) return false;
        left -= state.slice / 16;
        if (reader.advance(state)) this.#leave(reader);
        continue;
      }
      if (height === 0) return true;
      if (left-- <= 0) return false;
      const most = min(left + 1, maxObjects - state.objects);
      if (most <= 0) return this.#stop('maxObjects');
      const count = known === undefined ? 0 : known.visitRun(reader === undefined ? 0 : reader.height, most);
      if (count > 0) {
        left -= count - 1;
      } else {
        state.top = height - 1;
        if (references !== undefined) references.visit(height - 1);
        if (seesProxies) this.#visit(stack[height - 1]);
        else this.#visitGuarded(stack[height - 1]);
      }
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
      if (isRoot || !(isRealmObject(value) || isUnmeteredBySelf(value))) visitFunction(this.#state, value);
      return;
    }
    const prototype = js.getPrototypeOf(value);
    let info: ClassInfo;
    if (prototype === this.#lastPrototype) {
      info = this.#lastInfo;
    } else {
      info = classInfoOf(value, prototype);
      // Objects of two classes often alternate, and arrays and plain objects need no lookup.
      if (!info.needsNoLookup) {
        this.#lastPrototype = prototype;
        this.#lastInfo = info;
      }
    }
    if (info.unmetered && !isRoot) return;
    if (js.isArray(value)) {
      if ((info.isPlainObject || prototype === null) && !isRoot && (isRealmObject(value) || isOtherBuiltIn(value)))
        return;
      this.#visitArray(value, info, prototype);
      return;
    }
    let kind = info.kind;
    if (kind === Kind.ordinary) {
      if (!js.isView(value)) {
        this.#visitOrdinary(value, info, isRoot);
        return;
      }
      kind = kindOf(value);
    } else if (kind !== Kind.named && !isOfKind(value, kind)) {
      kind = kindOf(value);
      if (kind === Kind.ordinary) {
        this.#visitOrdinary(value, info, isRoot);
        return;
      }
    }
    this.#visitBuiltIn(value, kind, info, isRoot);
  }

  /** Where a Proxy cannot be distinguished from its target, an object that throws must be a Proxy. */
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
    const names = info.isHost ? hostNames(value) : js.getOwnPropertyNames(value);
    const symbols = js.getOwnPropertySymbols(value);
    const shape = state.shapes.shapeOf(info, names, symbols.length);
    const { indices } = state.shapes;
    if (symbols.length > 0 || (indices === 0 ? shape.mayBeBuiltIn : mayBeBuiltIn(names[0]))) {
      // Few objects get here: empty ones, and those whose first name is one that built-in objects have.
      const kind = kindOf(value);
      if (!isRoot && (isRealmObject(value) || isOtherBuiltIn(value) || isUnmeteredBySelf(value))) return;
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
    if (symbols.length > 0) facts.symbols = symbols;
    // The list that the shape keeps is an old object: storing a new one in `facts` would make V8 remember the slot.
    facts.names = indices === 0 && shape.from === 0 ? shape.names : names;
    if (indices > 0) {
      facts.indices = indices;
      facts.lastIndex = +names[indices - 1];
    }
    state.engineReader?.askAboutObject(state.engine!, value, facts);
    if (indices === 0 && symbols.length === 0 && state.isPlain && !shape.hasStack) {
      if (state.references === undefined) readPlain(state, value, info.isPlainObject, facts);
      else state.references.read(state, value, info.isPlainObject, facts);
    } else if (this.#options.links === undefined) readOwn(state, value, info.isPlainObject, shape.hasStack, facts);
    else this.#readLinked(this.#options.links, value, info, facts);
    if (info.isPlainObject) state.engineReader?.askAboutSlots(state.engine!, value, facts);
    state.objects++;
    state.visitor.object(value, Kind.ordinary, info, facts);
    if (this.#known !== undefined) this.#known.learnObject(value, info, shape, facts);
    if (info.hidesFields || state.reveal !== undefined) state.privateFields(value, info, names);
    if (info.isHost) state.hidden(value, 'host-objects', info.name);
  }

  #readLinked(links: ObjectLinks, value: object, info: ClassInfo, facts: ObjectFacts): void {
    const state = this.#state;
    state.skippedNames = links.skippedIn(value);
    readOwn(state, value, info.isPlainObject, true, facts);
    state.skippedNames = this.#options.skippedNames;
    state.others(links.othersIn(value));
  }

  #visitBuiltIn(value: object, kind: Kind, info: ClassInfo, isRoot: boolean): void {
    if (kind === Kind.global) {
      this.#visitGlobal(value, isRoot);
      return;
    }
    // A loaded module belongs to the program and not to the value.
    if (!isRoot && (kind === Kind.moduleNamespace || isRealmObject(value))) return;
    if (kind === Kind.map || kind === Kind.set) {
      const reader = visitCollection(this.#state, value, kind, info, this.#options);
      if (reader !== undefined) this.#readers[this.#readers.length] = reader;
    } else {
      this.#visitOther(value, kind, info);
    }
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
    if (kind === Kind.typedArray && mayHideBuffer(value, this.#options.maxOnHeapBytes))
      state.hidden(value, 'view-buffers', info.name);
    if (info.hidesFields || (state.reveal !== undefined && isDescribedSafely(kind, info)))
      state.privateFields(value, info);
  }

  /** A global object is a boundary; as a root it is one object whose properties are not read. See boundary.ts. */
  #visitGlobal(value: object, isRoot: boolean): void {
    if (!isRoot) return;
    const state = this.#state;
    state.objects++;
    state.visitor.object(value, Kind.global, globalInfo, state.reset());
    state.hidden(value, 'host-objects', globalInfo.name);
  }

  #visitArray(value: readonly unknown[], info: ClassInfo, prototype: object | null): void {
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
      this.#finishArray(value, info, facts, prototype);
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
    this.#finishArray(value, info, facts, prototype);
  }

  #finishArray(value: readonly unknown[], info: ClassInfo, facts: ObjectFacts, prototype: object | null): void {
    const state = this.#state;
    state.engineReader?.askAboutArray(state.engine!, value, facts);
    readBesideElements(state, value, info, prototype === Array.prototype, facts);
    state.visitor.object(value, Kind.array, info, facts);
    if (this.#known !== undefined && prototype === Array.prototype) this.#known.learnArray(value, info, facts);
    if (info.hidesFields || state.reveal !== undefined) state.privateFields(value, info);
  }

  /** Completes a wide container that was read to its end. */
  #leave(reader: SliceReader): void {
    this.#readers.length--;
    this.#kept = reader;
    // Maps and Sets were reported before their entries, arrays are reported now that their elements are known.
    if (reader.kind !== Kind.array) return;
    reader.resume(this.#state);
    this.#finishArray(reader.target as unknown[], reader.info, reader.facts, js.getPrototypeOf(reader.target));
  }
}
