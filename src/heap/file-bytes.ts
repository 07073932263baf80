/** The bytes of a file or stream, decompressed where its first bytes show that it is gzip; a file is always closed. */
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { typedArrayByteLength } from '../platform/intrinsics.ts';
import { min } from '../platform/math.ts';
import { nullPrototypeList, toArray } from '../platform/safe-collections.ts';

/** Bytes per read. */
const CHUNK = 1 << 18;

/**
 * The bytes of a file, opened on the first read and closed after the last or by `return`.
 *
 * @throws an error of `node:fs` if it cannot be read.
 */
export async function* bytesOfFile(path: string | URL, chunk = CHUNK): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    for (;;) {
      // Each chunk gets its own buffer: the previous one may still be in use.
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(chunk), 0, chunk, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The first `length` bytes of a stream (fewer if it is shorter), and the whole stream including them. */
export async function peek(
  stream: AsyncIterable<Buffer>,
  length: number,
): Promise<{ readonly head: Buffer; readonly bytes: AsyncIterable<Buffer> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const read = nullPrototypeList<Buffer>();
  let count = 0;
  while (count < length) {
    const next = await iterator.next();
    if (next.done === true) break;
    read[read.length] = next.value;
    count += typedArrayByteLength(next.value);
  }
  return { head: Buffer.concat(toArray(read), min(count, length)), bytes: joined(read, iterator) };
}

async function* joined(read: readonly Buffer[], iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    for (let i = 0; i < read.length; i++) yield read[i];
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** True if these are the first bytes of gzip. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Decompresses gzip data as it is read.
 *
 * @throws an error of `node:zlib` if the bytes are damaged or truncated.
 */
export function gunzipped(stream: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  // An error of the source destroys the returned stream, so that its reader receives the error.
  return pipeline(stream, createGunzip({ chunkSize: CHUNK }), () => {}) as AsyncIterable<Buffer>;
}
