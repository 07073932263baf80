/**
 * What the objects of one prototype have in common: their kind, their type's name, facts about their class. Read once
 * per prototype, by descriptors, so that no getter runs.
 */
import * as js from '../platform/intrinsics.ts';
import { brands } from './brands.ts';
import { Kind, kindOf } from './kinds.ts';
import { namedKindOf } from './named-kinds.ts';
import type { NamedKind } from './named-kinds.ts';
import { readClassSource } from './class-source.ts';
import { SafeWeakMap } from '../platform/safe-collections.ts';

/**
 * Marks what is not walked into: a class or object with this property, own or inherited, set to true. A value that is
 * marked itself counts, without what it refers to. It is `Symbol.for('heapscale.unmetered')`, which a library can use
 * without importing heapscale.
 *
 * @example
 * import { deepSizeOf, unmetered } from 'heapscale';
 *
 * class Connection {
 *   static [unmetered] = true;
 *   buffer = new Uint8Array(4096);
 * }
 * deepSizeOf({ connection: new Connection() }).bytes; // 32: the object alone
 */
export const unmetered: unique symbol = Symbol.for('heapscale.unmetered') as never;

/** Facts about the objects that share a prototype. */
export class ClassInfo {
  /** The kind of the first object met; later ones are checked against it. */
  kind: Kind = Kind.ordinary;
  /** The constructor's name, as DevTools shows it. */
  name = 'Object';
  /** For `Kind.named`: which one it is. */
  named: NamedKind | undefined = undefined;
  /** The prototype is `Object.prototype` of some realm: literals, JSON, plain objects. */
  isPlainObject = false;
  /** The prototype is null. */
  isNullPrototype = false;
  /** Private fields that its constructors add to an instance: state that JavaScript cannot read. */
  privateSlots = 0;
  /** Some class of the chain stores fields of its instances in WeakMaps. */
  weakFields = false;
  /** Instances have fields that only the code of their class can read: private fields, or fields in WeakMaps. */
  hidesFields = false;
  /** Properties that V8 expects all constructors together to add, from which it chooses the slots of a new instance. */
  expectedProperties = 0;
  /** The most that it may expect: see `ClassSource.mostExpected`. */
  mostExpected = 0;
  /** Some constructor's source stores properties of `this` under computed keys. */
  keyedStores = false;
  /** The class opts out of being walked. */
  unmetered = false;
  /**
   * Objects of a native class that is not part of the language, or of a subclass of one: the platform holds their
   * state.
   */
  isHost = false;
  /** Their class is the platform's own; its instances have no slots for what a constructor adds. */
  isMadeByHost = false;
  /** An asynchronous generator. */
  isAsync = false;
  /** The constructor, when it is known. */
  constructorFunction: object | undefined = undefined;
  /** True if no prototype of the chain has properties named by array indices, so that holes read as undefined. */
  plainIndices = false;

  /** It is that of plain objects or arrays, which is found without a lookup. */
  needsNoLookup = false;

  // What the weigher stores here for the duration of one walk; `epoch` identifies the walk.
  epoch = 0;
  slot = -1;
  /** What is kept from call to call about small objects of this class. */
  plans: unknown = undefined;
}

const classInfos = new SafeWeakMap<object, ClassInfo>();

/** The facts for objects whose prototype is null. */
export const nullPrototypeInfo: ClassInfo = infoWith({ isNullPrototype: true });

/** Facts for objects that need no lookup: they are known beforehand. */
export function infoWith(facts: Partial<ClassInfo>): ClassInfo {
  return Object.assign(new ClassInfo(), facts);
}

/** The class of `value`, which is not a proxy; read from its prototype and cached for the next object. */
export function classInfoOf(value: object, prototype: object | null): ClassInfo {
  if (prototype === null) return nullPrototypeInfo;
  if (prototype === plainObjectPrototype) return (plainObjectInfo ??= foundAtOnce(value, prototype));
  if (prototype === arrayPrototype) return (arrayInfo ??= foundAtOnce(value, prototype));
  return knownOrRead(value, prototype);
}

function foundAtOnce(value: object, prototype: object): ClassInfo {
  const info = knownOrRead(value, prototype);
  info.needsNoLookup = true;
  return info;
}

// Most objects of a value are of these two classes, and a lookup takes as long as reading two properties.
const plainObjectPrototype = Object.prototype;
const arrayPrototype = Array.prototype;
let plainObjectInfo: ClassInfo | undefined;
let arrayInfo: ClassInfo | undefined;

function knownOrRead(value: object, prototype: object): ClassInfo {
  let info = classInfos.get(prototype);
  if (info === undefined) {
    info = readClass(value, prototype);
    classInfos.set(prototype, info);
  }
  return info;
}

function readClass(value: object, prototype: object): ClassInfo {
  const info = new ClassInfo();
  // A function of a subclass, or of another realm, says nothing of other objects with its prototype.
  info.kind = typeof value === 'function' ? Kind.ordinary : kindOf(value);
  info.isPlainObject = isObjectPrototype(prototype);
  // Where a global inherits from `Object.prototype`, most objects of that prototype are still plain objects.
  if (info.isPlainObject && info.kind === Kind.global) info.kind = Kind.ordinary;
  info.plainIndices = hasPlainIndices(prototype);
  let named = false;
  for (let at: object | null = prototype, depth = 0; at !== null && depth < 1000; depth++) {
    if (brands.isProxy(at)) break;
    if (isUnmeteredBySelf(at)) info.unmetered = true;
    const constructor = js.getOwnPropertyDescriptor(at, 'constructor')?.value as unknown;
    if (typeof constructor === 'function' && !brands.isProxy(constructor)) {
      const name = js.getOwnPropertyDescriptor(constructor, 'name')?.value as unknown;
      info.constructorFunction ??= constructor;
      if (!named && typeof name === 'string' && name !== '') {
        info.name = name;
        named = true;
      }
      if (isUnmeteredBySelf(constructor)) info.unmetered = true;
      const source = readClassSource(constructor);
      info.privateSlots += source.privateSlots;
      if (source.weakFields) info.weakFields = true;
      if (isHostClass(constructor, at)) {
        info.isHost = true;
        if (constructor === info.constructorFunction) info.isMadeByHost = true;
      }
      if (source.keyedStores) info.keyedStores = true;
    }
    const namedKind = namedKindOf(at);
    if (namedKind !== undefined && info.kind === Kind.ordinary && at !== value) {
      info.named = namedKind;
      info.kind = Kind.named;
      if (!named || info.name === 'Object' || info.name === 'Iterator') info.name = tagOrSizeName(namedKind, at);
      named = true;
    }
    at = js.getPrototypeOf(at);
  }
  if (info.constructorFunction !== undefined) addExpected(info, info.constructorFunction);
  if (info.kind === Kind.generator) {
    // One check covers both kinds; the tag of the built-in prototype in the chain distinguishes them.
    info.isAsync = tagOf(prototype) === 'AsyncGenerator';
    info.name = info.isAsync ? 'AsyncGenerator' : 'Generator';
  }
  if (info.kind === Kind.arguments) info.name = 'Arguments';
  info.hidesFields = info.weakFields || info.privateSlots > 0;
  if (info.kind !== Kind.ordinary) info.isHost = info.isMadeByHost = false;
  return info;
}

/**
 * Adds up what V8 expects of a constructor and of those that it extends: it follows the prototypes of the functions
 * (JSFunction::CalculateExpectedNofProperties), which `util.inherits` and assigned prototypes do not link.
 */
function addExpected(info: ClassInfo, constructor: object): void {
  let at: object | null = constructor;
  for (let depth = 0; typeof at === 'function' && depth < 1000 && !brands.isProxy(at); depth++) {
    const { expectedProperties, mostExpected } = readClassSource(at);
    info.expectedProperties += expectedProperties;
    info.mostExpected += mostExpected;
    at = js.getPrototypeOf(at) as object | null;
  }
}

/** The first tag in the chain that is a data property. */
function tagOf(prototype: object): unknown {
  for (let at: object | null = prototype; at !== null && !brands.isProxy(at); at = js.getPrototypeOf(at)) {
    const tag = js.getOwnPropertyDescriptor(at, Symbol.toStringTag)?.value as unknown;
    if (tag !== undefined) return tag;
  }
  return undefined;
}

/**
 * True for a native class that is not part of the language: `Object` and the abstract `Iterator` are the only built-in
 * classes that make ordinary objects.
 */
function isHostClass(constructor: object, prototype: object): boolean {
  const name = js.getOwnPropertyDescriptor(constructor, 'name')?.value as unknown;
  return (
    name !== 'Object' &&
    name !== 'Iterator' &&
    !isObjectPrototype(prototype) &&
    js.isNativeSource(js.functionSource(constructor))
  );
}

/** The tag of a built-in prototype (`Array Iterator`), read as a data property. */
function tagOrSizeName(kind: NamedKind, prototype: object): string {
  const tag = js.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)?.value as unknown;
  return typeof tag === 'string' ? tag : kind.size;
}

/** True if the object or class itself opts out of the walk by an own data property. */
export function isUnmeteredBySelf(holder: object): boolean {
  return js.getOwnPropertyDescriptor(holder, unmetered)?.value === true;
}

/** True for the `Object.prototype` of any realm: its prototype is null and `constructor` is native and named Object. */
function isObjectPrototype(prototype: object): boolean {
  if (prototype === Object.prototype) return true;
  if (brands.isProxy(prototype) || js.getPrototypeOf(prototype) !== null) return false;
  return (
    js.hasOwn(prototype, '__lookupGetter__') &&
    js.hasOwn(prototype, 'hasOwnProperty') &&
    js.hasOwn(prototype, 'isPrototypeOf')
  );
}

function hasPlainIndices(prototype: object): boolean {
  for (let at: object | null = prototype; at !== null; at = js.getPrototypeOf(at)) {
    if (brands.isProxy(at)) return false;
    const first = js.getOwnPropertyNames(at)[0] as string | undefined;
    if (first !== undefined && isArrayIndex(first)) return false;
  }
  return true;
}

/**
 * True for the canonical string of an integer from 0 to 2^32 - 2, which V8 stores in elements and not in properties.
 */
export function isArrayIndex(name: string): boolean {
  const length = name.length;
  if (length === 0 || length > 10) return false;
  const first = js.charCodeAt(name, 0);
  if (first === 48) return length === 1;
  for (let i = 0; i < length; i++) {
    const code = js.charCodeAt(name, i);
    if (code < 48 || code > 57) return false;
  }
  return length < 10 || +name < 4294967295;
}
