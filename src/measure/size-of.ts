/** sizeOf: the shallow size of one value. */
import { shallowReport } from './deep-size-of.ts';
import { layoutOf } from '../layout/detect.ts';
import { smiShift } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { bigintBytes, stringBytes } from '../layout/strings.ts';
import * as js from '../platform/intrinsics.ts';

/** How to weigh one value. */
export interface SizeOptions {
  /** Weigh for another engine: one of `layouts`. Default: the running engine's. */
  readonly layout?: Layout | undefined;
}

/**
 * The shallow size of a value in bytes: the object itself with its private backing stores (property array, elements,
 * hash table, regexp data, the bytes of an ArrayBuffer), without anything it refers to.
 *
 * Small integers, booleans, null and undefined weigh 0, for they live in the slot that holds them; so do the empty
 * string and Latin-1 strings of one character, which V8 has anyway. Boxes of numbers count with `deepSizeOf`.
 *
 * @param value any value; nothing of it is run or changed.
 * @throws {TypeError} if `layout` is none; never because of the value.
 * @returns bytes; where V8 leaves a choice that JavaScript cannot see, the best guess (see `deepSizeOf(...).range`).
 * @example
 * ```ts
 * sizeOf(1.5); // 16
 * sizeOf('hello'); // 24
 * sizeOf({ a: 1, b: 2 }); // 40
 * sizeOf(''); // 0
 * ```
 */
export function sizeOf(value: unknown, options: SizeOptions = {}): number {
  const layout = layoutOf(options.layout);
  switch (typeof value) {
    case 'string':
      return js.isImmortalText(value) ? 0 : stringBytes(layout, value.length, js.isTwoByte(value));
    case 'number':
      return js.isSmi(value, smiShift(layout)) ? 0 : layout.heapNumber;
    case 'bigint':
      return bigintBytes(layout, value);
    case 'symbol':
      return layout.symbol;
    case 'object':
    case 'function':
      return value === null ? 0 : shallowReport(value, layout).bytes;
    default:
      return 0;
  }
}
