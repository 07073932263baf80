/**
 * What a program that weighs many small objects, such as the entries of a cache, need not find out again in each call:
 * the names of a shape, and the size of one object that has it. Kept with the class, so it lives as long as the class.
 */
import type { ClassInfo } from '../../inspect/class-info.ts';
import { indicesOf, Shape } from '../../inspect/shape.ts';
import type { Layout } from '../../layout/layout.ts';
import { KEYED_DICTIONARY_FROM } from '../../layout/properties.ts';
import * as js from '../../platform/intrinsics.ts';
import { imul } from '../../platform/math.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import { PlanTotals } from './plan-totals.ts';

/** Slots for the plans of one class, a power of two; two shapes of one slot compete for it. */
const SLOTS = 64;

/** A plan that was missed this often since it was last used makes room for another. */
const MAX_MISSES = 4;

/** An object with as many names may be a dictionary, whose keys count. */
const MAX_NAMES = KEYED_DICTIONARY_FROM - 1;

/** One shape. */
export class ShapePlan {
  readonly names: readonly string[];
  /** False for shapes that need the checks of a walk. */
  readonly isSimple: boolean;
  /** Objects that needed another plan of the same slot since this one was last used. */
  misses = 0;
  /** One object of this shape if it is the only one of its class, without its values. */
  readonly bytes: number;
  readonly #layout: Layout;
  readonly #info: ClassInfo;
  /** The last totals for each number of heap numbers: the objects of one shape often differ in how many they have. */
  readonly #totals: (PlanTotals | undefined)[] = nullPrototypeList();

  constructor(layout: Layout, info: ClassInfo, names: readonly string[]) {
    this.#layout = layout;
    this.#info = info;
    this.names = names;
    const shape = new Shape(info, names, 0, 0, false);
    this.isSimple = !shape.mayBeBuiltIn && !shape.hasStack && !shape.hasGlobalThis && indicesOf(names) === 0;
    this.bytes = this.isSimple ? this.totalsOf(0, 0, false).totals.bytes : 0;
  }

  /** The totals of an object with so many numbers, without its strings. */
  totalsOf(smis: number, doubles: number, byCode: boolean): PlanTotals {
    const last = this.#totals[doubles];
    if (last !== undefined && last.fits(smis, byCode)) return last;
    return (this.#totals[doubles] = new PlanTotals(this.#layout, this.#info, this.names, smis, doubles, byCode));
  }

  /** True if these are its names. */
  fits(names: readonly string[]): boolean {
    const own = this.names;
    const count = own.length;
    if (names.length !== count) return false;
    for (let i = 0; i < count; i++) if (own[i] !== names[i]) return false;
    return true;
  }
}

/** The plans of one class, for the running engine. */
export class ShapePlans {
  readonly #layout: Layout;
  readonly #info: ClassInfo;
  readonly #slots: (ShapePlan | undefined)[] = nullPrototypeList();
  #last: ShapePlan | undefined = undefined;

  constructor(layout: Layout, info: ClassInfo) {
    this.#layout = layout;
    this.#info = info;
    for (let i = 0; i < SLOTS; i++) this.#slots[i] = undefined;
  }

  /** The plan for objects with these names; undefined if there is none. */
  planOf(names: readonly string[]): ShapePlan | undefined {
    const last = this.#last;
    return last !== undefined && last.fits(names) ? last : this.#find(names);
  }

  #find(names: readonly string[]): ShapePlan | undefined {
    const count = names.length;
    if (count === 0 || count > MAX_NAMES) return undefined;
    const slot = slotOf(count, names[0], names[count - 1]);
    const plan = this.#slots[slot];
    if (plan !== undefined) {
      if (plan.fits(names)) {
        plan.misses = 0;
        return (this.#last = plan);
      }
      if (++plan.misses < MAX_MISSES) return undefined;
    }
    return (this.#last = this.#slots[slot] = new ShapePlan(this.#layout, this.#info, names));
  }
}

/** The slot for a list of names. Names of one program differ in their lengths and in how they end. */
function slotOf(count: number, first: string, last: string): number {
  let hash = imul(count, 31) + first.length;
  if (first.length > 0) hash = imul(hash, 31) + js.charCodeAt(first, first.length - 1);
  hash = imul(hash, 31) + last.length;
  if (last.length > 0) hash = imul(hash, 31) + js.charCodeAt(last, last.length - 1);
  return (hash ^ (hash >>> 6)) & (SLOTS - 1);
}
