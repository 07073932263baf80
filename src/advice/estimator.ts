/**
 * Weighs what a rule compares, with the same estimates as `deepSizeOf`: the present objects, and the replacements built
 * for them. Values that both sides hold are counted on both sides or on neither.
 */
import type { Layout } from '../layout/layout.ts';
import { stringBytes } from '../layout/strings.ts';
import { sizeOf } from '../measure/size-of.ts';
import { brands } from '../inspect/brands.ts';
import { nullPrototypeList, SafeMap, SafeSet } from '../platform/safe-collections.ts';
import { isTwoByte } from '../platform/string-width.ts';
import { MAX_SHARED_LENGTH } from '../weigh/strings/read-only-strings.ts';
import type { StringPolicy } from '../weigh/strings/string-sums.ts';
import { prepare, toLastReport } from '../measure/weighing.ts';
import { partOf } from './rules/part.ts';

/** The estimator, for one layout. */
export class Estimator {
  readonly layout: Layout;
  /** How equal strings of the value count. */
  readonly strings: StringPolicy;
  readonly #byName = new SafeMap<string, number>();

  constructor(layout: Layout, strings: StringPolicy) {
    this.layout = layout;
    this.strings = strings;
  }

  /**
   * The bytes of these objects with their heap numbers, strings (every occurrence, unless `strings` is set otherwise)
   * and buffers, but without other objects that they refer to.
   */
  weigh(objects: readonly object[], strings: StringPolicy = 'each'): number {
    const own = new SafeSet<object>();
    for (let i = 0; i < objects.length; i++) own.add(objects[i]);
    const ignore = (value: object): boolean => !own.has(value) && !brands.isArrayBuffer(value);
    const weighing = prepare({ layout: this.layout, strings, ignore });
    for (let i = 0; i < objects.length; i++) weighing.walker.begin(objects[i]);
    weighing.walker.step(Infinity);
    return toLastReport(weighing).bytes;
  }

  /**
   * The bytes of strings that an array holds. Where each counts, only short ones are weighed: of a long one the length
   * and the width decide.
   */
  stringBytes(strings: readonly string[], policy: StringPolicy = this.strings): number {
    const list = nullPrototypeList<string>();
    let bytes = 0;
    for (let i = 0; i < strings.length; i++) {
      const { length } = strings[i];
      if (length > MAX_SHARED_LENGTH && policy !== 'once')
        bytes += stringBytes(this.layout, length, isTwoByte(strings[i]));
      else if (length > 0) list[list.length] = strings[i];
    }
    if (list.length === 0) return bytes;
    // What short strings take depends on the width of the others, if equal ones may count once.
    if (policy !== 'each') return this.#listBytes(strings, policy);
    return bytes + this.#listBytes(list, policy);
  }

  #listBytes(strings: readonly string[], policy: StringPolicy): number {
    const list = newArray(strings.length);
    for (let i = 0; i < strings.length; i++) list[i] = strings[i];
    return this.weigh([list], policy) - this.sizeOf(list);
  }

  /** The shallow bytes of one object. */
  sizeOf(object: object): number {
    return sizeOf(object, { layout: this.layout });
  }

  /** The bytes of a replacement that is always the same, built and weighed once per name. */
  once(name: string, build: () => object): number {
    let bytes = this.#byName.get(name);
    if (bytes === undefined) this.#byName.set(name, (bytes = this.weigh([build()])));
    return bytes;
  }

  /** The bytes of a Map with `size` entries, without keys and values; of a large one only a part is built. */
  mapOf(size: number): number {
    const { size: built, factor } = partOf(size);
    return (
      factor *
      this.once(`Map ${built}`, () => {
        const map = new SafeMap<number, number>();
        for (let i = 0; i < built; i++) map.set(i, i);
        return map;
      })
    );
  }

  /** The same for a Set. */
  setOf(size: number): number {
    const { size: built, factor } = partOf(size);
    return (
      factor *
      this.once(`Set ${built}`, () => {
        const set = new SafeSet<number>();
        for (let i = 0; i < built; i++) set.add(i);
        return set;
      })
    );
  }

  /** The same for an array of exactly `length` elements without heap numbers. */
  arrayOf(length: number): number {
    const { size: built, factor } = partOf(length);
    return (
      factor *
      this.once(`Array ${built}`, () => {
        return newArray(built);
      })
    );
  }
}

const ArrayOf = Array;

/** An array of exactly this length, filled with booleans so that it needs no heap numbers. */
export function newArray(length: number): unknown[] {
  const array = new ArrayOf<unknown>(length);
  for (let i = 0; i < length; i++) array[i] = true;
  return array;
}
