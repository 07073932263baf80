/**
 * Arrays that are mostly empty: holes, undefined or null. Every index takes a slot whether it is filled or not; a Map
 * takes memory only for entries.
 */
import { prefersDictionary } from '../../layout/capacity.ts';
import * as js from '../../platform/intrinsics.ts';
import { isArrayIndex } from '../../inspect/class-info.ts';
import { Kind } from '../../inspect/kinds.ts';
import { byPlace, Replaced } from './by-place.ts';
import { eachElement, isVast } from './contents.ts';
import type { Place } from '../place.ts';
import type { Rule } from '../proposal.ts';

/** A Map takes 28 to 56 bytes per entry, a slot 8: with fewer elements the saving is too small. */
const MIN_LENGTH = 32;

/** Looks for arrays whose elements take fewer bytes in a Map. */
export const sparseArrays: Rule = byPlace(
  'sparse-array',
  (kind) => kind === Kind.array,
  (place, estimator) => {
    const found = new Replaced();
    let slots = 0;
    let filled = 0;
    let mayBeDictionary = false;
    for (let i = 0; i < place.objects.length; i++) {
      const array = place.objects[i] as readonly unknown[];
      if (array.length < MIN_LENGTH) continue;
      const { present, holes } = occupancyOf(array, place);
      // Skip an array without values: it may be waiting to be filled.
      if (present === 0 || 2 * present > array.length || !found.add(array, place.bytes[i], estimator.mapOf(present)))
        continue;
      slots += array.length;
      filled += present;
      if (holes > 0 && prefersDictionary(present, array.length)) mayBeDictionary = true;
    }
    if (found.count === 0) return undefined;
    return {
      ...found.at(place),
      reason: `${percentage(filled, slots)} of its slots are filled; the others take memory too`,
      action: 'use a Map from index to element, or an array of only the present elements',
      onlyIf: mayBeDictionary
        ? 'the array was created with its length, as by `new Array(n)`; ' +
          'one that grew by distant indices is a hash table already'
        : undefined,
    };
  },
);

/** How many elements are neither holes nor undefined nor null, and how many are holes. */
function occupancyOf(array: readonly unknown[], place: Place): { present: number; holes: number } {
  let present = 0;
  let holes = 0;
  if (isVast(array)) {
    const names = js.getOwnPropertyNames(array);
    while (present < names.length && isArrayIndex(names[present])) present++;
    return { present, holes: array.length - present };
  }
  const step = eachElement(array, place.info, (item, index) => {
    if (item === undefined && !js.hasOwn(array, index)) holes++;
    else if (item !== undefined && item !== null) present++;
  });
  return { present: step * present, holes: step * holes };
}

function percentage(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  return percent < 1 ? 'less than 1 %' : `${percent.toFixed(0)} %`;
}
