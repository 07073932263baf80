/** The shallow size of one object, without a walk: a bundle with only `sizeOf` has neither that nor its sums. */
import { ObjectReader } from '../inspect/read-object.ts';
import { smiShift } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { externalBytesOf } from '../weigh/built-in-size.ts';
import { addOnlyObject } from '../weigh/only-object.ts';
import { SizeEstimate } from '../weigh/size-estimate.ts';

/** Reused between calls: making them takes longer than weighing an object. */
let reader: ObjectReader | undefined;
let sum: SizeEstimate | undefined;

/** The point estimate of the bytes of an object, on and off the heap, without anything it refers to. */
export function shallowBytes(value: object, layout: Layout): number {
  reader ??= new ObjectReader();
  sum ??= new SizeEstimate();
  reader.read(value, smiShift(layout), layout.maxOnHeapBytes);
  const { kind, info, facts } = reader;
  addOnlyObject(layout, value, kind, info, facts, sum.reset());
  reader.end();
  return sum.bytes + externalBytesOf(value, kind);
}
