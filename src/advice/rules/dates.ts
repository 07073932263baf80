/**
 * Dates. Besides the time, each keeps the fields of its local date and time, in an object of some 90 bytes; the time in
 * milliseconds is a number, which takes 16 bytes in a field and none besides its slot in an array of numbers.
 */
import * as js from '../../platform/intrinsics.ts';
import { Kind } from '../../inspect/kinds.ts';
import { byPlace, Replaced } from './by-place.ts';
import type { Rule } from '../proposal.ts';

/** Looks for places with several Dates. */
export const dates: Rule = byPlace(
  'date-object',
  (kind) => kind === Kind.date,
  (place, estimator) => {
    const { path, objects, holders, bytes } = place;
    // Elements of an array; keys and values of collections have numbers of their own.
    const isElement = js.endsWith(path, '[*]') && !js.endsWith(path, ')[*]');
    const found = new Replaced();
    for (let i = 0; i < objects.length; i++) {
      if (js.ownKeys(objects[i]).length > 0) continue;
      found.add(objects[i], bytes[i], isElement ? 0 : holders[i] * estimator.layout.heapNumber);
    }
    // A single one is not a pattern.
    if (found.count < 2) return undefined;
    const bytesEach = (found.before / found.count).toFixed(0);
    return {
      ...found.at(place),
      reason: `a Date takes ${bytesEach} bytes, its time in milliseconds is a number`,
      action: 'store `date.getTime()`, and make a Date of it where one is needed',
      onlyIf: isElement ? 'nothing but numbers is in the array, which then needs no object for any of them' : undefined,
    };
  },
);
