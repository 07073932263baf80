/** JSON as values; invalid JSON is reported by line and column. */
import { constants } from 'node:buffer';
import { formatBytes } from '../report/bytes.ts';
import { CommandError } from './command.ts';
import type { Input } from './input.ts';
import { faultOf } from './json-fault.ts';
import type { Progress } from './progress.ts';

/** The most UTF-8 bytes per 16-bit unit of a string. */
const MAX_BYTES_PER_UNIT = 3;

/** Reads and parses a whole JSON file. */
export async function readJson(input: Input, progress: Progress): Promise<{ value: unknown; bytes: number }> {
  if (input.size !== undefined && input.size > constants.MAX_STRING_LENGTH * MAX_BYTES_PER_UNIT)
    throw tooLong(input.name, input.size);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input.bytes) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > constants.MAX_STRING_LENGTH * MAX_BYTES_PER_UNIT) throw tooLong(input.name, bytes);
    progress.read(bytes, input.size);
  }
  return { value: parseJson(input.name, toText(input.name, Buffer.concat(chunks))), bytes };
}

/** A file's bytes as a string, without a byte order mark. */
function toText(name: string, bytes: Buffer): string {
  try {
    return withoutMark(bytes.toString('utf8'));
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === 'ERR_STRING_TOO_LONG' ? tooLong(name, bytes.length) : cause;
  }
}

/** A string without the byte order mark that some editors write at the beginning of a file. */
export function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Parses JSON; `firstLine` is the line of the file that it begins on. */
export function parseJson(name: string, text: string, firstLine = 1): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (text.trim() === '') throw new CommandError(`${name} is empty`, { cause });
    const fault = faultOf(text);
    if (fault === undefined) throw cause;
    // A second value on its own line: the file probably has one record per line.
    const hint =
      firstLine === 1 && fault.isAfterValue && fault.line > 1 && fault.column === 1
        ? '; for one record per line add --as jsonl'
        : '';
    throw new CommandError(`${name}:${firstLine - 1 + fault.line}:${fault.column}: not JSON: ${fault.message}${hint}`, {
      cause,
    });
  }
}

function tooLong(name: string, bytes: number): CommandError {
  return new CommandError(
    `${name}: ${formatBytes(bytes)} of JSON exceed V8's maximum string length ` +
      `(${formatBytes(constants.MAX_STRING_LENGTH)}): write one record per line (.jsonl), which is streamed`,
  );
}
