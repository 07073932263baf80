/** sizeOf: the shallow size of one value. */
import { shallowBytes } from './shallow-size.ts';
import { layoutOf } from '../layout/detect.ts';
import { smiShift } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { bigintBytes, stringBytes } from '../layout/strings.ts';
import { isTwoByteFlat } from '../platform/string-width.ts';
import * as js from '../platform/intrinsics.ts';
import { ownOptions } from '../platform/own-options.ts';
import { LAYOUT_NAMES } from './options.ts';
import type { LayoutOptions } from './options.ts';

/**
 * The shallow size of a value in bytes: the object itself with its private backing stores (property array, elements,
 * hash table, regexp data, the bytes of an ArrayBuffer), without anything it refers to.
 *
 * Small integers, booleans, null and undefined weigh 0, because they are stored in the slot that holds them. The empty
 * string and Latin-1 strings of one character weigh 0, because they are read-only roots of V8. Heap numbers in fields
 * are counted by `deepSizeOf` only.
 *
 * @param value any value; none of its code is run, and it is not changed.
 * @throws {TypeError | RangeError} if an option is invalid; the measured value never causes an error.
 * @returns bytes; the point estimate if the size depends on what JavaScript cannot see (see `deepSizeOf(...).range`).
 * @example
 * ```ts
 * sizeOf(1.5); // 16
 * sizeOf('hello'); // 24
 * sizeOf({ a: 1, b: 2 }); // 40
 * sizeOf(''); // 0
 * ```
 */
export function sizeOf(value: unknown, options?: LayoutOptions): number {
  return shallowSize(
    value,
    layoutOf(options === undefined ? undefined : ownOptions('sizeOf', LAYOUT_NAMES, options).layout),
  );
}

/** {@link sizeOf} for a layout. */
export function shallowSize(value: unknown, layout: Layout): number {
  switch (typeof value) {
    case 'string':
      return js.isReadOnlyRootString(value) ? 0 : stringBytes(layout, value.length, isTwoByteFlat(value));
    case 'number':
      return js.isSmi(value, smiShift(layout)) ? 0 : layout.heapNumber;
    case 'bigint':
      return bigintBytes(layout, value);
    case 'symbol':
      return layout.symbol;
    case 'object':
    case 'function':
      return value === null ? 0 : shallowBytes(value, layout);
    default:
      return 0;
  }
}
