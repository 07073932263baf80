/**
 * Arrays of numbers that a typed array holds in fewer bytes. V8 keeps a small integer in a word and another number unboxed only
 * while nothing but numbers is in the array: one null or undefined beside them, and each is a heap object of its own.
 */
import { Kind } from '../walk/kinds.ts';
import { bareList, SafeSet } from '../walk/safe-collections.ts';
import { eachElement, eachPlace, isVast, listed } from './contents.ts';
import { NumberScan } from './number-type.ts';
import type { NumberType } from './number-type.ts';
import type { Place } from './place.ts';
import type { Examination, Proposal } from './proposal.ts';
import { partOf } from './scales.ts';
import type { Scales } from './scales.ts';

/** A typed array comes with a buffer and takes some 200 bytes: fewer elements than this never win that back. */
const MIN_LENGTH = 8;

/** Looks for arrays that a typed array could be. */
export const numberArrays: Examination = {
  kind: 'number array',
  examine({ places }, scales, propose) {
    eachPlace(places, (kind) => kind === Kind.array, (place) => {
      const found = examineArrays(place, scales);
      if (found !== undefined) propose(found);
    });
  },
};

function examineArrays(place: Place, scales: Scales): Proposal | undefined {
  const objects = bareList<object>();
  const types = new SafeSet<string>();
  let before = 0;
  let after = 0;
  let boxes = 0;
  let gaps = 0;
  for (let i = 0; i < place.objects.length; i++) {
    const array = place.objects[i] as readonly unknown[];
    if (array.length < MIN_LENGTH || isVast(array)) continue;
    const scan = scanOf(array, place);
    const { type } = scan;
    if (type === undefined) continue;
    const boxed = scan.gaps > 0 ? scales.weigh([array]) - scales.sizeOf(array) : 0;
    const now = place.bytes[i] + boxed;
    const then = typedArrayBytes(type, array.length, scales);
    if (then >= now) continue;
    objects[objects.length] = array;
    types.add(type.name);
    before += now;
    after += then;
    boxes += boxed;
    if (scan.gaps > 0) gaps++;
  }
  if (objects.length === 0) return undefined;
  return {
    path: place.path,
    count: objects.length,
    before,
    after,
    objects,
    reason: boxes > 0 ? 'numbers beside null or undefined are each a heap object of 16 bytes and a pointer to it' : 'every number takes the 8 bytes of a slot, though fewer hold it',
    action: `make it a ${listed(types)}${gaps > 0 ? ', with NaN for what is missing' : ''}`,
  };
}

function scanOf(array: readonly unknown[], place: Place): NumberScan {
  const scan = new NumberScan();
  eachElement(array, place.info, (item) => scan.add(item));
  return scan;
}

/** Bytes of a typed array of this type with its buffer. */
export function typedArrayBytes(type: NumberType, length: number, scales: Scales): number {
  const { size, factor } = partOf(length);
  return factor * scales.once(`${type.name} ${size}`, () => new type.make(size));
}
