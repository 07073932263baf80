/**
 * Maps and Sets of a few entries. The smallest table has room for four and takes 120 to 152 bytes beside the 32 of the
 * object; an array of the same takes a slot for each, and to look through a few elements is as quick as to hash one.
 */
import * as js from '../../platform/intrinsics.ts';
import { Kind } from '../../inspect/kinds.ts';
import { byPlace, Replaced } from './by-place.ts';
import type { Rule } from '../proposal.ts';

/** Up to here looking through all is no slower than hashing. */
const MAX_ENTRIES = 8;

/** Looks for places with many Maps or Sets of one to eight entries. */
export const tinyCollections: Rule = byPlace(
  'tiny-collection',
  (kind) => kind === Kind.map || kind === Kind.set,
  (place, estimator) => {
    const isMap = place.kind === Kind.map;
    const found = new Replaced();
    let entries = 0;
    for (let i = 0; i < place.objects.length; i++) {
      const object = place.objects[i];
      const size = isMap ? js.mapSize(object) : js.setSize(object);
      if (size === 0 || size > MAX_ENTRIES || js.ownKeys(object).length > 0) continue;
      if (found.add(object, place.bytes[i], estimator.arrayOf(isMap ? 2 * size : size))) entries += size;
    }
    // One is no habit.
    if (found.count < 2) return undefined;
    const average = `of ${(entries / found.count).toFixed(1)} entries on average takes ${(found.before / found.count).toFixed(0)} bytes`;
    return {
      ...found.at(place),
      reason: `a ${isMap ? 'Map' : 'Set'} ${average}, most of it an empty table`,
      action: isMap
        ? 'keep key and value in turn in one array of just that length, or make one Map of all'
        : 'keep them in an array of just that length',
    };
  },
);
