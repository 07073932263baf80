/**
 * Arrays of numbers that a typed array holds in fewer bytes. V8 keeps a small integer in a word and another number
 * unboxed only while nothing but numbers is in the array: one null or undefined beside them, and each is a heap object
 * of its own.
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

/** A typed array comes with a buffer and takes some 200 bytes: fewer elements than this never win that back. */
const MIN_LENGTH = 8;

/**
 * A typed array of more elements is built in part: one of zeros costs next to nothing, and its header must not be
 * scaled much.
 */
const MAX_TYPED = 1 << 16;

/** Looks for arrays that a typed array could be. */
export const numberArrays: Rule = byPlace(
  'number-array',
  (kind) => kind === Kind.array,
  (place, estimator) => {
    const found = new Replaced();
    const types = new SafeSet<string>();
    let boxes = 0;
    let gaps = 0;
    for (let i = 0; i < place.objects.length; i++) {
      const array = place.objects[i] as readonly unknown[];
      if (array.length < MIN_LENGTH || isVast(array)) continue;
      const scan = scanOf(array, place);
      const { type } = scan;
      if (type === undefined) continue;
      const boxed = scan.gaps > 0 ? estimator.weigh([array]) - estimator.sizeOf(array) : 0;
      if (!found.add(array, place.bytes[i] + boxed, typedArrayBytes(type, array.length, estimator))) continue;
      types.add(type.name);
      boxes += boxed;
      gaps += scan.gaps;
    }
    if (found.count === 0) return undefined;
    return {
      ...found.at(place),
      reason:
        boxes > 0
          ? `numbers beside null or undefined are each a heap object of ${estimator.layout.heapNumber} bytes and a pointer to it`
          : 'every number takes a slot, though fewer bytes hold it',
      action: `make it a ${listed(types)}${gaps > 0 ? ', with NaN for what is missing' : ''}`,
    };
  },
);

function scanOf(array: readonly unknown[], place: Place): NumberScan {
  const scan = new NumberScan();
  eachElement(array, place.info, (item) => scan.add(item));
  return scan;
}

/** Bytes of a typed array of this type with its buffer. */
export function typedArrayBytes(type: NumberType, length: number, estimator: Estimator): number {
  const { size, factor } = partOf(length, MAX_TYPED);
  return factor * estimator.once(`${type.name} ${size}`, () => new type.make(size));
}
