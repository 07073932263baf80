/** V8's own count of values in the running process, as reports. */
import { runningLayout } from '../layout/detect.ts';
import { SizeReport } from '../report/size-report.ts';
import { captureSnapshot } from './capture.ts';
import { ownedBy } from './owned.ts';
import { ownershipOf } from './ownership.ts';

/**
 * V8's count of several values from one heap snapshot: the sum of self sizes over what belongs to each, private
 * fields and other hidden state included. Takes a second or so, and stops the process while V8 writes the snapshot.
 *
 * @param values any values; small integers, booleans and V8's immortal strings weigh 0.
 * @returns one report a value, in order; its range is a point.
 * @throws {SnapshotFormatError} if V8's stream cannot be read.
 * @example
 * ```ts
 * const [report] = await exactSizesOf([new Map([['a', { b: 1 }]])]);
 * report.bytes; // what V8 has
 * ```
 */
export async function exactSizesOf(values: readonly unknown[]): Promise<SizeReport[]> {
  const { snapshot, nodes } = await captureSnapshot(values);
  const ownership = ownershipOf(snapshot, { hidden: true });
  return nodes.map((node) => {
    const { heapBytes, externalBytes, objects, byType } = ownedBy(snapshot, ownership, [node]);
    const bytes = heapBytes + externalBytes;
    return new SizeReport({
      bytes, heapBytes, externalBytes, objects, byType,
      range: { min: bytes, max: bytes },
      hidden: [],
      repeatedStrings: { count: 0, bytes: 0 },
      complete: true,
      layout: `${runningLayout().title}, from a heap snapshot`,
    });
  });
}

/**
 * V8's count of one value; see {@link exactSizesOf}, which does many at the price of one.
 *
 * @example
 * ```ts
 * (await exactSizeOf({ a: 1, b: 2 })).bytes; // 40
 * ```
 */
export async function exactSizeOf(value: unknown): Promise<SizeReport> {
  return (await exactSizesOf([value]))[0];
}
