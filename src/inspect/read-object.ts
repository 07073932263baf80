/**
 * Reads one object by itself: its kind, its class, and what of its own data decides its size. Nothing that it refers to
 * is visited. A walk does the same for many objects, with what it knows of those before (walk/walker.ts).
 */
import { brands, seesProxies } from './brands.ts';
import { classInfoOf, infoWith, nullPrototypeInfo } from './class-info.ts';
import type { ClassInfo } from './class-info.ts';
import { hostNames } from './host-names.ts';
import { isGlobalObject, isOfKind, Kind, kindOf } from './kinds.ts';
import { ObjectFacts } from './object-facts.ts';
import { mayBeBuiltIn } from './own-names.ts';
import { isMostlyHoles, LONG_ARRAY, readBesideElements, readElements, readSparseArray } from './read-array.ts';
import { readBuiltIn, readOwnProperties } from './read-built-in.ts';
import { functionInfo, readFunction } from './read-function.ts';
import { hasPlainDescriptors, readProperties } from './read-properties.ts';
import type { ReadTarget } from './read-target.ts';
import * as js from '../platform/intrinsics.ts';

/** The class of all Proxies. */
export const proxyInfo: ClassInfo = infoWith({ name: 'Proxy' });

/** Global objects have no common class: their prototype depends on the platform. */
export const globalInfo: ClassInfo = infoWith({ name: 'global', kind: Kind.global });

/** Reads objects one by one. */
export class ObjectReader implements ReadTarget {
  /** What was read of the last object. */
  readonly facts: ObjectFacts = new ObjectFacts();
  kind: Kind = Kind.ordinary;
  info: ClassInfo = nullPrototypeInfo;

  // What the readers ask of a walk: here all that an object refers to is passed over.
  readonly shallow = true;
  readonly visitor = { string: nothing, fieldNumber: nothing };
  readonly visited = { add: () => false };
  readonly stack: object[] = [];
  readonly top = 0;
  readonly skippedNames = undefined;
  readonly engine = undefined;
  readonly engineReader = undefined;
  readonly references = undefined;
  readonly value: () => void = nothing;
  smiShift = 0;
  plainDescriptors = true;
  #maxOnHeapBytes = 0;

  /** Reads an object for a layout: `smiShift` and `maxOnHeapBytes` are as in the options of a walk. */
  read(value: object, smiShift: number, maxOnHeapBytes: number): void {
    this.smiShift = smiShift;
    this.#maxOnHeapBytes = maxOnHeapBytes;
    this.plainDescriptors = hasPlainDescriptors();
    this.facts.reset();
    if (seesProxies) {
      this.#read(value);
      return;
    }
    // Where a Proxy cannot be distinguished from its target, an object that throws must be a Proxy.
    try {
      this.#read(value);
    } catch {
      this.facts.reset();
      this.#is(Kind.proxy, proxyInfo);
    }
  }

  /** Drops all references to the object. */
  end(): void {
    this.info = nullPrototypeInfo;
    this.facts.end();
  }

  #is(kind: Kind, info: ClassInfo): void {
    this.kind = kind;
    this.info = info;
  }

  #read(value: object): void {
    if (brands.isProxy(value)) {
      this.#is(Kind.proxy, proxyInfo);
      return;
    }
    if (typeof value === 'function') {
      this.#is(Kind.function, functionInfo);
      readFunction(this, value, this.facts);
      return;
    }
    const prototype = js.getPrototypeOf(value);
    const info = classInfoOf(value, prototype);
    if (js.isArray(value)) {
      this.#is(Kind.array, info);
      this.#readArray(value, prototype === Array.prototype);
      return;
    }
    const isUsual =
      info.kind === Kind.ordinary ? !js.isView(value) : info.kind === Kind.named || isOfKind(value, info.kind);
    this.#is(isUsual ? info.kind : kindOf(value), info);
    if (this.kind === Kind.ordinary) this.#readOrdinary(value);
    else this.#readBuiltIn(value);
  }

  #readArray(value: readonly unknown[], isOfRealm: boolean): void {
    const { info, facts } = this;
    const length = (facts.length = value.length);
    if (length > LONG_ARRAY && isMostlyHoles(value)) readSparseArray(this, value, facts);
    else if (length > 0) readElements(this, value, 0, length, info, facts);
    readBesideElements(this, value, info, isOfRealm, facts);
  }

  #readOrdinary(value: object): void {
    const { info, facts } = this;
    const names = info.isHost ? hostNames(value) : js.getOwnPropertyNames(value);
    const symbols = js.getOwnPropertySymbols(value);
    if (isGlobalObject(value)) {
      this.#is(Kind.global, globalInfo);
      return;
    }
    if (symbols.length > 0 || names.length === 0 || mayBeBuiltIn(names[0])) {
      this.kind = kindOf(value);
      if (this.kind !== Kind.ordinary) {
        this.#readBuiltIn(value);
        return;
      }
    }
    facts.names = names;
    facts.symbols = symbols;
    readProperties(this, value, info, facts);
  }

  #readBuiltIn(value: object): void {
    const { kind, info, facts } = this;
    if (kind === Kind.global) {
      this.info = globalInfo;
    } else if (kind === Kind.map || kind === Kind.set) {
      readOwnProperties(this, value, kind, info, facts);
      facts.length = kind === Kind.map ? js.mapSize(value) : js.setSize(value);
    } else {
      readBuiltIn(this, value, kind, info, facts, this.#maxOnHeapBytes);
    }
  }
}

function nothing(): void {}
