/** Strings, symbols, numbers: values that are one heap object each. */
import { ceil, floor } from '../platform/math.ts';
import { align } from './layout.ts';
import type { Layout } from './layout.ts';

/** Bytes of a flat string: one byte a character if all are Latin-1, else two. The empty string is a read-only root. */
export function stringBytes(layout: Layout, length: number, twoByte: boolean): number {
  // V8's longest string takes less than 2^31 bytes, so 32-bit arithmetic suffices, and division is slow here.
  const { taggedSize } = layout;
  return length === 0 ? 0 : (layout.stringHeader + (twoByte ? 2 * length : length) + taggedSize - 1) & -taggedSize;
}

/** Below this many characters V8 makes neither ropes nor slices: ConsString::kMinLength, SlicedString::kMinLength. */
export const SHORTEST_INDIRECT = 13;

/** Bytes of a rope's node, which refers to two parts, or of a slice, which has parent and offset; without the parts. */
export function consBytes(layout: Layout): number {
  return layout.stringHeader + 2 * layout.taggedSize;
}

/** Bytes of a bigint: a header and one 64-bit digit per 64 bits of its magnitude. */
export function bigintBytes(layout: Layout, value: bigint): number {
  return align(layout, layout.bigintHeader + 8 * digitsOf(value < 0n ? -value : value));
}

function digitsOf(magnitude: bigint): number {
  if (magnitude === 0n) return 0;
  if (magnitude < 1n << 64n) return 1;
  return ceil(bitLength(magnitude) / 64);
}

/** Bits of a large magnitude by doubling and halving the shift, without converting it to a string. */
function bitLength(magnitude: bigint): number {
  let high = 64;
  while (magnitude >> BigInt(high) > 0n) high *= 2;
  let low = high / 2;
  while (low + 1 < high) {
    const middle = floor((low + high) / 2);
    if (magnitude >> BigInt(middle) > 0n) low = middle;
    else high = middle;
  }
  return high;
}
