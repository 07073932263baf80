/** What a file is and how to open it; everything that can be wrong with it is said in one line. */
import { createReadStream, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { CommandError } from './command.ts';

/** How an input is read. */
export type InputKind = 'json' | 'jsonl' | 'heapsnapshot' | 'module';

/** What can be named with `--as`. */
export const NAMED_KINDS: readonly InputKind[] = ['json', 'jsonl', 'heapsnapshot'];

/** A file or standard input, not yet read. */
export interface Input {
  /** As the user wrote it; `-` is standard input. */
  readonly path: string;
  readonly name: string;
  /** What its value is called in paths. */
  readonly valueName: string;
  readonly kind: InputKind;
  /** Bytes; undefined for standard input. */
  readonly size: number | undefined;
}

const KIND_OF_EXTENSION: Readonly<Record<string, InputKind>> = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.heapsnapshot': 'heapsnapshot',
};
const CODE = new Set(['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']);

/** Looks at a file without reading it. */
export function inputOf(path: string, asked: InputKind | undefined): Input {
  if (path === '-') {
    if (asked === 'module') throw new CommandError('standard input cannot be imported: write the module to a file');
    return { path, name: 'standard input', valueName: 'value', kind: asked ?? 'json', size: undefined };
  }
  const extension = extname(path).toLowerCase();
  if (asked === undefined && CODE.has(extension))
    throw new CommandError(
      `${path} is code, not data: 'heapscale --import ${path}' runs it and weighs what it exports`,
    );
  let size: number;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw new CommandError(`${path} is a directory: name the files in it`);
    // Pipes and devices have no size.
    size = stat.isFile() ? stat.size : -1;
  } catch (error) {
    throw readingError(path, error);
  }
  if (size === 0) throw new CommandError(`${path} is empty`);
  return {
    path,
    name: path,
    valueName: nameOf(path),
    kind: asked ?? KIND_OF_EXTENSION[extension] ?? 'json',
    size: size < 0 ? undefined : size,
  };
}

/** A file's name as a variable might be called: `package-lock.json` is `packageLock`. */
function nameOf(path: string): string {
  const words = basename(path, extname(path))
    .split(/[^\p{L}\p{N}_$]+/u)
    .filter((word) => word !== '');
  const name = words.map((word, i) => (i === 0 ? word : word[0].toUpperCase() + word.slice(1))).join('');
  return /^[\p{L}_$]/u.test(name) ? name : `value${name}`;
}

/** Bytes of a large file that are read at once. */
const CHUNK = 1 << 20;

/** The bytes of an input, as they come in. */
export async function* bytesOf({ path }: Input): AsyncGenerator<Buffer> {
  const stream: AsyncIterable<Buffer> = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: CHUNK });
  try {
    yield* stream;
  } catch (error) {
    throw readingError(path, error);
  }
}

/** What is wrong, for a person. */
function readingError(path: string, error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new CommandError(`${path}: no such file`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM')
    return new CommandError(`${path} may not be read: permission denied`, { cause: error });
  return new CommandError(`${path} cannot be read: ${message}`, { cause: error });
}
