/** Determines a file's kind and opens it; any problem is reported in one line. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { bytesOfFile, gunzipped, isGzip, peek } from '../heap/file-bytes.ts';
import { CommandError } from './command.ts';
import { HEAD_BYTES, isSnapshot } from './content.ts';

/** How an input is read. */
export type InputKind = 'json' | 'jsonl' | 'heapsnapshot' | 'module';

/** The kinds that `--as` takes. */
export const NAMED_KINDS: readonly InputKind[] = ['json', 'jsonl', 'heapsnapshot'];

/** A file or standard input, of which only the first bytes were read. */
export interface Input {
  /** As the user wrote it; `-` is standard input. */
  readonly path: string;
  readonly name: string;
  /** The root's name in paths. */
  readonly valueName: string;
  readonly kind: InputKind;
  /** Size in bytes; undefined for standard input and compressed files. */
  readonly size: number | undefined;
  /** The decompressed bytes; can be read once. */
  readonly bytes: AsyncIterable<Buffer>;
}

const KIND_OF_EXTENSION: Readonly<Record<string, InputKind>> = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.heapsnapshot': 'heapsnapshot',
  '.heaptimeline': 'heapsnapshot',
};
const CODE = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']);

/**
 * Examines a file's name and first bytes: a heap snapshot is recognised whatever its name.
 *
 * @throws {CommandError} if it cannot be read.
 */
export async function inputOf(path: string, asked: InputKind | undefined): Promise<Input> {
  if (path === '-' && asked === 'module')
    throw new CommandError('standard input cannot be imported: write the module to a file');
  const plainPath = path.replace(/\.gz$/i, '');
  const extension = extname(plainPath).toLowerCase();
  if (asked === undefined && CODE.has(extension))
    throw new CommandError(
      `${path} is code, not data: 'heapscale --import ${path}' runs it and weighs what it exports`,
    );
  const name = path === '-' ? 'standard input' : path;
  const size = path === '-' ? undefined : sizeOfFile(path);
  const valueName = path === '-' ? 'value' : nameOf(plainPath);
  if (asked === 'module') return { path, name, valueName, kind: asked, size, bytes: bytesOfFile(path) };
  try {
    const { head, bytes, isCompressed } = await opened(path, size);
    const kind = isSnapshot(name, head) ? 'heapsnapshot' : (KIND_OF_EXTENSION[extension] ?? 'json');
    return { path, name, valueName, kind: asked ?? kind, size: isCompressed ? undefined : size, bytes };
  } catch (error) {
    throw readError(path, error);
  }
}

interface Opened {
  /** The first bytes, decompressed. */
  readonly head: Buffer;
  readonly bytes: AsyncIterable<Buffer>;
  readonly isCompressed: boolean;
}

/** Bytes per read of a large file. */
const CHUNK = 1 << 20;

/**
 * A file is closed after its first bytes, since several are examined before one is read; a stream, which cannot be read
 * twice, stays open.
 */
async function opened(path: string, size: number | undefined): Promise<Opened> {
  if (size === undefined) {
    const stream = path === '-' ? (process.stdin as AsyncIterable<Buffer>) : bytesOfFile(path, CHUNK);
    const { head, bytes } = await peek(stream, HEAD_BYTES);
    if (!isGzip(head)) return { head, bytes: named(path, bytes), isCompressed: false };
    const plain = await peek(gunzipped(bytes), HEAD_BYTES);
    return { head: plain.head, bytes: named(path, plain.bytes), isCompressed: true };
  }
  const head = headOf(path);
  if (!isGzip(head)) return { head, bytes: named(path, bytesOfFile(path, CHUNK)), isCompressed: false };
  const stream = bytesOfFile(path);
  try {
    const plain = await peek(gunzipped(stream), HEAD_BYTES);
    return { head: plain.head, bytes: named(path, gunzipped(bytesOfFile(path, CHUNK))), isCompressed: true };
  } finally {
    await stream.return(undefined);
  }
}

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(file, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

/** Wraps a stream so that errors name the file. */
async function* named(path: string, stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (error) {
    throw readError(path, error);
  }
}

/** The size of a regular file; undefined for a pipe or a device. */
function sizeOfFile(path: string): number | undefined {
  let size: number | undefined;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw new CommandError(`${path} is a directory: name the files in it`);
    size = stat.isFile() ? stat.size : undefined;
  } catch (error) {
    throw readError(path, error);
  }
  if (size === 0) throw new CommandError(`${path} is empty`);
  return size;
}

/** A file's name as a variable name: `package-lock.json` becomes `packageLock`. */
function nameOf(path: string): string {
  const words = basename(path, extname(path))
    .split(/[^\p{L}\p{N}_$]+/u)
    .filter((word) => word !== '');
  const name = words.map((word, i) => (i === 0 ? word : word[0].toUpperCase() + word.slice(1))).join('');
  return /^[\p{L}_$]/u.test(name) ? name : `value${name}`;
}

/** The error for a file that cannot be read. */
export function readError(path: string, error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const name = path === '-' ? 'standard input' : path;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new CommandError(`${name}: no such file`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM')
    return new CommandError(`${name} cannot be read: permission denied`, { cause: error });
  if (code?.startsWith('Z_') === true)
    return new CommandError(`${name} is damaged gzip data: ${message}`, { cause: error });
  return new CommandError(`${name} cannot be read: ${message}`, { cause: error });
}
