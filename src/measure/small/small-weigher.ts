/**
 * Weighs a small object without a walk: an object of a known shape whose values are primitives or short arrays of them.
 * A cache asks for the size of millions of these, and preparing a walk, and adding up its totals, takes three times as
 * long as reading such an object. Every size comes from the same rules as in a walk, which gets whatever is unusual.
 */
import { classInfoOf } from '../../inspect/class-info.ts';
import { brands, seesProxies } from '../../inspect/brands.ts';
import { Kind } from '../../inspect/kinds.ts';
import { ObjectFacts } from '../../inspect/object-facts.ts';
import { keepGeneric, readElement } from '../../inspect/read-element.ts';
import { hasPlainDescriptors } from '../../inspect/read-properties.ts';
import { runningLayout } from '../../layout/detect.ts';
import { smiShift } from '../../layout/layout.ts';
import type { Layout } from '../../layout/layout.ts';
import * as js from '../../platform/intrinsics.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import { isDoubleArray } from '../../weigh/array-size.ts';
import { addObjectParts, SharedStores } from '../../weigh/object-parts.ts';
import { SizeEstimate } from '../../weigh/size-estimate.ts';
import { FewStrings } from '../../weigh/strings/few-strings.ts';
import type { PlanTotals } from './plan-totals.ts';
import { ShapePlans } from './shape-plan.ts';
import type { ShapePlan } from './shape-plan.ts';

/** Longer arrays are left to a walk, and so are objects with more arrays. */
const MAX_ELEMENTS = 32;
const MAX_ARRAYS = 4;

/** Numbers of one object that are compared with each other. */
const MAX_COMPARED = 16;

const arrayPrototype: object = Array.prototype;

/** Reads and weighs one small object at a time. */
export class SmallWeigher {
  readonly #layout: Layout = runningLayout();
  readonly #smiShift: number = smiShift(this.#layout);
  readonly #strings = new FewStrings(this.#layout);
  readonly #shared = new SharedStores();
  readonly #facts = new ObjectFacts();
  readonly #arrays: (object | undefined)[] = nullPrototypeList();
  readonly #elements = new SizeEstimate();
  #arrayCount = 0;
  #plan: ShapePlan | undefined = undefined;
  /** Heap numbers: fields, and elements of arrays that hold other values too. */
  #doubles = 0;
  #elementDoubles = 0;
  #smis = 0;
  #byCode = false;
  /** Heap numbers of fields, and whether each is certainly one of its own. */
  readonly #numbers = new Float64Array(MAX_COMPARED);
  #mayShare = false;

  constructor() {
    for (let i = 0; i < MAX_ARRAYS; i++) this.#arrays[i] = undefined;
  }

  /**
   * Weighs a value; false if it needs a walk. Call {@link clear} in either case. One long function: V8 would compile a
   * shorter one again with every function that calls it.
   */
  weigh(value: unknown): boolean {
    if (typeof value !== 'object' || value === null || !seesProxies || brands.isProxy(value)) return false;
    const prototype = js.getPrototypeOf(value);
    if (prototype === null || prototype === arrayPrototype) return false;
    const info = classInfoOf(value, prototype);
    // What instances of a class take depends on more than one of them shows.
    if (!info.isPlainObject || info.kind !== Kind.ordinary || js.isArray(value) || js.isView(value)) return false;
    const names = js.getOwnPropertyNames(value);
    const plan = ((info.plans ??= new ShapePlans(this.#layout, info)) as ShapePlans).planOf(names);
    if (plan === undefined || !plan.isSimple || js.getOwnPropertySymbols(value).length > 0 || !hasPlainDescriptors())
      return false;
    this.#plan = plan;
    const shift = this.#smiShift;
    let smis = 0;
    let doubles = 0;
    let byCode = false;
    for (let i = names.length - 1; i >= 0; i--) {
      const descriptor = js.getOwnPropertyDescriptor(value, names[i]);
      if (descriptor === undefined) return false;
      const item = descriptor.value as unknown;
      if (typeof item === 'string') {
        if (item.length > 0 && !this.#strings.meet(item)) return false;
      } else if (typeof item === 'number') {
        if (js.isSmi(item, shift)) smis++;
        else this.#compare(item, doubles++);
      } else if (typeof item === 'object') {
        if (item !== null && !this.#readArray(item)) return false;
      } else if (typeof item !== 'boolean') {
        if (item !== undefined || !js.hasOwn(descriptor, 'value')) return false;
        byCode = true;
      }
    }
    this.#smis = smis;
    this.#doubles = doubles;
    this.#byCode = byCode;
    return true;
  }

  /** Compares a number with those of the fields that were read before: two of them may be one heap number. */
  #compare(number: number, before: number): void {
    const numbers = this.#numbers;
    if (before >= MAX_COMPARED || number - number !== 0 || number === 0) {
      this.#mayShare = true;
      return;
    }
    for (let i = 0; i < before; i++) if (numbers[i] === number) this.#mayShare = true;
    numbers[before] = number;
  }

  #readArray(array: object): boolean {
    if (brands.isProxy(array) || !js.isArray(array) || js.getPrototypeOf(array) !== arrayPrototype) return false;
    const count = this.#arrayCount;
    for (let i = 0; i < count; i++) if (this.#arrays[i] === array) return true;
    const { length } = array;
    const info = classInfoOf(array, arrayPrototype);
    if (count === MAX_ARRAYS || length > MAX_ELEMENTS || !info.plainIndices || info.unmetered || info.hidesFields)
      return false;
    this.#arrays[count] = array;
    this.#arrayCount = count + 1;
    const facts = this.#facts;
    let smis = 0;
    let doubles = 0;
    let first: unknown = undefined;
    keepGeneric();
    for (let i = length - 1; i >= 0; i--) {
      if (js.lookupGetter(array, i) !== undefined) return false;
      const item = readElement(array, i);
      first = item;
      if (typeof item === 'number') {
        if (js.isSmi(item, this.#smiShift)) smis++;
        else doubles++;
      } else if (typeof item === 'string') {
        if (item.length > 0 && !this.#strings.meet(item)) return false;
      } else if (item !== null && typeof item !== 'boolean') {
        return false;
      }
    }
    if (js.ownKeys(array).length !== length + 1) return false;
    facts.length = length;
    facts.elementSmis = smis;
    facts.elementDoubles = doubles;
    facts.elementOthers = length - smis - doubles;
    facts.firstElement = first === null ? undefined : first;
    if (isDoubleArray(facts)) {
      // Only heap numbers if it cannot be extended.
      if (!js.isExtensible(array)) return false;
      this.#elements.max += length * this.#layout.heapNumber;
    } else {
      this.#elementDoubles += doubles;
    }
    addObjectParts(this.#layout, array, Kind.array, info, facts, this.#shared, false, this.#elements);
    return true;
  }

  /** The bytes of the value. */
  get bytes(): number {
    return (
      this.#plan!.bytes +
      this.#elements.bytes +
      this.#strings.bytes +
      (this.#doubles + this.#elementDoubles) * this.#layout.heapNumber
    );
  }

  /** Whether {@link totals} and {@link strings} are all that a report needs of the value. */
  get hasTotals(): boolean {
    return this.#arrayCount === 0 && !this.#mayShare;
  }

  /** The totals of the object without its strings. */
  get totals(): PlanTotals {
    return this.#plan!.totalsOf(this.#smis, this.#doubles, this.#byCode);
  }

  /** The strings of the value. */
  get strings(): FewStrings {
    return this.#strings;
  }

  /** Drops everything about the value. */
  clear(): void {
    this.#strings.clear();
    this.#mayShare = false;
    if (this.#arrayCount === 0) return;
    for (let i = 0; i < this.#arrayCount; i++) this.#arrays[i] = undefined;
    this.#arrayCount = this.#elementDoubles = 0;
    this.#elements.reset();
    this.#shared.clear();
    this.#facts.firstElement = undefined;
  }
}
