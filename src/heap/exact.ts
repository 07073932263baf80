/** V8's own count of values in the running process, as reports. */
import { typeError } from '../platform/argument-checks.ts';
import { dominatorsOf, retainedSizes } from '../paths/dominators.ts';
import { reportOf } from '../report/report-of.ts';
import type { SizeReport } from '../report/size-report.ts';
import { captureSnapshot } from './capture.ts';
import type { Capture } from './capture.ts';
import { flowGraph } from './flow.ts';
import { ownedBy } from './owned.ts';
import { ownershipOf } from './ownership.ts';
import { readOptionsOf } from './read-snapshot.ts';
import type { ReadOptions } from './read-snapshot.ts';
import { countedBy, snapshotTitle } from './snapshot-report.ts';

/** A report of V8's own count: its range is a point, and what would be freed with the value is known. */
export type ExactReport = SizeReport & { readonly retainedBytes: number };

/**
 * V8's count of several values from one heap snapshot: the sum of self sizes over what belongs to each, private
 * fields and other hidden state included. The process stops while V8 writes the snapshot.
 *
 * Time and memory depend on the whole heap and not on the values; a warning is emitted before a snapshot for which
 * memory may not suffice. With small objects on Node 20 (`npm run bench:snapshot-cost`):
 *
 * | heap | processor time | memory outside V8's heap |
 * |---:|---:|---:|
 * | 7 MiB | 0.9 s | 64 MiB |
 * | 29 MiB | 3.7 s | 319 MiB |
 * | 92 MiB | 11 s | 789 MiB |
 *
 * `retainedBytes` is what would be freed if the value went away: the sizes of all heap objects that only it keeps
 * alive, V8's own hidden classes and contexts among them. Of a WeakMap's entry the value is kept by key and map
 * together, and counts with whatever keeps both.
 *
 * The global object of a realm (`globalThis`, a window, the global of a vm context) is one object without its
 * properties, as it is for `deepSizeOf`, and `hidden` says so: what a program has in its global variables is the
 * program. The payload of a string that V8 keeps outside its heap, and of a WebAssembly.Memory, is in `externalBytes`.
 * On V8 14 and later a memory has its ArrayBuffer only after `buffer` was first read: it is read then, since nothing
 * else shows its size.
 *
 * @param values any values; small integers, booleans and V8's read-only root strings weigh 0.
 * @param options progress and an AbortSignal; neither can interrupt V8 while it collects the snapshot.
 * @returns one report a value, in order; its range is a point.
 * @throws {TypeError} (as a rejection, like all that follows) if `values` is not an array or an option is invalid.
 * @throws {SnapshotFormatError} if V8's stream cannot be read; the signal's reason if it was aborted.
 * @example
 * ```ts
 * const [report] = await exactSizesOf([new Map([['a', { b: 1 }]])]);
 * report.bytes; // what V8 has
 * report.retainedBytes; // what would be freed with it
 * ```
 */
export function exactSizesOf<const Values extends readonly unknown[]>(
  values: Values,
  options?: ReadOptions,
): Promise<{ -readonly [At in keyof Values]: ExactReport }> {
  if (!Array.isArray(values)) return Promise.reject(typeError('values', 'an array', values));
  return countedByV8('exactSizesOf', values, options) as Promise<{ -readonly [At in keyof Values]: ExactReport }>;
}

/** A frame of an asynchronous function would hold the values during the snapshot, so this function is not one. */
function countedByV8(
  caller: string,
  values: readonly unknown[],
  options: ReadOptions | undefined,
): Promise<ExactReport[]> {
  try {
    return captureSnapshot([...values], readOptionsOf(caller, options)).then(toReports);
  } catch (error) {
    return Promise.reject(error as Error);
  }
}

/**
 * V8's count of one value; see {@link exactSizesOf}, which counts many in the time of one.
 *
 * @throws {TypeError} (as a rejection, like all that follows) if an option is invalid.
 * @throws {SnapshotFormatError} if V8's stream cannot be read; the signal's reason if it was aborted.
 * @example
 * ```ts
 * (await exactSizeOf({ a: 1, b: 2 })).bytes; // 40
 * ```
 */
export function exactSizeOf(value: unknown, options?: ReadOptions): Promise<ExactReport> {
  return countedByV8('exactSizeOf', [value], options).then((reports) => reports[0]);
}

function toReports({ snapshot, nodes, holders }: Capture): ExactReport[] {
  const ownership = ownershipOf(snapshot, { hidden: true });
  const graph = flowGraph(snapshot, holders, nodes);
  const retained = retainedSizes(dominatorsOf(graph, snapshot.nodeCount), snapshot.selfSize);
  return nodes.map((node) => {
    const owned = ownedBy(snapshot, ownership, [node]);
    if (node >= 0 && ownership.isGlobal(node)) owned.totals.addHidden('host-objects', 'global', 1);
    // What V8 always has weighs nothing and is freed with nothing.
    return reportOf(owned.totals, {
      layout: countedBy(snapshotTitle()),
      retainedBytes: owned.nodes.length === 0 ? 0 : retained[node],
    }) as ExactReport;
  });
}
