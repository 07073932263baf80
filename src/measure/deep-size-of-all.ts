/** deepSizeOfAll: measures several roots in one walk: the bytes of each, and what they share. */
import { keepGeneric, readElement } from '../inspect/read-element.ts';
import { toGraph } from '../paths/builder.ts';
import { rootShares } from '../paths/root-shares.ts';
import { typeError } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { ownOptions } from '../platform/own-options.ts';
import { toArray } from '../platform/safe-collections.ts';
import { SIZE_NAMES } from './options.ts';
import type { SizeOptions } from './options.ts';
import { SizesReport } from '../report/sizes-report.ts';
import { prepareOutline } from './outlining.ts';
import { toReport } from './weighing.ts';

/**
 * Measures several values together: what belongs to each alone, and what they share, counted once. Takes about twice as
 * long as one walk over all of them, however many they are.
 *
 * All roots are measured in one walk. Properties of a whole class, such as the unused slots of its instances, are
 * therefore derived from the objects of all roots; `deepSizeOf` of a single root sees fewer objects and may differ by
 * that. Limits apply to the walk over all roots, which visits the last root first.
 *
 * @param values the roots; `ignore` does not apply to them. The same value twice shares everything.
 * @throws {TypeError | RangeError} if `values` is not an array or an option is invalid; the measured values never cause
 * an error.
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
  const outlining = prepareOutline(ownOptions('deepSizeOfAll', SIZE_NAMES, options));
  const { walker, recorder } = outlining;
  const { length } = values;
  walker.beginAll();
  for (let i = 0; i < length; i++) {
    keepGeneric();
    walker.begin(readElement(values, i));
    recorder.addRoot(i);
  }
  walker.step(Infinity);
  const total = toReport(outlining);
  const roots = toArray(rootShares(toGraph(recorder), length));
  let ownBytes = 0;
  for (let i = 0; i < length; i++) ownBytes += roots[i].ownBytes;
  return new SizesReport({ total, roots, sharedBytes: total.bytes - ownBytes });
}
