/** The options of a sample, from those of the public functions. */
import { layoutOf } from '../../layout/detect.ts';
import { calibrationOf, walkOptionsOf, weighOptionsOf } from '../options.ts';
import type { SizeOptions } from '../options.ts';
import { pairsOf } from './pair.ts';
import type { PartOptions } from './sampled-size-of.ts';

/**
 * How to walk and weigh; `ownOptions` has read the `options`.
 *
 * @param atOnce for a walk in slices: entries of a Map or Set that are read in one step.
 */
export function partOptionsOf(options: SizeOptions, atOnce?: number): PartOptions {
  return {
    walk: walkOptionsOf(options, atOnce),
    weigh: weighOptionsOf(options),
    newPair: pairsOf(calibrationOf(options), layoutOf(options.layout)),
  };
}
