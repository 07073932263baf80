/** How much of a wide container is read at a time. */
import { LONG_ARRAY } from '../inspect/read-array.ts';
import { floor, max, min } from '../platform/math.ts';

/** Elements that are read at a time in a walk without an option `atOnce`. */
export const SLICE = LONG_ARRAY;

/**
 * Elements that are read at a time: fewer in a walk in slices, since reading 4096 entries of a Map takes 3 to 8 ms.
 *
 * @param atOnce entries of a Map or Set that may be read at once.
 */
export function sliceFor(atOnce: number | undefined): number {
  return atOnce === undefined ? SLICE : max(1, min(SLICE, floor(atOnce / 4)));
}
