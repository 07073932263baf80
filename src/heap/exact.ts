/** V8's own count of values of the running process, as reports. */
import { typeError } from '../platform/argument-checks.ts';
import { isArray } from '../platform/intrinsics.ts';
import { ownList } from '../platform/safe-collections.ts';
import { rejected } from '../platform/rejected.ts';
import { dominatorsOf, retainedSizes } from '../paths/dominators.ts';
import { reportOf } from '../report/report-of.ts';
import type { SizeReport } from '../report/size-report.ts';
import { countSnapshot } from './capture.ts';
import type { Capture } from './capture.ts';
import { flowGraph } from './flow.ts';
import { ownedBy } from './owned.ts';
import { ownershipOf } from './ownership.ts';
import { readOptionsOf } from './read-snapshot.ts';
import type { ReadOptions } from './read-snapshot.ts';
import { countedBy, snapshotTitle } from './snapshot-report.ts';

/** A report of V8's own count: its range is one number, and the retained size is known. */
export type ExactReport = SizeReport & { readonly retainedBytes: number };

/**
 * V8's count of several values from one heap snapshot: the sum of the self sizes of all that belongs to each, including
 * private fields and other hidden state. The process stops while V8 writes the snapshot.
 *
 * Time and memory depend on the size of the whole heap, not on the values; a warning is emitted if memory may not
 * suffice for the snapshot. With small objects on Node 20 (`npm run bench:snapshot-cost`):
 *
 * | heap | processor time | memory outside V8's heap |
 * |---:|---:|---:|
 * | 7 MiB | 0.9 s | 64 MiB |
 * | 29 MiB | 3.7 s | 319 MiB |
 * | 92 MiB | 11 s | 789 MiB |
 *
 * `retainedBytes` is what would be freed with the value: the sizes of all heap objects that only it keeps alive,
 * including V8's hidden classes and contexts. The value of a WeakMap entry is kept alive by key and map together, and
 * counts with whatever retains both.
 *
 * The global object of a realm (`globalThis`, a window, the global of a vm context) counts as one object without its
 * properties, as in `deepSizeOf`, and is listed in `hidden`. Characters of a string that V8 stores outside its heap,
 * and the contents of a WebAssembly.Memory, are in `externalBytes`. On V8 14 and later a memory has no ArrayBuffer
 * until `buffer` is first read; this function reads it, since nothing else shows the size.
 *
 * @param values any values; small integers, booleans and V8's read-only root strings weigh 0.
 * @param options progress and an AbortSignal; neither takes effect while V8 builds the snapshot.
 * @returns one report per value, in order; `range.min` and `range.max` are equal.
 * @throws {TypeError} (as a rejection, like all that follows) if `values` is not an array or an option is invalid.
 * @throws {SnapshotFormatError} if V8's stream cannot be read; the signal's reason if it was aborted.
 * @example
 * ```ts
 * const [report] = await exactSizesOf([new Map([['a', { b: 1 }]])]);
 * report.bytes; // V8's own count
 * report.retainedBytes; // what would be freed with the value
 * ```
 */
export function exactSizesOf<const Values extends readonly unknown[]>(
  values: Values,
  options?: ReadOptions,
): Promise<{ -readonly [At in keyof Values]: ExactReport }> {
  if (!isArray(values)) return rejected(typeError('values', 'an array', values));
  const list = ownList<unknown>(values.length);
  for (let i = 0; i < list.length; i++) list[i] = values[i];
  return countedByV8('exactSizesOf', list, options, toReports) as Promise<{
    -readonly [At in keyof Values]: ExactReport;
  }>;
}

/** Not an async function: its frame would hold the values during the snapshot. */
function countedByV8<Counted>(
  caller: string,
  values: readonly unknown[],
  options: ReadOptions | undefined,
  count: (capture: Capture) => Counted,
): Promise<Counted> {
  try {
    return countSnapshot(values, readOptionsOf(caller, options), count);
  } catch (error) {
    return rejected(error);
  }
}

/**
 * V8's count of one value. For several values use {@link exactSizesOf}, which takes one snapshot for all.
 *
 * @throws {TypeError} (as a rejection, like all that follows) if an option is invalid.
 * @throws {SnapshotFormatError} if V8's stream cannot be read; the signal's reason if it was aborted.
 * @example
 * ```ts
 * (await exactSizeOf({ a: 1, b: 2 })).bytes; // 40
 * ```
 */
export function exactSizeOf(value: unknown, options?: ReadOptions): Promise<ExactReport> {
  return countedByV8('exactSizeOf', [value], options, (capture) => toReports(capture)[0]);
}

function toReports({ snapshot, nodes, holders }: Capture): ExactReport[] {
  const ownership = ownershipOf(snapshot, { hidden: true });
  const graph = flowGraph(snapshot, holders, nodes);
  const retained = retainedSizes(dominatorsOf(graph, snapshot.nodeCount), snapshot.selfSize);
  return nodes.map((node) => {
    const owned = ownedBy(snapshot, ownership, [node]);
    if (node >= 0 && ownership.isGlobal(node)) owned.totals.addHidden('host-objects', 'global', 1);
    // Read-only roots weigh 0 and are never freed.
    return reportOf(owned.totals, {
      layout: countedBy(snapshotTitle()),
      retainedBytes: owned.nodes.length === 0 ? 0 : retained[node],
    }) as ExactReport;
  });
}
