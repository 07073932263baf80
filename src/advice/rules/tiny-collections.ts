/**
 * Maps and Sets with a few entries. The smallest table has room for four and takes 120 to 152 bytes, plus 32 for the
 * object; an array takes one slot per element, and searching a few elements is as fast as hashing.
 */
import * as js from '../../platform/intrinsics.ts';
import { Kind } from '../../inspect/kinds.ts';
import { byPlace, Replaced } from './by-place.ts';
import type { Rule } from '../proposal.ts';

/** Up to this many entries a linear search is as fast as hashing. */
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
    // A single one is not a pattern.
    if (found.count < 2) return undefined;
    const entriesEach = (entries / found.count).toFixed(1);
    const bytesEach = (found.before / found.count).toFixed(0);
    return {
      ...found.at(place),
      reason:
        `a ${isMap ? 'Map' : 'Set'} with ${entriesEach} entries on average takes ${bytesEach} bytes, ` +
        'most of it an empty table',
      action: isMap
        ? 'store keys and values alternately in one array of exactly that length, or use one Map for all'
        : 'store them in an array of exactly that length',
    };
  },
);
