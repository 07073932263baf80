/**
 * Counts live objects by their prototypes, and chooses some of each class to be weighed: the part of a sampled census
 * that touches every object. It reads prototypes, lengths and names, and no value: V8's placeholder in a literal that
 * is still being evaluated must not be read (see unfinished-literals.ts), and is not.
 */
import { brands } from '../inspect/brands.ts';
import { classInfoOf } from '../inspect/class-info.ts';
import { Kind } from '../inspect/kinds.ts';
import * as js from '../platform/intrinsics.ts';
import { floor } from '../platform/math.ts';
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';

/**
 * Containers with more entries are all weighed: a sample would miss the one that holds most of the bytes, or count it
 * for many.
 */
const LARGE = 64;

const objectPrototype: object = Object.prototype;

/** The objects of one prototype. */
export class ClassSample {
  /** How many there are, without the large ones. */
  count = 0;
  /** Some of them: all, if they are no more than the sample has room for. */
  readonly chosen: object[] = nullPrototypeList();
  readonly kind: Kind;

  constructor(kind: Kind) {
    this.kind = kind;
  }
}

/** Samples of all classes. */
export class ClassSamples {
  readonly #size: number;
  readonly #random: () => number;
  readonly #byPrototype = new SafeMap<object | null, ClassSample>();
  readonly #all: ClassSample[] = nullPrototypeList();
  #lastPrototype: object | null | undefined = undefined;
  #last: ClassSample | undefined = undefined;
  #beforePrototype: object | null | undefined = undefined;
  #before: ClassSample | undefined = undefined;

  /** @param size the most objects of a class that are chosen. */
  constructor(size: number, random: () => number) {
    this.#size = size;
    this.#random = random;
  }

  /** Every class that was met. */
  get classes(): readonly ClassSample[] {
    return this.#all;
  }

  /** Adds an object that is not a proxy; false if it is large, and to be weighed itself. */
  add(object: object): boolean {
    const prototype = js.getPrototypeOf(object);
    const sample = this.#of(object, prototype);
    if (isLarge(object, prototype, sample.kind)) return false;
    const { chosen } = sample;
    const count = ++sample.count;
    if (count <= this.#size) {
      chosen[count - 1] = object;
    } else {
      // Each object of the class has the same chance to be among the chosen ones in the end.
      const place = floor(this.#random() * count);
      if (place < this.#size) chosen[place] = object;
    }
    return true;
  }

  /** Objects of two or three classes often alternate. */
  #of(object: object, prototype: object | null): ClassSample {
    if (prototype === this.#lastPrototype) return this.#last!;
    let sample: ClassSample | undefined;
    if (prototype === this.#beforePrototype) sample = this.#before;
    else sample = this.#byPrototype.get(prototype);
    if (sample === undefined) {
      sample = new ClassSample(typeof object === 'function' ? Kind.function : classInfoOf(object, prototype).kind);
      this.#byPrototype.set(prototype, sample);
      this.#all[this.#all.length] = sample;
    }
    this.#beforePrototype = this.#lastPrototype;
    this.#before = this.#last;
    this.#lastPrototype = prototype;
    this.#last = sample;
    return sample;
  }
}

function isLarge(object: object, prototype: object | null, kind: Kind): boolean {
  switch (kind) {
    case Kind.ordinary:
      return prototype === objectPrototype && hasManyNames(object);
    case Kind.function:
      return false;
    case Kind.array:
      return js.isArray(object) && object.length > LARGE;
    case Kind.map:
      return brands.isMap(object) && js.mapSize(object) > LARGE;
    case Kind.set:
      return brands.isSet(object) && js.setSize(object) > LARGE;
    default:
      // Buffers, views, strings as objects, tables: few, and of any size.
      return kind !== Kind.promise && kind !== Kind.error && kind !== Kind.date && kind !== Kind.generator;
  }
}

/** Of a plain object: no prototype of it can be a proxy, so that enumerating its names runs no code. */
function hasManyNames(object: object): boolean {
  let count = 0;
  for (const _ in object) if (++count > LARGE) return true;
  return false;
}
