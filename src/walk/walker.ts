/**
 * The walk over what belongs to a value: one explicit stack, one set of visited objects, one visitor. It reads own data
 * and runs no code of the program: no getter, no trap, no iterator that a class overrides.
 *
 * Children are stacked in reverse, so objects are visited in the order in which code usually made them; the weigher
 * relies on that when it follows how a field's representation changes. What is wide is read by a cursor (cursor.ts).
 */
import { isForeignPrototype, isRealmObject } from './boundary.ts';
import { bareInfo, ClassInfo, classInfoOf, isUnmeteredBySelf } from '../inspect/class-info.ts';
import { Cursor, reverseFrom, SLICE } from './slice-reader.ts';
import { Frontier } from './walk-state.ts';
import type { Reveal } from './walk-state.ts';
import * as js from '../platform/intrinsics.ts';
import { brands, isGlobalObject, isOfKind, Kind, kindOf, seesProxies } from '../inspect/kinds.ts';
import { isTelltale } from '../inspect/own-names.ts';
import {
  describeSample,
  elementAt,
  isMostlyHoles,
  readBesideElements,
  readElements,
  readSparseArray,
} from '../inspect/read-array.ts';
import { readOwnProperties, visitBuiltIn } from '../inspect/read-built-in.ts';
import type { Sampler } from './sampler.ts';
import { visitFunction } from '../inspect/read-function.ts';
import { hasPlainDescriptors, readOwn } from '../inspect/read-properties.ts';
import { bareList } from '../platform/safe-collections.ts';
import { ObjectFacts } from './visitor.ts';
import type { Visitor } from './visitor.ts';

/** What a walk leaves out, besides the realm's own objects. */
export interface WalkOptions {
  /** True for an object that is not to be counted nor walked into. Never asked about the root. */
  readonly isIgnored?: ((value: object) => boolean) | undefined;
  /** Bits by which a number must survive shifting to be a small integer: 0 for 32-bit Smis, 1 for 31-bit. */
  readonly smiShift: number;
  /** Up to this many bytes a typed array may keep its data in itself. */
  readonly maxOnHeapBytes: number;
  /** Objects to visit at most. */
  readonly maxObjects?: number | undefined;
  /** Entries of a Map or Set to read at once; a walk that is done in slices wants few. */
  readonly atOnce?: number | undefined;
  /** False to look at the roots alone: nothing they refer to is told or visited. */
  readonly deep?: boolean | undefined;
  /** Chooses from huge containers instead of reading all of them. */
  readonly sampler?: Sampler | undefined;
  /** Extra references of an object that only the platform's tools can see. */
  readonly reveal?: Reveal | undefined;
}

/** Maps and Sets up to this size are read at once, which is quicker than by a cursor. */
const AT_ONCE = 1 << 16;

const NO_OPTIONS: WalkOptions = { smiShift: 0, maxOnHeapBytes: 0 };

const proxyInfo = new ClassInfo();
proxyInfo.name = 'Proxy';

/** Global objects have no class in common: what they inherit from is up to the platform. */
const globalInfo = new ClassInfo();
globalInfo.kind = Kind.global;
globalInfo.name = 'global';

/** Walks what belongs to one or more roots. */
export class Walker {
  readonly #frontier: Frontier;
  #options: WalkOptions = NO_OPTIONS;
  readonly #cursors: Cursor[] = bareList();
  /** One cursor outlives the walk, and with it the hidden class of cursors, to which optimised code refers weakly. */
  #kept: Cursor | undefined = undefined;
  #lastPrototype: object | null | undefined = undefined;
  #lastInfo: ClassInfo = bareInfo;
  #root: unknown = undefined;
  #stoppedBy: 'maxObjects' | 'maxBytes' | undefined = undefined;

  constructor(visitor: Visitor) {
    this.#frontier = new Frontier(visitor);
  }

  /** Makes ready for a walk; a walker can be used again once {@link end} was called. */
  start(options: WalkOptions): void {
    this.#options = options;
    this.#stoppedBy = undefined;
    this.#frontier.begin(options.smiShift, options.reveal);
  }

  /** Forgets which objects were met, and goes on counting. */
  forget(): void {
    this.#frontier.forget();
  }

  /** Lets go of everything that the walk has met. */
  end(): void {
    this.#options = NO_OPTIONS;
    this.#root = undefined;
    this.#lastPrototype = undefined;
    this.#lastInfo = bareInfo;
    if (this.#cursors.length > 0) this.#cursors.length = 0;
    this.#frontier.end();
    this.#kept?.strip(this.#frontier.reset());
  }

  /** Objects visited so far. */
  get objects(): number {
    return this.#frontier.objects;
  }

  /** Which limit ended the walk, if one did. */
  get stoppedBy(): 'maxObjects' | 'maxBytes' | undefined {
    return this.#stoppedBy;
  }

  /** Puts a root before the walk; primitives are told to the visitor at once. */
  begin(root: unknown): void {
    const frontier = this.#frontier;
    frontier.plainDescriptors = hasPlainDescriptors();
    this.#lastPrototype = undefined;
    this.#root = root;
    frontier.value(root, false);
    frontier.shallow = this.#options.deep === false;
  }

  /**
   * Visits up to `limit` objects, or reads sixteen times as many entries of wide containers.
   *
   * @returns true when nothing is left to visit, or when a limit ended the walk.
   */
  step(limit: number): boolean {
    const frontier = this.#frontier;
    const { stack, visitor } = frontier;
    const cursors = this.#cursors;
    let left = limit;
    const maxObjects = this.#options.maxObjects ?? Infinity;
    for (;;) {
      const height = frontier.top;
      const cursor = cursors.length > 0 ? cursors[cursors.length - 1] : undefined;
      if (cursor !== undefined && cursor.height === height) {
        if (left <= 0) return false;
        left -= SLICE / 16;
        if (cursor.advance(frontier)) this.#leave(cursor);
        continue;
      }
      if (height === 0) return true;
      if (left-- <= 0) return false;
      if (frontier.objects >= maxObjects) return this.#stop('maxObjects');
      const next = stack[height - 1];
      frontier.top = height - 1;
      if (seesProxies) this.#visit(next);
      else this.#visitGuarded(next);
      if (visitor.isEnough()) return frontier.top === 0 && cursors.length === 0 ? true : this.#stop('maxBytes');
    }
  }

  #stop(by: 'maxObjects' | 'maxBytes'): true {
    this.#stoppedBy = by;
    this.#frontier.top = 0;
    this.#cursors.length = 0;
    return true;
  }

  #visit(value: object): void {
    const { isIgnored } = this.#options;
    const isRoot = value === this.#root;
    if (isIgnored !== undefined && !isRoot && isIgnored(value)) return;
    if (brands.isProxy(value)) {
      if (isRoot || value !== globalThis) this.#visitProxy(value);
      return;
    }
    if (typeof value === 'function') {
      if (isRoot || !(isRealmObject(value) || isUnmeteredBySelf(value))) visitFunction(this.#frontier, value);
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
      if ((info.isRecord || prototype === null) && !isRoot && (isRealmObject(value) || isForeignPrototype(value)))
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

  /** Where a Proxy cannot be told from its target, one that throws gives itself away. */
  #visitGuarded(value: object): void {
    try {
      this.#visit(value);
    } catch {
      this.#visitProxy(value);
    }
  }

  #visitProxy(value: object): void {
    const frontier = this.#frontier;
    frontier.objects++;
    frontier.visitor.object(value, Kind.proxy, proxyInfo, frontier.reset());
    frontier.hidden(value, 'Proxy targets', 'Proxy');
  }

  #visitOrdinary(value: object, info: ClassInfo, isRoot: boolean): void {
    const frontier = this.#frontier;
    const { shapes } = frontier;
    const names = js.getOwnPropertyNames(value);
    const symbols = js.getOwnPropertySymbols(value);
    const shape = shapes.shapeOf(info, names, symbols.length);
    const { indices } = shapes;
    if (symbols.length > 0 || (indices === 0 ? shape.isTelltale : isTelltale(names[0]))) {
      // Few objects get here: empty ones, and those whose first name is one that built-in objects have.
      const kind = kindOf(value);
      if (!isRoot && (isRealmObject(value) || isForeignPrototype(value) || isUnmeteredBySelf(value))) return;
      if (kind !== Kind.ordinary) {
        this.#visitBuiltIn(value, kind, info, isRoot);
        return;
      }
    } else if (!isRoot && !info.isRecord && info.constructorFunction === undefined && isRealmObject(value)) {
      return;
    }
    if (shape.hasGlobalThis && isGlobalObject(value)) {
      this.#visitGlobal(value, isRoot);
      return;
    }
    const facts = frontier.reset();
    facts.shape = shape;
    facts.names = names;
    facts.symbols = symbols;
    facts.indices = indices;
    if (indices > 0) facts.lastIndex = +names[indices - 1];
    readOwn(frontier, value, info.isRecord, shape.hasStack, facts);
    frontier.objects++;
    frontier.visitor.object(value, Kind.ordinary, info, facts);
    if (info.privateSlots > 0) frontier.hidden(value, 'private fields', info.name);
    if (info.isHost) frontier.hidden(value, 'host objects', info.name);
  }

  #visitBuiltIn(value: object, kind: Kind, info: ClassInfo, isRoot: boolean): void {
    if (kind === Kind.global) {
      this.#visitGlobal(value, isRoot);
      return;
    }
    // A loaded module is the program's and not the value's.
    if (!isRoot && (kind === Kind.moduleNamespace || isRealmObject(value))) return;
    if (kind === Kind.map || kind === Kind.set) this.#visitCollection(value, kind, info);
    else visitBuiltIn(this.#frontier, value, kind, info, this.#options.maxOnHeapBytes);
  }

  /** A global object is a boundary; as a root it is one object, of which nothing is read. See boundary.ts. */
  #visitGlobal(value: object, isRoot: boolean): void {
    if (!isRoot) return;
    const frontier = this.#frontier;
    frontier.objects++;
    frontier.visitor.object(value, Kind.global, globalInfo, frontier.reset());
    frontier.hidden(value, 'host objects', globalInfo.name);
  }

  #visitArray(value: readonly unknown[], info: ClassInfo): void {
    const frontier = this.#frontier;
    const { length } = value;
    frontier.objects++;
    const { sampler } = this.#options;
    const isSampled = sampler !== undefined && length > sampler.above;
    const isDense = (isSampled || length > SLICE) && !isMostlyHoles(value);
    if (isSampled && isDense) {
      const facts = frontier.reset();
      facts.length = length;
      const items = sampler.array(length, (index) => elementAt(value, index, info));
      if (items.length > 0) describeSample(items, frontier.smiShift, facts);
      this.#finishArray(value, info, facts, this.#lastPrototype);
      return;
    }
    if (length > SLICE && isDense) {
      const facts = new ObjectFacts();
      facts.length = length;
      this.#cursors[this.#cursors.length] = new Cursor(value, Kind.array, info, facts, frontier.top);
      return;
    }
    const facts = frontier.reset();
    facts.length = length;
    if (length > SLICE) readSparseArray(frontier, value, facts);
    else if (length > 0) readElements(frontier, value, 0, length, info, facts);
    this.#finishArray(value, info, facts, this.#lastPrototype);
  }

  #finishArray(
    value: readonly unknown[],
    info: ClassInfo,
    facts: ObjectFacts,
    prototype: object | null | undefined,
  ): void {
    const frontier = this.#frontier;
    readBesideElements(frontier, value, info, prototype === Array.prototype, facts);
    frontier.visitor.object(value, Kind.array, info, facts);
    if (info.privateSlots > 0) frontier.hidden(value, 'private fields', info.name);
  }

  #visitCollection(value: object, kind: Kind, info: ClassInfo): void {
    const frontier = this.#frontier;
    const facts = frontier.reset();
    readOwnProperties(frontier, value, kind, info, facts);
    const size = kind === Kind.map ? js.mapSize(value) : js.setSize(value);
    facts.length = size;
    frontier.objects++;
    frontier.visitor.object(value, kind, info, facts);
    if (info.privateSlots > 0) frontier.hidden(value, 'private fields', info.name);
    if (size === 0 || frontier.shallow) return;
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
    const from = frontier.top;
    if (size > (this.#options.atOnce ?? AT_ONCE)) {
      this.#cursors[this.#cursors.length] = new Cursor(value, kind, info, facts, from);
      return;
    }
    if (kind === Kind.map) {
      js.mapForEach(value, (item, key) => {
        frontier.value(key, false);
        frontier.value(item, false);
      });
    } else {
      js.setForEach(value, (item) => frontier.value(item, false));
    }
    reverseFrom(frontier, from);
  }

  /** A wide container was read to its end. */
  #leave(cursor: Cursor): void {
    this.#cursors.length--;
    this.#kept = cursor;
    // Maps and Sets were told before their entries, arrays are told now that their elements are known.
    if (cursor.kind === Kind.array)
      this.#finishArray(cursor.target as unknown[], cursor.info, cursor.facts, js.getPrototypeOf(cursor.target));
  }
}
