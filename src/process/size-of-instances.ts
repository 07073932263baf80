/** sizeOfInstances: how many instances of a class are alive, their size together, and the largest of them. */
import { classInfoOf } from '../inspect/class-info.ts';
import { prepareOutline } from '../measure/outlining.ts';
import { SIZE_NAMES } from '../measure/options.ts';
import type { SizeOptions } from '../measure/options.ts';
import { toReport } from '../measure/weighing.ts';
import { toGraph } from '../paths/builder.ts';
import { dominatedByRoots } from '../paths/root-dominance.ts';
import { boolean, integer } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { instancesBelow, INSTANCE_NAMES } from './instances-of.ts';
import type { InstanceOptions } from './instances-of.ts';
import { InstancesReport } from './instances-report.ts';
import type { LargestInstance } from './instances-report.ts';
import { nameOfClass, prototypeOfClass } from './live-objects.ts';
import type { ClassOf } from './live-objects.ts';

/** Which objects are instances, what to count, and how many of the largest to list. */
export interface InstancesOptions extends InstanceOptions, SizeOptions {
  /**
   * The number of largest instances to list.
   *
   * @defaultValue `10`
   */
  readonly largest?: number | undefined;
}

const INSTANCES_NAMES: OptionNames<InstancesOptions> = /* @__PURE__ */ addNames(
  /* @__PURE__ */ addNames(INSTANCE_NAMES, SIZE_NAMES),
  { largest: true as const },
);

/**
 * The size of all live instances of a class: how many, their deep size together, and the largest of them.
 *
 * The total counts what the instances share once. The size of one instance, `ownBytes`, is what is reached from the
 * instances only through it, up to the next instance: of a linked list, each node with its own data. What the rest of
 * the program refers to as well is included; `exactSizeOfInstances` reports what the instances alone keep alive.
 *
 * Takes the time of {@link instancesOf} and about twice that of `deepSizeOf` on an array of the instances. No code of
 * the program is run, and the report keeps nothing alive.
 *
 * @param options `subclasses`, `largest`, and what to count; limits apply to the walk over all instances.
 * @throws {TypeError | RangeError} if `Class` is not a class, or an option is invalid.
 * @throws {Error} if there is no inspector in this thread.
 * @example
 * ```ts
 * class Session { data = new Array(100).fill(0); }
 * const open = new Set([new Session(), new Session()]);
 * const report = sizeOfInstances(Session);
 * report.count; // 2
 * report.largest[0].ownBytes === report.total.bytes / 2; // true
 * open.has(report.instance(0)); // true
 * console.log(String(report)); // 2 instances of Session: 1.66 KiB in 4 objects; ...
 * ```
 */
export function sizeOfInstances(Class: ClassOf<unknown>, options?: InstancesOptions): InstancesReport {
  const prototype = prototypeOfClass(Class);
  const own = ownOptions('sizeOfInstances', INSTANCES_NAMES, options);
  const subclasses = boolean('subclasses', own.subclasses, true);
  const most = own.largest === undefined ? 10 : integer('largest', own.largest, 0);
  return weighInstances(nameOfClass(Class), instancesBelow<object>(prototype, subclasses), own, most);
}

/**
 * Weighs instances of a class together.
 *
 * @param most the number of largest instances to list.
 */
export function weighInstances(
  type: string,
  instances: readonly object[],
  options: SizeOptions,
  most: number,
): InstancesReport {
  const outlining = prepareOutline(options);
  const { walker, recorder } = outlining;
  walker.beginAll();
  for (let i = 0; i < instances.length; i++) {
    walker.begin(instances[i]);
    recorder.addRoot(i);
  }
  walker.step(Infinity);
  return withOriginals(() => {
    const total = toReport(outlining);
    const ownBytes = dominatedByRoots(toGraph(recorder));
    let sum = 0;
    for (let i = 0; i < ownBytes.length; i++) sum += ownBytes[i];
    const largest: LargestInstance[] = [];
    const refs: WeakRef<object>[] = [];
    const byBytes = heaviest(ownBytes, most);
    for (let i = 0; i < byBytes.length; i++) {
      const instance = instances[byBytes[i]];
      largest[i] = { type: classInfoOf(instance, js.getPrototypeOf(instance)).name, ownBytes: ownBytes[byBytes[i]] };
      refs[i] = new WeakRef(instance);
    }
    return new InstancesReport({ type, count: instances.length, total, sharedBytes: total.bytes - sum, largest }, refs);
  });
}

/** The indices of the highest figures, the highest first. */
function heaviest(figures: Float64Array, most: number): number[] {
  const order = new Uint32Array(figures.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return [...order.sort((a, b) => figures[b] - figures[a] || a - b).subarray(0, most)];
}
