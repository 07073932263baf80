/** Reads a heap snapshot from a stream or from a file saved by DevTools, Node or a browser. */
import { stat } from 'node:fs/promises';
import { boolean, checkOptionalFunction, checkSignal, resultError } from '../platform/argument-checks.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import type { Abortable } from '../measure/deep-size-of-async.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { bytesOfFile, gunzipped, isGzip, peek } from './file-bytes.ts';
import type { HeapSnapshot } from './snapshot.ts';
import { SnapshotParser } from './snapshot-parser.ts';
import type { ParserOptions } from './snapshot-parser.ts';

/** Options for reading a snapshot. */
export interface ReadOptions {
  /**
   * Aborts; the promise is rejected with the signal's reason.
   *
   * @defaultValue no signal
   */
  readonly signal?: Abortable | undefined;
  /**
   * Called after each chunk with the bytes read so far and the fraction of nodes and edges that is done, 0 to 1.
   *
   * @defaultValue no progress is reported
   */
  readonly onProgress?: ((progress: { readonly bytes: number; readonly fraction: number }) => void) | undefined;
}

export const READ_NAMES: OptionNames<ReadOptions> = { signal: true, onProgress: true };

/** Options for opening a snapshot. */
export interface OpenOptions extends ReadOptions {
  /**
   * Whether to keep where functions and classes were defined (`snapshot.locations`, 16 bytes for each function and each
   * object of a class), which `ownersOf` needs.
   *
   * @defaultValue `false`
   */
  readonly locations?: boolean | undefined;
}

const OPEN_NAMES: OptionNames<OpenOptions> = { ...READ_NAMES, locations: true };

function openOptionsOf(caller: string, options: OpenOptions | undefined): OpenOptions {
  const own = checkedReading(ownOptions(caller, OPEN_NAMES, options));
  boolean('locations', own.locations, false);
  return own;
}

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

/** Feeds a parser chunk by chunk: reports progress, and throws the signal's reason once it is aborted. */
export function feeder(parser: SnapshotParser, { signal, onProgress }: ReadOptions): (chunk: Uint8Array) => void {
  let bytes = 0;
  return (chunk) => {
    withOriginals(() => {
      parser.write(chunk);
      bytes += chunk.length;
    });
    onProgress?.({ bytes, fraction: parser.fraction });
    signal?.throwIfAborted();
  };
}

/**
 * Parses a heap snapshot from a stream. The result is stored outside V8's heap, in usually less memory than the JSON
 * takes and at most a few times as much: 17 bytes a node (18 where DOM nodes have a state, 21 in an allocation
 * timeline), 9 an edge, and the strings' bytes.
 *
 * @throws {TypeError} (as a rejection, like all that follows) if it is not a stream, or an option is invalid.
 * @throws {SnapshotFormatError} if the bytes are not a heap snapshot.
 * @example
 * ```ts
 * import { getHeapSnapshot } from 'node:v8';
 * console.log(String(snapshotReport(await readSnapshot(getHeapSnapshot()))));
 * ```
 */
export async function readSnapshot(stream: AsyncIterable<unknown>, options?: OpenOptions): Promise<HeapSnapshot> {
  const own = openOptionsOf('readSnapshot', options);
  const { [Symbol.asyncIterator]: some, [Symbol.iterator]: others } = Object(stream) as Partial<
    AsyncIterable<unknown> & Iterable<unknown>
  >;
  if (typeof stream === 'string' || (typeof some !== 'function' && typeof others !== 'function'))
    throw resultError(
      'stream',
      'a stream of bytes, such as getHeapSnapshot() of node:v8 (openSnapshot reads a file)',
      stream,
    );
  return parse(stream, own, {});
}

/** A file's URL: `URL` is a type of the platform, which a program may not have. */
export interface FileUrl {
  /** The whole URL as a string. */
  readonly href: string;
}

/**
 * Opens a heap snapshot: `.heapsnapshot` and `.heaptimeline` files, compressed by gzip or not.
 *
 * @throws {TypeError} (as a rejection, like all that follows) if an option is invalid.
 * @throws {SnapshotFormatError} if the file is not a heap snapshot; an error of `node:fs` if it cannot be read, of
 * `node:zlib` if its gzip data are damaged; the signal's reason if it was aborted.
 */
export async function openSnapshot(path: string | FileUrl, options?: OpenOptions): Promise<HeapSnapshot> {
  const own = openOptionsOf('openSnapshot', options);
  own.signal?.throwIfAborted();
  const file = await stat(path as string | URL);
  const stream = bytesOfFile(path as string | URL);
  try {
    const { head, bytes } = await peek(stream, 2);
    if (isGzip(head)) return await parse(gunzipped(bytes), own, {});
    return await parse(bytes, own, { fileBytes: file.isFile() ? file.size : undefined });
  } finally {
    await stream.return(undefined);
  }
}

async function parse(
  stream: AsyncIterable<unknown>,
  options: OpenOptions,
  parserOptions: ParserOptions,
): Promise<HeapSnapshot> {
  options.signal?.throwIfAborted();
  const parser = new SnapshotParser({ ...parserOptions, locations: options.locations });
  const feed = feeder(parser, options);
  for await (const chunk of stream) {
    options.signal?.throwIfAborted();
    feed(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array));
  }
  return withOriginals(() => parser.end());
}
