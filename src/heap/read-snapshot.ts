/** Reads a heap snapshot from a stream or from a file that DevTools, Node or a browser has saved. */
import { createReadStream } from 'node:fs';
import { runningLayout } from '../layout/detect.ts';
import { checkOptionalFunction, checkSignal } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import type { ReportLayout } from '../report/report-data.ts';
import { reportOf } from '../report/report-of.ts';
import type { SizeReport } from '../report/size-report.ts';
import type { TypeTotal } from '../weigh/size-estimate.ts';
import { Totals } from '../weigh/totals.ts';
import { typeNameOf } from './owned.ts';
import type { HeapSnapshot } from './snapshot.ts';
import { SnapshotParser } from './snapshot-parser.ts';

/** How to read. */
export interface ReadOptions {
  /**
   * Ends the reading; the promise is rejected with the signal's reason.
   *
   * @defaultValue the reading cannot be ended
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called as the bytes come in: bytes read, and the part of nodes and edges that is done, 0 to 1.
   *
   * @defaultValue no progress is reported
   */
  readonly onProgress?: ((progress: { readonly bytes: number; readonly fraction: number }) => void) | undefined;
}

export const READ_NAMES: OptionNames<ReadOptions> = { signal: true, onProgress: true };

/** Checks the options of a function that reads a snapshot. */
export function readOptionsOf(caller: string, options: ReadOptions | undefined): ReadOptions {
  return checkedReading(ownOptions(caller, READ_NAMES, options));
}

/** Checks the values; `options` were read by `ownOptions`. */
export function checkedReading<Options extends ReadOptions>(options: Options): Options {
  checkSignal(options.signal);
  checkOptionalFunction('onProgress', options.onProgress);
  return options;
}

/** Feeds a parser chunk by chunk: reports the progress, and throws the signal's reason once it is aborted. */
export function feeder(parser: SnapshotParser, { signal, onProgress }: ReadOptions): (chunk: Uint8Array) => void {
  let bytes = 0;
  return (chunk) => {
    parser.write(chunk);
    bytes += chunk.length;
    onProgress?.({ bytes, fraction: parser.fraction });
    signal?.throwIfAborted();
  };
}

/**
 * Parses a heap snapshot as it streams by; the memory it needs is that of the columns, about the size of the text.
 *
 * @throws {TypeError} (as a rejection, like all that follows) if an option is invalid.
 * @throws {SnapshotFormatError} if the bytes are no heap snapshot.
 * @example
 * ```ts
 * import { getHeapSnapshot } from 'node:v8';
 * console.log(String(snapshotReport(await readSnapshot(getHeapSnapshot()))));
 * ```
 */
export async function readSnapshot(stream: AsyncIterable<unknown>, options?: ReadOptions): Promise<HeapSnapshot> {
  return readChunks(stream, readOptionsOf('readSnapshot', options));
}

async function readChunks(stream: AsyncIterable<unknown>, options: ReadOptions): Promise<HeapSnapshot> {
  options.signal?.throwIfAborted();
  const parser = new SnapshotParser();
  const feed = feeder(parser, options);
  for await (const chunk of stream) {
    options.signal?.throwIfAborted();
    feed(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array));
  }
  return parser.end();
}

/**
 * Opens a `.heapsnapshot` file.
 *
 * @throws {TypeError} (as a rejection, like all that follows) if an option is invalid.
 * @throws {SnapshotFormatError} if the file is no heap snapshot; an error of `node:fs` if it cannot be read.
 */
export async function openSnapshot(path: string | URL, options?: ReadOptions): Promise<HeapSnapshot> {
  const own = readOptionsOf('openSnapshot', options);
  return readChunks(createReadStream(path, { highWaterMark: 1 << 18 }), own);
}

/**
 * The whole heap of a snapshot by type: self sizes as V8 wrote them, strings and V8's own parts in rows of their own.
 *
 * @example
 * ```ts
 * console.log(String(snapshotReport(await openSnapshot('heap.heapsnapshot'))));
 * ```
 */
export function snapshotReport(snapshot: HeapSnapshot, title = 'a heap snapshot'): SizeReport {
  const { nodeCount, nodeType, nodeTypes, nodeName, selfSize } = snapshot;
  const native = nodeTypes.indexOf('native');
  const totals = new Totals();
  // One row for each type and name index, so that a name is looked at once and not for every node.
  const named = new Map<number, TypeTotal>();
  for (let node = 0; node < nodeCount; node++) {
    const key = nodeType[node] * 2 ** 32 + nodeName[node];
    let row = named.get(key);
    if (row === undefined) named.set(key, (row = totals.of(rowNameOf(snapshot, node))));
    row.count++;
    if (nodeType[node] === native) row.external += selfSize[node];
    else row.exact(selfSize[node]);
  }
  return reportOf(totals, { layout: countedBy(title) });
}

/** What stands in the place of a layout in a report of V8's own count, for which no table of sizes was used. */
export function countedBy(title: string): ReportLayout {
  return { id: 'heap-snapshot', title };
}

/** V8's own nodes go by what they are and not by their names, which are very many. */
function rowNameOf(snapshot: HeapSnapshot, node: number): string {
  const type = snapshot.nodeTypes[snapshot.nodeType[node]];
  if (
    type === 'object' ||
    type === 'string' ||
    type === 'concatenated string' ||
    type === 'sliced string' ||
    type === 'closure' ||
    type === 'regexp'
  )
    return typeNameOf(snapshot, node);
  if (type === 'number' || type === 'bigint' || type === 'symbol') return type;
  return `(${type})`;
}

/** The running engine's layout, named as the source of figures that a snapshot gave. */
export function snapshotTitle(): string {
  return `${runningLayout().title}, from a heap snapshot`;
}
