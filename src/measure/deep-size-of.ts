/** deepSizeOf: everything that belongs to a value, weighed at once. */
import type { SizeReport } from '../report/size-report.ts';
import { NO_OPTIONS, ownOptions } from '../platform/own-options.ts';
import { DEEP_SIZE_NAMES, sampleOf, treeShapeOf, walkOptionsOf, weighOptionsOf } from './options.ts';
import type { DeepSizeOptions } from './options.ts';
import { reportWithPaths } from './outlining.ts';
import { sampledSizeOf } from './sampling/sampled-size-of.ts';
import { prepare, toLastReport } from './weighing.ts';

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
 * @param options what to count, where to end, and whether to list places or to weigh a sample.
 * @throws {TypeError | RangeError} if an option is invalid (unknown, of the wrong type, out of range, or not to be
 * combined with another); the measured value never causes an error.
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

/** {@link deepSizeOf} with options that were read by `ownOptions`. */
export function deepReport(value: unknown, options: DeepSizeOptions = NO_OPTIONS): SizeReport {
  if (options !== NO_OPTIONS) {
    const shape = treeShapeOf(options);
    if (shape !== undefined) return reportWithPaths(value, options, shape);
    const sample = sampleOf(options);
    if (sample !== undefined)
      return sampledSizeOf(
        value,
        walkOptionsOf(options, true),
        weighOptionsOf(options, true),
        sample.size,
        sample.seed,
      );
  }
  const weighing = prepare(options, true);
  weighing.walker.begin(value);
  weighing.walker.step(Infinity);
  return toLastReport(weighing);
}
