/**
 * census: everything that is alive in the process, by class. Each object is weighed by itself, so that the walk needs
 * no set of the objects that it has met: V8 lists each of them once.
 */
import { brands } from '../inspect/brands.ts';
import { prepare, toLastReport } from '../measure/weighing.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import * as js from '../platform/intrinsics.ts';
import { SafeSet } from '../platform/safe-collections.ts';
import { now } from '../platform/yield.ts';
import { weighOptionsOf } from '../measure/options.ts';
import type { SizeOptions } from '../measure/options.ts';
import { CensusReport } from './census-report.ts';
import { unfinishedTest } from './unfinished-literals.ts';
import { withLiveObjects } from './live-objects.ts';

/** How strings are counted. */
export type CensusOptions = Pick<SizeOptions, 'strings' | 'readStrings'>;

export const CENSUS_NAMES: OptionNames<CensusOptions> = /* @__PURE__ */ addNames(
  { strings: true as const },
  { readStrings: true as const },
);

/**
 * After so many objects the strings and numbers that were met are forgotten, to bound the memory of the census: what is
 * equal counts once among so many objects.
 */
const AT_ONCE = 32_768;

const objectPrototype = Object.prototype;

/**
 * Everything that is alive in this realm, by class: how many objects, and their bytes with their private backing
 * stores, as the estimator weighs them. Takes no heap snapshot: V8's inspector lists the objects after it has collected
 * all garbage, and each is weighed by itself. `diffSizes` compares two of them.
 *
 * Strings, heap numbers, bigints and symbols are counted where an object's own data refer to them, equal strings by the
 * option `strings`. Objects without a prototype, proxies and objects of other realms are counted if another object's
 * own data refer to them. Classes, prototypes and built-in objects count as functions and objects. Not counted:
 * compiled code, hidden classes, contexts of closures, and strings that only those refer to.
 *
 * The process stops meanwhile, for about 1.5 µs per object. V8 needs about 100 bytes outside its heap for each object
 * to list them, and 8 bytes on the heap. No code of the program is run, and nothing is kept alive.
 *
 * @throws {TypeError | RangeError} if an option is invalid.
 * @throws {Error} if there is no inspector in this thread.
 * @example
 * ```ts
 * const before = census();
 * await handleRequests();
 * console.log(String(diffSizes(before, census()))); // which classes have grown
 * ```
 */
export function census(options?: CensusOptions): CensusReport {
  const own = ownOptions('census', CENSUS_NAMES, options);
  const start = now();
  const weighing = prepare(own, true);
  const { walker, weigher } = weighing;
  walker.beginEach(isNewOutsideList());
  withLiveObjects(objectPrototype, (objects) => {
    const { length } = objects;
    const isUnfinished = unfinishedTest(objects);
    for (let i = 0; i < length; i++) {
      const object = objects[i] as object;
      if (isUnfinished?.(object) !== true) walker.visitOnly(object);
      if (i % AT_ONCE === AT_ONCE - 1) weigher.forget();
    }
  });
  const report = toLastReport(weighing);
  return new CensusReport({ ...report.toJSON(), pauseMs: now() - start });
}

/** Checks the values of options that are used later; `ownOptions` has read them. */
export function checkCensusOptions({ strings, readStrings }: CensusOptions): void {
  weighOptionsOf({ strings, readStrings }, true);
}

/**
 * True, once for each, for objects that V8 does not list because they do not inherit from this realm's
 * `Object.prototype`.
 */
function isNewOutsideList(): (value: object) => boolean {
  const others = new SafeSet<object>();
  let lastPrototype: object | null = objectPrototype;
  let isLastListed = true;
  return (value) => {
    if (!brands.isProxy(value)) {
      const prototype = js.getPrototypeOf(value);
      if (prototype !== lastPrototype) {
        lastPrototype = prototype;
        isLastListed = inheritsFromObject(prototype);
      }
      if (isLastListed) return false;
    }
    const { size } = others;
    others.add(value);
    return others.size > size;
  };
}

/** Whether a prototype is `Object.prototype` or inherits from it; V8 stops at a proxy, as this does. */
function inheritsFromObject(prototype: object | null): boolean {
  for (let at = prototype; at !== null; at = js.getPrototypeOf(at)) {
    if (at === objectPrototype) return true;
    if (brands.isProxy(at)) return false;
  }
  return false;
}
