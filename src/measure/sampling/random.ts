/** Seeded random choice. */
import { floor, imul } from '../../platform/math.ts';
import * as js from '../../platform/intrinsics.ts';
import { nullPrototypeList, SafeSet, toArray } from '../../platform/safe-collections.ts';

/** mulberry32: numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` different indices below `length`, in ascending order (Floyd's algorithm). */
export function chooseIndices(length: number, count: number, random: () => number): number[] {
  const chosen = new SafeSet<number>();
  const indices = nullPrototypeList<number>();
  for (let top = length - count; top < length; top++) {
    const index = floor(random() * (top + 1));
    const taken = chosen.has(index) ? top : index;
    chosen.add(taken);
    indices[indices.length] = taken;
  }
  return js.sort(toArray(indices), (a, b) => a - b);
}
