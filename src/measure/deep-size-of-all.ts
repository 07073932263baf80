/** deepSizeOfAll: several roots together, each with its own share and what they share. */
import * as js from '../platform/intrinsics.ts';
import { keepGeneric, readElement } from '../inspect/read-element.ts';
import { typeError } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import { deepReport } from './deep-size-of.ts';
import type { SizeReport } from '../report/size-report.ts';
import { SIZE_NAMES } from './options.ts';
import type { SizeOptions } from './options.ts';
import { SizesReport } from '../report/sizes-report.ts';
import { prepare, toLastReport } from './weighing.ts';

/**
 * Weighs several values together: what each has for itself, and what they share, counted once.
 *
 * The own share of a root is what the total would lose without it. Limits apply to each walk.
 *
 * @param values the roots; the same value twice shares everything.
 * @throws {TypeError | RangeError} if `values` is not an array or an option is invalid; the measured values never cause an error.
 * @example
 * ```ts
 * const shared = { text: 'in both' };
 * const { roots, sharedBytes } = deepSizeOfAll([{ shared }, { shared }]);
 * roots[0].ownBytes; // 32: one object with one property
 * sharedBytes; // 56: the shared object and its string
 * ```
 */
export function deepSizeOfAll(values: readonly unknown[], options?: SizeOptions): SizesReport {
  if (!js.isArray(values)) throw typeError('values', 'an array', values);
  const own = ownOptions('deepSizeOfAll', SIZE_NAMES, options);
  const together = (skip: number): SizeReport => {
    const weighing = prepare(own, true);
    keepGeneric();
    for (let i = 0; i < values.length; i++) if (i !== skip) weighing.walker.begin(readElement(values, i));
    weighing.walker.step(Infinity);
    return toLastReport(weighing);
  };
  const total = together(-1);
  const roots = values.map((value, i) => ({
    bytes: deepReport(value, own).bytes,
    ownBytes: total.bytes - together(i).bytes,
  }));
  let ownBytes = 0;
  for (const root of roots) ownBytes += root.ownBytes;
  return new SizesReport({ total, roots, sharedBytes: total.bytes - ownBytes });
}
