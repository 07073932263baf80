/** Recognises a file's kind by its first bytes, whatever its name. */
import { CommandError } from './command.ts';

/** Enough bytes to recognise every kind of content. */
export const HEAD_BYTES = 4096;

/** Compressed files and archives that are not read here, by their first bytes. */
const PACKED: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04]],
  ['compressed by zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['compressed by xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['compressed by bzip2', [0x42, 0x5a, 0x68]],
];

/**
 * True if the bytes begin a heap snapshot or a heap timeline.
 *
 * @throws {CommandError} if they begin an unsupported format.
 */
export function isSnapshot(name: string, head: Buffer): boolean {
  const packed = PACKED.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte));
  if (packed !== undefined)
    throw new CommandError(`${name} is ${packed[0]}: unpack it first (only gzip can be read directly)`);
  if (isUtf16(head)) throw new CommandError(`${name} is UTF-16: save it as UTF-8`);
  // V8 writes the fields of nodes first; before 2018 a title came before them.
  return /^(?:\xef\xbb\xbf)?\s*\{\s*"snapshot"\s*:\s*\{[^]*"node_fields"\s*:/.test(head.toString('latin1'));
}

/** Recognised by the byte order mark, or by a zero byte, which JSON never contains. */
function isUtf16(head: Buffer): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  return head.length >= 4 && (head[0] === 0) !== (head[1] === 0) && (head[2] === 0) !== (head[3] === 0);
}
