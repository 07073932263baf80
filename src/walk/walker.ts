/**
 * The walk over what belongs to a value: one explicit stack, one set of visited objects, one visitor. It reads own data
 * and runs no code of the program: no getter, no trap, no iterator that a class overrides.
 *
 * Children are stacked in reverse, so objects are visited in the order in which code usually made them; the weigher
 * relies on that when it follows how a field's representation changes. What is wide is read by a cursor in slices,
 * because an array that every child is pushed onto ends the process at about 110 million entries.
 */
import { bareInfo, ClassInfo, classInfoOf, isArrayIndex, isUnmeteredBySelf } from './class-info.ts';
import { isRealmObject } from './boundary.ts';
import { extraNamesOf } from './extra-names.ts';
import { hiddenStateOf } from './hidden-state.ts';
import * as js from './intrinsics.ts';
import { brands, isOfKind, Kind, kindOf } from './kinds.ts';
import { isTelltale, namesBeyondIndices, noNamesOf, without } from './own-names.ts';
import { keepGeneric, readElement } from './read-element.ts';
import { VisitedSet } from './visited.ts';
import { Held, ObjectFacts } from './visitor.ts';
import type { HiddenKind, Visitor } from './visitor.ts';
import { bareList } from './safe-collections.ts';

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
  /** False to look at the roots alone: nothing they refer to is told or visited. */
  readonly deep?: boolean | undefined;
  /** Extra references of an object that only the platform's tools can see. */
  readonly reveal?: Reveal | undefined;
}

/** Shows state that JavaScript cannot reach. */
export interface Reveal {
  /** What the object refers to by its hidden state of one kind; undefined if this cannot be told. */
  referencesOf(value: object, kind: HiddenKind): readonly unknown[] | undefined;
}

/** Elements read at a time from a wide array, Map or Set. */
const SLICE = 4096;

/** A wide container that is being read, and how high the stack was when it last gave children. */
interface Cursor {
  readonly target: object;
  readonly kind: Kind;
  readonly info: ClassInfo;
  readonly facts: ObjectFacts;
  readonly iterator: unknown;
  next: number;
  height: number;
}

const proxyInfo = new ClassInfo();
proxyInfo.name = 'Proxy';
const functionInfo = new ClassInfo();
functionInfo.name = 'Function';

/** Walks what belongs to one or more roots. */
export class Walker {
  readonly #visitor: Visitor;
  readonly #options: WalkOptions;
  readonly #visited: VisitedSet;
  readonly #stack: object[] = bareList();
  readonly #cursors: Cursor[] = bareList();
  readonly #facts = new ObjectFacts();
  readonly #smiShift: number;
  /** Descriptors can be read by plain property access: `Object.prototype` has no fields of these names. */
  #plainDescriptors = true;
  #lastPrototype: object | null | undefined = undefined;
  #lastInfo: ClassInfo = bareInfo;
  #objects = 0;
  #shallow = false;
  #generic = false;
  #root: unknown = undefined;
  #stoppedBy: 'maxObjects' | 'maxBytes' | undefined = undefined;

  constructor(visitor: Visitor, options: WalkOptions, visited: VisitedSet = new VisitedSet()) {
    this.#visitor = visitor;
    this.#options = options;
    this.#visited = visited;
    this.#smiShift = options.smiShift;
  }

  /** Objects visited so far. */
  get objects(): number {
    return this.#objects;
  }

  /** Which limit ended the walk, if one did. */
  get stoppedBy(): 'maxObjects' | 'maxBytes' | undefined {
    return this.#stoppedBy;
  }

  /** Puts a root before the walk; primitives are told to the visitor at once. */
  begin(root: unknown): void {
    this.#plainDescriptors = hasPlainDescriptors();
    this.#lastPrototype = undefined;
    this.#root = root;
    this.#value(root, false);
    this.#shallow = this.#options.deep === false;
  }

  /**
   * Visits up to `limit` objects.
   *
   * @returns true when nothing is left to visit, or when a limit ended the walk.
   */
  step(limit: number): boolean {
    const stack = this.#stack;
    const cursors = this.#cursors;
    const visitor = this.#visitor;
    const end = this.#objects + limit;
    const maxObjects = this.#options.maxObjects ?? Infinity;
    for (;;) {
      const height = stack.length;
      const cursor = cursors.length > 0 ? cursors[cursors.length - 1] : undefined;
      if (cursor !== undefined && cursor.height === height) {
        this.#advance(cursor);
        continue;
      }
      if (height === 0) return true;
      if (this.#objects >= end) return false;
      if (this.#objects >= maxObjects) return this.#stop('maxObjects');
      const next = stack[height - 1];
      stack.length = height - 1;
      this.#visit(next);
      if (visitor.isEnough()) return stack.length === 0 && cursors.length === 0 ? true : this.#stop('maxBytes');
    }
  }

  #stop(by: 'maxObjects' | 'maxBytes'): true {
    this.#stoppedBy = by;
    this.#stack.length = 0;
    this.#cursors.length = 0;
    return true;
  }

  /** A value held somewhere: a leaf is told, an object is stacked unless it was met before. */
  #value(value: unknown, inRecord: boolean): void {
    if (this.#shallow) return;
    switch (typeof value) {
      case 'string':
        if (value.length > 0) this.#visitor.string(value, inRecord);
        break;
      case 'number':
        if (!js.isSmi(value, this.#smiShift)) this.#visitor.number(value);
        break;
      case 'object':
        if (value !== null && this.#visited.add(value)) this.#stack[this.#stack.length] = value;
        break;
      case 'function':
        if (this.#visited.add(value)) this.#stack[this.#stack.length] = value;
        break;
      case 'bigint':
        this.#visitor.bigint(value);
        break;
      case 'symbol':
        this.#visitor.symbol(value);
        break;
      default:
    }
  }

  #visit(value: object): void {
    const { isIgnored } = this.#options;
    const isRoot = value === this.#root;
    if (isIgnored !== undefined && !isRoot && isIgnored(value)) return;
    if (brands.isProxy(value)) {
      if (!isRoot && value === globalThis) return;
      this.#visitBare(value, Kind.proxy, proxyInfo);
      this.#hidden(value, 'Proxy targets', 'Proxy');
      return;
    }
    if (typeof value === 'function') {
      this.#visitFunction(value, isRoot);
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
      if ((info.isRecord || prototype === null) && !isRoot && isRealmObject(value)) return;
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
    } else if (kind !== Kind.named && (kind === Kind.array || kind === Kind.typedArray || kind === Kind.dataView || !isOfKind(value, kind))) {
      kind = kindOf(value);
      if (kind === Kind.ordinary) {
        this.#visitOrdinary(value, info, isRoot);
        return;
      }
    }
    // A loaded module is the program's and not the value's.
    if (!isRoot && (kind === Kind.moduleNamespace || isRealmObject(value))) return;
    this.#visitBuiltIn(value, kind, info);
  }

  #visitBare(value: object, kind: Kind, info: ClassInfo): void {
    const facts = this.#reset();
    this.#objects++;
    this.#visitor.object(value, kind, info, facts);
  }

  #reset(): ObjectFacts {
    const facts = this.#facts;
    facts.names = [];
    facts.symbols = [];
    facts.indices = facts.accessors = facts.smis = facts.doubles = facts.length = 0;
    facts.elementSmis = facts.elementDoubles = facts.elementOthers = facts.holes = 0;
    facts.sparse = false;
    facts.variant = 0;
    facts.firstElement = undefined;
    return facts;
  }

  #hidden(value: object, kind: HiddenKind, typeName: string): void {
    const revealed = this.#options.reveal?.referencesOf(value, kind);
    if (revealed === undefined) this.#visitor.hidden(kind, typeName);
    else for (let i = 0; i < revealed.length; i++) this.#value(revealed[i], false);
  }

  #visitOrdinary(value: object, info: ClassInfo, isRoot: boolean): void {
    const names = js.getOwnPropertyNames(value);
    const symbols = js.getOwnPropertySymbols(value);
    const count = names.length;
    if (count === 0 || symbols.length > 0 || isTelltale(names[0])) {
      // Few objects get here: empty ones, and those whose first name is one that built-in objects have.
      const kind = kindOf(value);
      if (!isRoot && (value === globalThis || isRealmObject(value) || isUnmeteredBySelf(value))) return;
      if (kind !== Kind.ordinary) {
        if (kind === Kind.moduleNamespace && !isRoot) return;
        this.#visitBuiltIn(value, kind, info);
        return;
      }
    } else if (!isRoot && !info.isRecord && (value === globalThis || (info.constructorFunction === undefined && isRealmObject(value)))) {
      return;
    }
    const facts = this.#reset();
    facts.names = names;
    facts.symbols = symbols;
    this.#readNamed(value, names, 0, info, facts);
    this.#objects++;
    this.#visitor.object(value, Kind.ordinary, info, facts);
    if (info.hasPrivateFields) this.#hidden(value, 'private fields', info.name);
    if (info.isHost) this.#hidden(value, 'host objects', info.name);
  }

  /** Reads the properties `names[from..]` and all of `facts.symbols`, and tells or stacks what they hold. */
  #readNamed(value: object, names: readonly string[], from: number, info: ClassInfo, facts: ObjectFacts): void {
    const { symbols } = facts;
    for (let i = symbols.length - 1; i >= 0; i--) this.#readProperty(value, symbols[i], info.isRecord, facts);
    const count = names.length;
    if (count === from) return;
    let indices = from;
    const first = js.charCodeAt(names[from], 0);
    if (first >= 48 && first <= 57) {
      while (indices < count && isArrayIndex(names[indices])) indices++;
      facts.indices = indices - from;
      if (indices > from) facts.lastIndex = Number(names[indices - 1]);
    }
    if (facts.held.length < count - indices) facts.held = new Uint8Array(2 * (count - indices));
    const { held } = facts;
    const visitor = this.#visitor;
    const visited = this.#visited;
    const stack = this.#stack;
    const { isRecord } = info;
    const shift = this.#smiShift;
    const shallow = this.#shallow;
    const plain = this.#plainDescriptors;
    for (let i = count - 1; i >= indices; i--) {
      const descriptor = js.getOwnPropertyDescriptor(value, names[i])!;
      // The program cannot run in between, so the property is still there.
      const isData = plain ? descriptor.value !== undefined : js.hasOwn(descriptor, 'value');
      let what = 0;
      if (isData) {
        const item = descriptor.value as unknown;
        switch (typeof item) {
          case 'string':
            if (item.length > 0 && !shallow) visitor.string(item, isRecord);
            break;
          case 'number':
            if (js.isSmi(item, shift)) {
              what = Held.smi;
              facts.smis++;
            } else {
              what = Held.double;
              facts.doubles++;
            }
            break;
          case 'object':
            if (item !== null && !shallow && visited.add(item)) stack[stack.length] = item;
            break;
          case 'function':
            if (!shallow && visited.add(item)) stack[stack.length] = item;
            break;
          default:
            this.#value(item, isRecord);
        }
      } else {
        this.#readAccessor(descriptor, facts);
      }
      held[i - indices] = what;
    }
    for (let i = indices - 1; i >= from; i--) this.#readElement(value, names[i], facts, isRecord);
  }

  #readProperty(value: object, key: PropertyKey, inRecord: boolean, facts: ObjectFacts): void {
    const descriptor = js.getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined) return;
    if (js.hasOwn(descriptor, 'value')) this.#value(descriptor.value, inRecord);
    else this.#readAccessor(descriptor, facts);
  }

  #readAccessor(descriptor: PropertyDescriptor, facts: ObjectFacts): void {
    if (!js.hasOwn(descriptor, 'get')) return;
    facts.accessors++;
    this.#value(descriptor.get, false);
    this.#value(descriptor.set, false);
  }

  /** Reads one element by descriptor, for holders that may have accessors among their elements. */
  #readElement(value: object, name: string | number, facts: ObjectFacts, inRecord: boolean): void {
    const descriptor = js.getOwnPropertyDescriptor(value, name);
    if (descriptor === undefined) {
      facts.holes++;
      return;
    }
    if (!js.hasOwn(descriptor, 'value')) {
      facts.elementOthers++;
      this.#readAccessor(descriptor, facts);
      return;
    }
    this.#element(descriptor.value, facts, inRecord);
  }

  #element(item: unknown, facts: ObjectFacts, inRecord: boolean): void {
    if (typeof item === 'number') {
      if (js.isSmi(item, this.#smiShift)) facts.elementSmis++;
      else facts.elementDoubles++;
      return;
    }
    facts.elementOthers++;
    this.#value(item, inRecord);
  }

  #visitArray(value: readonly unknown[], info: ClassInfo): void {
    const { length } = value;
    if (!this.#generic) {
      this.#generic = true;
      keepGeneric();
    }
    if (length > SLICE) {
      const facts = new ObjectFacts();
      facts.length = length;
      this.#objects++;
      if (isMostlyHoles(value)) {
        facts.sparse = true;
        this.#readSparse(value, info, facts);
      } else {
        this.#cursors[this.#cursors.length] = { target: value, kind: Kind.array, info, facts, iterator: undefined, next: 0, height: this.#stack.length };
      }
      return;
    }
    const facts = this.#reset();
    facts.length = length;
    if (length > 0) this.#readElements(value, 0, length, info, facts);
    this.#objects++;
    this.#finishArray(value, info, facts);
  }

  /** Reads elements `from` to `to - 1`, last first. */
  #readElements(value: readonly unknown[], from: number, to: number, info: ClassInfo, facts: ObjectFacts): void {
    if (!info.plainIndices) {
      for (let i = to - 1; i >= from; i--) this.#readElement(value, i, facts, true);
      return;
    }
    const getterOf = js.lookupGetter;
    const shift = this.#smiShift;
    let smis = 0;
    let doubles = 0;
    for (let i = to - 1; i >= from; i--) {
      // A third of a descriptor's price, and enough to know that reading runs nothing.
      if (getterOf.call(value as object, i) !== undefined) {
        this.#readElement(value, i, facts, true);
        continue;
      }
      const item = readElement(value, i);
      if (typeof item === 'number') {
        if (js.isSmi(item, shift)) smis++;
        else doubles++;
      } else if (item === undefined && !js.hasOwn(value, i)) {
        facts.holes++;
      } else {
        facts.elementOthers++;
        this.#value(item, true);
      }
    }
    facts.elementSmis += smis;
    facts.elementDoubles += doubles;
    if (from === 0 && facts.holes === 0 && getterOf.call(value as object, 0) === undefined) {
      const first = readElement(value, 0);
      if (typeof first !== 'object' && typeof first !== 'function') facts.firstElement = first;
    }
  }

  /** An array that is nearly all holes: its names are listed, which takes time by what is there. */
  #readSparse(value: readonly unknown[], info: ClassInfo, facts: ObjectFacts): void {
    const names = js.getOwnPropertyNames(value);
    let index = 0;
    while (index < names.length && isArrayIndex(names[index])) index++;
    for (let i = index - 1; i >= 0; i--) this.#readElement(value, names[i], facts, true);
    facts.holes = facts.length - index;
    if (index > 0) facts.lastIndex = Number(names[index - 1]);
    this.#finishArray(value, info, facts);
  }

  #finishArray(value: readonly unknown[], info: ClassInfo, facts: ObjectFacts): void {
    facts.symbols = js.getOwnPropertySymbols(value);
    const isPlain = this.#lastPrototype === Array.prototype && info.plainIndices && facts.symbols.length === 0 && isUntagged();
    facts.names = facts.length === 0 && info.name === 'Array' ? noNamesOf(value) : extraNamesOf(value, isPlain);
    const { indices, lastIndex } = facts;
    if (facts.names.length > 0 || facts.symbols.length > 0) this.#readNamed(value, facts.names, 0, info, facts);
    facts.indices = indices;
    facts.lastIndex = lastIndex;
    this.#visitor.object(value, Kind.array, info, facts);
    if (info.hasPrivateFields) this.#hidden(value, 'private fields', info.name);
  }

  #visitFunction(value: object, isRoot: boolean): void {
    if (!isRoot && isRealmObject(value)) return;
    if (!isRoot && isUnmeteredBySelf(value)) return;
    const facts = this.#reset();
    const all = js.getOwnPropertyNames(value);
    facts.symbols = js.getOwnPropertySymbols(value);
    const names = bareList<string>();
    let hasPrototype = false;
    for (let i = 0; i < all.length; i++) {
      const name = all[i];
      // `prototype` is made when it is first read; `name` and `length` are V8's own; the other two throw or leak frames.
      if (name === 'prototype') hasPrototype = true;
      else if (name !== 'name' && name !== 'length' && name !== 'arguments' && name !== 'caller') names[names.length] = name;
    }
    facts.names = names;
    this.#readNamed(value, names, 0, functionInfo, facts);
    const source = js.functionSource(value);
    const bound = !hasPrototype && isBound(value, source);
    facts.variant = bound ? 3 : !hasPrototype ? 0 : source.startsWith('class') ? 2 : 1;
    this.#objects++;
    this.#visitor.object(value, Kind.function, functionInfo, facts);
    if (bound) this.#hidden(value, 'bound arguments', 'Function');
    else if (!js.isNativeSource(source)) this.#hidden(value, 'closures', 'Function');
  }

  #visitBuiltIn(value: object, kind: Kind, info: ClassInfo): void {
    const facts = this.#reset();
    const typeName = info.name;
    // A typed array's or boxed string's elements are no properties of the object; only what was added to it is.
    if (kind === Kind.typedArray) {
      facts.symbols = js.getOwnPropertySymbols(value);
      facts.names = js.typedArrayByteLength(value) <= 256 ? namesBeyondIndices(value) : [];
    } else if (kind === Kind.string) {
      facts.symbols = js.getOwnPropertySymbols(value);
      facts.names = js.stringValue(value).length <= 256 ? without(namesBeyondIndices(value), 'length') : [];
    } else if (kind === Kind.moduleNamespace) {
      // Only the names: reading a binding of a module that was not run yet throws.
      this.#objects++;
      facts.length = js.getOwnPropertyNames(value).length;
      this.#visitor.object(value, kind, info, facts);
      this.#hidden(value, 'host objects', 'Module');
      return;
    } else if (kind !== Kind.external) {
      facts.symbols = js.getOwnPropertySymbols(value);
      facts.names = js.getOwnPropertyNames(value);
      if (kind === Kind.regexp) facts.names = without(facts.names, 'lastIndex');
      // Reading `stack` would format it, and may run Error.prepareStackTrace.
      else if (kind === Kind.error) facts.names = without(facts.names, 'stack');
      else if (kind === Kind.arguments) facts.names = without(facts.names, 'length', 'callee');
    }
    this.#readNamed(value, facts.names, 0, info, facts);
    if (kind === Kind.arguments) {
      facts.length = facts.indices;
      const callee = js.getOwnPropertyDescriptor(value, 'callee') ?? {};
      facts.variant = js.hasOwn(callee, 'get') ? 1 : 0;
      if (js.hasOwn(callee, 'value')) this.#value(callee.value, false);
    }
    this.#objects++;
    switch (kind) {
      case Kind.map:
      case Kind.set:
        this.#visitCollection(value, kind, info, facts);
        return;
      case Kind.typedArray: {
        const bytes = js.typedArrayByteLength(value);
        // A small one keeps its data in itself, and asking for its buffer would move them; one with an offset cannot.
        if (bytes > this.#options.maxOnHeapBytes || js.typedArrayByteOffset(value) > 0) this.#value(js.typedArrayBuffer(value), false);
        break;
      }
      case Kind.dataView:
        this.#value(js.dataViewBuffer(value), false);
        break;
      case Kind.number:
        this.#value(js.numberValue(value), false);
        break;
      case Kind.string:
        this.#value(js.stringValue(value), false);
        break;
      case Kind.regexp:
        this.#value(js.regexpSource(value), false);
        break;
      case Kind.symbolObject:
        this.#value(js.symbolValue(value), false);
        break;
      case Kind.bigintObject:
        this.#value(js.bigintValue(value), false);
        break;
      default:
    }
    if (info.layoutName === 'wasmMemory') this.#wasmMemory(value);
    this.#visitor.object(value, kind, info, facts);
    const hidden = hiddenStateOf(kind, info);
    if (hidden !== undefined) this.#hidden(value, hidden, typeName);
    if (info.hasPrivateFields) this.#hidden(value, 'private fields', typeName);
  }

  #wasmMemory(value: object): void {
    try {
      this.#value(js.wasmMemoryBuffer(value), false);
    } catch {
      // Only an object that pretends to be a memory comes here: it has no buffer.
    }
  }

  #visitCollection(value: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void {
    const size = kind === Kind.map ? js.mapSize(value) : js.setSize(value);
    facts.length = size;
    this.#visitor.object(value, kind, info, facts);
    if (info.hasPrivateFields) this.#hidden(value, 'private fields', info.name);
    if (size === 0 || this.#shallow) return;
    if (size > SLICE) {
      const iterator = kind === Kind.map ? js.mapEntries(value) : js.setValues(value);
      this.#cursors[this.#cursors.length] = { target: value, kind, info, facts: this.#facts, iterator, next: 0, height: this.#stack.length };
      return;
    }
    const from = this.#stack.length;
    if (kind === Kind.map) {
      js.mapForEach(value, (item, key) => {
        this.#value(key, false);
        this.#value(item, false);
      });
    } else {
      js.setForEach(value, (item) => this.#value(item, false));
    }
    reverseFrom(this.#stack, from);
  }

  /** Reads the next slice of a wide container; takes the cursor away at its end. */
  #advance(cursor: Cursor): void {
    const stack = this.#stack;
    const from = stack.length;
    let ended = false;
    if (cursor.kind === Kind.array) {
      const array = cursor.target as unknown[];
      // An array may have changed between two slices of an asynchronous walk.
      const to = Math.min(cursor.next + SLICE, array.length);
      if (to > cursor.next) this.#readElements(array, cursor.next, to, cursor.info, cursor.facts);
      cursor.next = to;
      ended = to >= array.length;
    } else {
      for (let i = 0; i < SLICE; i++) {
        if (cursor.kind === Kind.map) {
          const result = js.nextOfMap(cursor.iterator);
          if (result.done) {
            ended = true;
            break;
          }
          this.#value(result.value[0], false);
          this.#value(result.value[1], false);
        } else {
          const result = js.nextOfSet(cursor.iterator);
          if (result.done) {
            ended = true;
            break;
          }
          this.#value(result.value, false);
        }
      }
      reverseFrom(stack, from);
    }
    if (ended) {
      this.#cursors.length--;
      if (cursor.kind === Kind.array) {
        this.#lastPrototype = js.getPrototypeOf(cursor.target);
        this.#lastInfo = cursor.info;
        this.#finishArray(cursor.target as unknown[], cursor.info, cursor.facts);
      }
    } else {
      cursor.height = from;
    }
  }
}

/** True unless `Object.prototype` was given fields that a property descriptor would seem to have. */
function hasPlainDescriptors(): boolean {
  const prototype = Object.prototype;
  return !js.hasOwn(prototype, 'value') && !js.hasOwn(prototype, 'get') && !js.hasOwn(prototype, 'set') && !js.hasOwn(prototype, 'writable');
}

/** True unless somebody tagged the prototypes that every array has. */
function isUntagged(): boolean {
  return !js.hasOwn(Array.prototype, Symbol.toStringTag) && !js.hasOwn(Object.prototype, Symbol.toStringTag);
}

/** Looks at 64 places spread over a long array. */
function isMostlyHoles(value: readonly unknown[]): boolean {
  const { length } = value;
  let holes = 0;
  for (let i = 0; i < 64; i++) if (!js.hasOwn(value, Math.floor((i * length) / 64))) holes++;
  return holes > 56;
}

/** `bind` gives a function of native source without a name in it, called "bound ...". */
function isBound(value: object, source: string): boolean {
  if (source !== 'function () { [native code] }') return false;
  const name = js.getOwnPropertyDescriptor(value, 'name')?.value as unknown;
  return typeof name === 'string' && name.startsWith('bound ');
}

function reverseFrom(stack: object[], from: number): void {
  for (let low = from, high = stack.length - 1; low < high; low++, high--) {
    const item = stack[low];
    stack[low] = stack[high];
    stack[high] = item;
  }
}
