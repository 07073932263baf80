/**
 * Objects of one class with the same property names in the same order: for V8 they share a hidden class. Values are
 * regular, so the shape that followed another once usually follows it again, and a correct guess costs one comparison
 * per name.
 */
import { nullPrototypeInfo, isArrayIndex } from './class-info.ts';
import type { ClassInfo } from './class-info.ts';
import { imul } from '../platform/math.ts';
import * as js from '../platform/intrinsics.ts';
import { mayBeBuiltIn } from './own-names.ts';
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';
import { mix } from '../platform/scan-string.ts';

/**
 * Beyond this many shapes in a walk the value is a kind of dictionary, and single shapes are no longer distinguished.
 */
const MAX_SHAPES = 20_000;

/** Up to this many shapes are compared one by one before they are hashed. */
const INLINE_CAPACITY = 6;

/** Most shapes of one hash: more that differ only outside the hashed characters come from a hostile value. */
const MAX_SAME_HASH = 32;

const NO_NAMES: readonly string[] = [];

/** What objects with the same names have in common. */
export class Shape {
  info: ClassInfo;
  /** Own names as the engine lists them; those before `from` are array indices, which are ignored. */
  names: readonly string[];
  readonly from: number;
  /** How many own symbols there are. */
  readonly symbols: number;
  /** A built-in object may have the same first name, or no names either. */
  readonly mayBeBuiltIn: boolean;
  /** One of the names is `stack`, which needs special care. */
  readonly hasStack: boolean;
  /** One of the names is `globalThis`: these objects may be global objects. */
  readonly hasGlobalThis: boolean;
  /** One of too many: later objects never match it. */
  readonly isOverflow: boolean;
  /** The shape of the object that was visited after the last one of this shape. */
  follower: Shape | undefined = undefined;
  /** The next shape with the same hash. */
  sameHash: Shape | undefined = undefined;
  /** The visitor's statistics on objects of this shape. */
  stats: unknown = undefined;
  /** The same on those in dictionary mode, if the engine reports which are. */
  dictionaryStats: unknown = undefined;
  /** Objects of this shape that were read with care, as far as somebody counts them. */
  visits = 0;
  /** The numbers that a walk with references assigned to the names. */
  keys: ArrayLike<number> | undefined = undefined;

  constructor(info: ClassInfo, names: readonly string[], from: number, symbols: number, isOverflow: boolean) {
    this.info = info;
    this.names = names;
    this.from = from;
    this.symbols = symbols;
    this.isOverflow = isOverflow;
    this.mayBeBuiltIn = names.length === from || mayBeBuiltIn(names[from]);
    let hasStack = false;
    let hasGlobalThis = false;
    for (let i = from; i < names.length; i++) {
      const name = names[i];
      if (name === 'stack') hasStack = true;
      else if (name === 'globalThis') hasGlobalThis = true;
    }
    this.hasStack = hasStack;
    this.hasGlobalThis = hasGlobalThis;
  }

  /** Drops all references to the walk's objects, so that the shape can be kept. */
  strip(): void {
    this.info = nullPrototypeInfo;
    this.names = NO_NAMES;
    this.follower = this.sameHash = this.stats = this.keys = this.dictionaryStats = undefined;
  }

  /** True if an object of this class has this shape; `from` of its names are array indices. */
  fits(info: ClassInfo, names: readonly string[], from: number, symbols: number): boolean {
    const own = this.names;
    const skip = this.from;
    const count = own.length - skip;
    if (this.info !== info || names.length - from !== count || this.symbols !== symbols) return false;
    for (let i = 0; i < count; i++) if (own[skip + i] !== names[from + i]) return false;
    return true;
  }
}

/** Finds the shape of each object that a walk visits. */
export class ShapeFinder {
  #last: Shape | undefined = undefined;
  /**
   * One shape is kept after the walk, and with it the hidden class of shapes, to which optimised code refers weakly.
   */
  #kept: Shape | undefined = undefined;
  readonly #inline: (Shape | undefined)[] = nullPrototypeList();
  #count = 0;
  #byHash: Map<number, Shape> | undefined = undefined;

  constructor() {
    for (let i = 0; i < INLINE_CAPACITY; i++) this.#inline[i] = undefined;
  }

  /** How many names of the last object are array indices. */
  indices = 0;

  /** The shape of an object; also sets {@link indices}. */
  shapeOf(info: ClassInfo, names: readonly string[], symbols: number): Shape {
    const last = this.#last;
    if (last !== undefined) {
      const { follower } = last;
      // They equal names without an index, so these have none either.
      if (follower !== undefined && follower.from === 0 && follower.fits(info, names, 0, symbols)) {
        this.indices = 0;
        return (this.#last = follower);
      }
    }
    const from = (this.indices = indicesOf(names));
    const found = this.#find(info, names, from, symbols);
    if (last !== undefined) last.follower = found;
    return (this.#last = found);
  }

  #find(info: ClassInfo, names: readonly string[], from: number, symbols: number): Shape {
    const inline = this.#inline;
    for (let i = 0; i < this.#count && i < INLINE_CAPACITY; i++)
      if (inline[i]!.fits(info, names, from, symbols)) return inline[i]!;
    if (this.#count < INLINE_CAPACITY) return (inline[this.#count++] = new Shape(info, names, from, symbols, false));
    const byHash = (this.#byHash ??= new SafeMap());
    const hash = hashOfNames(names, from, symbols);
    const first = byHash.get(hash);
    let sameHash = 0;
    for (let shape = first; shape !== undefined; shape = shape.sameHash, sameHash++)
      if (shape.fits(info, names, from, symbols)) return shape;
    const isOverflow = this.#count >= MAX_SHAPES || sameHash >= MAX_SAME_HASH;
    const shape = new Shape(info, names, from, symbols, isOverflow);
    if (isOverflow) return shape;
    this.#count++;
    shape.sameHash = first;
    byHash.set(hash, shape);
    return shape;
  }

  /** Forgets all shapes. */
  clear(): void {
    const inline = this.#inline;
    if (this.#last !== undefined) {
      this.#kept = this.#last;
      this.#kept.strip();
    }
    for (let i = 0; i < this.#count && i < INLINE_CAPACITY; i++) inline[i] = undefined;
    this.#last = this.#byHash = undefined;
    this.#count = 0;
  }
}

/** A hash of the number of names and the last characters of the first and the last. */
export function hashOfNames(names: readonly string[], from: number, symbols: number): number {
  const count = names.length - from;
  let hash = imul(count + 1, 0x2c9277b5) ^ symbols;
  if (count === 0) return hash;
  hash = addString(hash, names[from]);
  return count === 1 ? hash : addString(hash, names[names.length - 1]);
}

const MAX_HASHED = 16;

function addString(before: number, string: string): number {
  let hash = before ^ string.length;
  for (let i = string.length > MAX_HASHED ? string.length - MAX_HASHED : 0; i < string.length; i++)
    hash = mix(hash, string, i);
  return hash;
}

/** How many of an object's names are array indices, which the engine lists first. */
export function indicesOf(names: readonly string[]): number {
  const count = names.length;
  if (count === 0) return 0;
  const first = js.charCodeAt(names[0], 0);
  if (!(first >= 48 && first <= 57)) return 0;
  let indices = 0;
  while (indices < count && isArrayIndex(names[indices])) indices++;
  return indices;
}
