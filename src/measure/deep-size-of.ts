/** deepSizeOf: everything that belongs to a value, weighed at once. */
import type { Layout } from '../layout/layout.ts';
import type { SizeReport } from '../report/size-report.ts';
import { reportWithPaths, treeShapeOf } from './outlining.ts';
import { sampledSizeOf } from './sampling/sampled-size-of.ts';
import { NO_OPTIONS, prepare, toLastReport, walkOptionsOf, weighOptionsOf } from './weighing.ts';
import type { DeepSizeOptions } from './weighing.ts';

/**
 * The deep size of a value: everything that belongs to it, each object once, by type.
 *
 * Counted are the object and its backing stores, and what its own data refer to: properties of every kind of key,
 * elements, Map and Set entries, accessors' functions, buffers. Not counted are classes, prototypes, code, closures'
 * contexts, the language's own objects and the global object. Figures are bytes on the running V8 (see
 * `report.layout`); `report.range` is the interval in which V8's own count lies.
 *
 * No getter, trap or other code of the program is run, and the value stays as it is.
 *
 * @param value any value.
 * @param options what to leave out and where to end.
 * @throws {RangeError | TypeError} if an option is none of its values; never because of the value.
 * @example
 * ```ts
 * const report = deepSizeOf({ user: 'ann', tags: ['a', 'b'] });
 * report.bytes; // 128
 * console.log(String(report)); // a table by type
 * console.log(deepSizeOf(cache, { paths: true }).tree()); // a tree by place
 * ```
 */
export function deepSizeOf(value: unknown, options: DeepSizeOptions = NO_OPTIONS): SizeReport {
  const shape = options.paths === undefined ? undefined : treeShapeOf(options);
  if (shape !== undefined) return reportWithPaths(value, options, shape);
  if (options.sample !== undefined) {
    if (!Number.isInteger(options.sample) || options.sample < 2)
      throw new RangeError(`sample must be a whole number from 2 on, not ${String(options.sample)}`);
    const { seed = 1 } = options;
    if (!Number.isInteger(seed)) throw new RangeError(`seed must be a whole number, not ${String(seed)}`);
    return sampledSizeOf(value, walkOptionsOf(options, true), weighOptionsOf(options, true), options.sample, seed);
  }
  const weighing = prepare(options, true);
  weighing.walker.begin(value);
  weighing.walker.step(Infinity);
  return toLastReport(weighing);
}

/** The report on one object alone, without anything it refers to. */
export function shallowReport(value: object, layout: Layout): SizeReport {
  const weighing = prepare({ layout }, false);
  weighing.walker.begin(value);
  weighing.walker.step(1);
  return toLastReport(weighing);
}
