/**
 * Arrays of numbers that a typed array holds in fewer bytes. V8 stores fractional numbers unboxed only while the array
 * contains nothing but numbers: with one null or undefined among them, each is a heap number.
 */
import { Kind } from '../../inspect/kinds.ts';
import { SafeSet } from '../../platform/safe-collections.ts';
import { byPlace, Replaced } from './by-place.ts';
import { eachElement, isVast, listed } from './contents.ts';
import { NumberScan } from './number-type.ts';
import type { NumberType } from './number-type.ts';
import { partOf } from './part.ts';
import type { Place } from '../place.ts';
import type { Rule } from '../proposal.ts';
import type { Estimator } from '../estimator.ts';

/** A typed array takes about 200 bytes with its buffer: fewer elements than this never save that. */
const MIN_LENGTH = 8;

/**
 * Of a typed array with more elements only a part is built. The limit is high because an array of zeros is cheap, and
 * its header must not be scaled much.
 */
const MAX_TYPED = 1 << 16;

/** Looks for arrays that could be typed arrays. */
export const numberArrays: Rule = byPlace(
  'number-array',
  (kind) => kind === Kind.array,
  (place, estimator) => {
    const found = new Replaced();
    const types = new SafeSet<string>();
    let heapNumbers = 0;
    let gaps = 0;
    for (let i = 0; i < place.objects.length; i++) {
      const array = place.objects[i] as readonly unknown[];
      if (array.length < MIN_LENGTH || isVast(array)) continue;
      const scan = scanOf(array, place);
      const { type } = scan;
      if (type === undefined) continue;
      const numberBytes = scan.gaps > 0 ? estimator.weigh([array]) - estimator.sizeOf(array) : 0;
      if (!found.add(array, place.bytes[i] + numberBytes, typedArrayBytes(type, array.length, estimator))) continue;
      types.add(type.name);
      heapNumbers += numberBytes;
      gaps += scan.gaps;
    }
    if (found.count === 0) return undefined;
    return {
      ...found.at(place),
      reason:
        heapNumbers > 0
          ? `next to null or undefined each number takes a heap number of ${estimator.layout.heapNumber} bytes ` +
            'and a pointer'
          : 'every number takes a whole slot, although it fits in fewer bytes',
      action: `make it a ${listed(types)}${gaps > 0 ? ', with NaN for missing numbers' : ''}`,
    };
  },
);

function scanOf(array: readonly unknown[], place: Place): NumberScan {
  const scan = new NumberScan();
  eachElement(array, place.info, (item) => scan.add(item));
  return scan;
}

/** The bytes of a typed array with its buffer. */
export function typedArrayBytes(type: NumberType, length: number, estimator: Estimator): number {
  const { size, factor } = partOf(length, MAX_TYPED);
  return factor * estimator.once(`${type.name} ${size}`, () => new type.make(size));
}
