/** deepSizeOf: the size of everything that belongs to a value. */
import type { SizeReport } from '../report/size-report.ts';
import { NO_OPTIONS, ownOptions } from '../platform/own-options.ts';
import { DEEP_SIZE_NAMES, sampleOf, treeShapeOf } from './options.ts';
import type { DeepSizeOptions } from './options.ts';
import { reportWithPaths } from './outlining.ts';
import { partOptionsOf } from './sampling/part-options.ts';
import { SampledSize } from './sampling/sampled-size-of.ts';
import { finish } from './sampling/steps.ts';
import { reportIfSmall } from './small/small-report.ts';
import { prepare, toLastReport } from './weighing.ts';

/**
 * The deep size of a value: everything that belongs to it, each object once, by type.
 *
 * It counts the object, its backing stores, and what its own data refer to: properties with any kind of key, elements,
 * Map and Set entries, functions of accessors, buffers. It does not count classes, prototypes, code, contexts of
 * closures, built-in objects and the global object. Figures are bytes on the running V8 (see `report.layout`);
 * `report.range` is the interval that contains V8's own count.
 *
 * No getter, trap or other code of the program is run, and the value is not changed.
 *
 * @param value any value.
 * @param options what to count, where to stop, and whether to list places or to measure a sample.
 * @throws {TypeError | RangeError} if an option is invalid (unknown, of the wrong type, out of range, or in conflict
 * with another); the measured value never causes an error.
 * @example
 * ```ts
 * const report = deepSizeOf({ user: 'ann', tags: ['a', 'b'] });
 * report.bytes; // 128
 * console.log(String(report)); // a table by type
 * console.log(deepSizeOf(cache, { paths: true }).toTree()); // a tree by place
 * ```
 */
export function deepSizeOf(value: unknown, options?: DeepSizeOptions): SizeReport {
  return deepReport(value, ownOptions('deepSizeOf', DEEP_SIZE_NAMES, options));
}

/** {@link deepSizeOf} with options that `ownOptions` has read. */
export function deepReport(value: unknown, options: DeepSizeOptions = NO_OPTIONS): SizeReport {
  if (options === NO_OPTIONS) {
    const small = reportIfSmall(value);
    if (small !== undefined) return small;
  } else {
    const shape = treeShapeOf(options);
    if (shape !== undefined) return reportWithPaths(value, options, shape);
    const sample = sampleOf(options);
    if (sample !== undefined) {
      const sampled = new SampledSize(partOptionsOf(options));
      finish(sampled.steps(value, sample));
      return sampled.toReport();
    }
  }
  const weighing = prepare(options);
  weighing.walker.begin(value);
  weighing.walker.step(Infinity);
  return toLastReport(weighing);
}
