/**
 * census: everything that is alive in the process, by class. Each object is weighed by itself, so that the walk needs
 * no set of the objects that it has met: V8 lists each of them once.
 */
import { prepare, toLastReport } from '../measure/weighing.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { now } from '../platform/yield.ts';
import { sampleOf, weighOptionsOf } from '../measure/options.ts';
import type { SampleOptions, SizeOptions } from '../measure/options.ts';
import type { SizeReport } from '../report/size-report.ts';
import type { List } from '../reveal/remote-objects.ts';
import { CensusReport } from './census-report.ts';
import { isNewOutsideList } from './outside-list.ts';
import { sampledCensus } from './sampled-census.ts';
import { unfinishedTest } from './unfinished-literals.ts';
import { withLiveObjects } from './live-objects.ts';

/** How strings are counted, what is known of the objects, and how many of each class are weighed. */
export interface CensusOptions extends Pick<SizeOptions, 'strings' | 'readStrings' | 'facts'> {
  /**
   * Weighs only this many random objects of every class that has more, and scales up: a number of objects, or `{ size,
   * seed }`. Objects are still counted one by one, and large arrays, Maps, Sets, dictionaries, and all buffers are
   * still weighed one by one; the number of objects without a prototype, of proxies and of strings is estimated. The
   * range then includes a 95 % confidence interval, and `sampled` is true. A thousand are enough.
   *
   * @defaultValue every object is weighed
   */
  readonly sample?: number | SampleOptions | undefined;
}

export const CENSUS_NAMES: OptionNames<CensusOptions> = /* @__PURE__ */ addNames(
  { strings: true as const, readStrings: true as const },
  { facts: true as const, sample: true as const },
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
 * Arrays of one literal share their elements until the first write; only with `facts` of the engine (Node 24 and later)
 * are these counted once.
 *
 * The process stops meanwhile, for about 3 µs per object; with `sample` for about 1.2 µs. V8 needs about 100 bytes
 * outside its heap for each object to list them, and 8 bytes on the heap. No code of the program is run, and nothing is
 * kept alive.
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
  checkCensusOptions(own);
  const sample = sampleOf(own);
  const start = now();
  const report = withLiveObjects(objectPrototype, (objects) =>
    sample === undefined ? wholeCensus(objects, own) : sampledCensus(objects, own, sample),
  );
  return new CensusReport({ ...report.toJSON(), pauseMs: now() - start });
}

function wholeCensus(objects: List, own: CensusOptions): SizeReport {
  const weighing = prepare(own);
  const { walker, weigher } = weighing;
  walker.beginEach(isNewOutsideList());
  const { length } = objects;
  const isUnfinished = unfinishedTest(objects);
  for (let i = 0; i < length; i++) {
    const object = objects[i] as object;
    if (isUnfinished?.(object) !== true) walker.visitOnly(object);
    if (i % AT_ONCE === AT_ONCE - 1) weigher.forget();
  }
  return toLastReport(weighing);
}

/** Checks the values of options that are used later; `ownOptions` has read them. */
export function checkCensusOptions(options: CensusOptions): void {
  weighOptionsOf(options);
  sampleOf(options);
}
