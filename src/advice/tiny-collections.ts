/**
 * Maps and Sets of a few entries. The smallest table has room for four and takes 120 to 152 bytes beside the 32 of the object;
 * an array of the same takes a slot for each, and to look through a few elements is as quick as to hash one.
 */
import * as js from '../walk/intrinsics.ts';
import { Kind } from '../walk/kinds.ts';
import { bareList } from '../walk/safe-collections.ts';
import { eachPlace } from './contents.ts';
import type { Place } from './place.ts';
import type { Examination, Proposal } from './proposal.ts';
import type { Scales } from './scales.ts';

/** Up to here looking through all is no slower than hashing. */
const MAX_ENTRIES = 8;

/** Looks for places with many Maps or Sets of one to eight entries. */
export const tinyCollections: Examination = {
  kind: 'tiny collection',
  examine({ places }, scales, propose) {
    eachPlace(places, (kind) => kind === Kind.map || kind === Kind.set, (place) => {
      const found = examinePlace(place, scales);
      if (found !== undefined) propose(found);
    });
  },
};

function examinePlace(place: Place, scales: Scales): Proposal | undefined {
  const { objects } = place;
  const isMap = place.kind === Kind.map;
  const tiny = bareList<object>();
  let before = 0;
  let after = 0;
  let entries = 0;
  for (let i = 0; i < objects.length; i++) {
    const size = isMap ? js.mapSize(objects[i]) : js.setSize(objects[i]);
    if (size === 0 || size > MAX_ENTRIES || js.ownKeys(objects[i]).length > 0) continue;
    tiny[tiny.length] = objects[i];
    entries += size;
    before += isMap ? scales.mapOf(size) : scales.setOf(size);
    after += scales.arrayOf(isMap ? 2 * size : size);
  }
  // One is no habit.
  if (tiny.length < 2) return undefined;
  const what = isMap ? 'Map' : 'Set';
  return {
    path: place.path,
    count: tiny.length,
    before,
    after,
    objects: tiny,
    reason: `a ${what} of ${(entries / tiny.length).toFixed(1)} entries on average takes ${(before / tiny.length).toFixed(0)} bytes, most of it an empty table`,
    action: isMap ? 'keep key and value in turn in one array of just that length, or make one Map of all' : 'keep them in an array of just that length',
  };
}
