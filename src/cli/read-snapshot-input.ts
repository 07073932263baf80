/** Reads an input that is a heap snapshot; a broken one is reported in one line. */
import { readSnapshot } from '../heap/read-snapshot.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { SnapshotFormatError } from '../heap/snapshot-format-error.ts';
import { CommandError } from './command.ts';
import type { Input } from './input.ts';
import type { Progress } from './progress.ts';

/**
 * The snapshot, and how many bytes it took in the file.
 *
 * @throws {CommandError} if the file is not a heap snapshot.
 */
export async function readSnapshotInput(
  { name, size, bytes: stream }: Input,
  progress: Progress,
  locations = false,
): Promise<{ readonly snapshot: HeapSnapshot; readonly bytes: number }> {
  let bytes = 0;
  try {
    const snapshot = await readSnapshot(stream, {
      locations,
      onProgress(read) {
        bytes = read.bytes;
        progress.read(bytes, size);
      },
    });
    return { snapshot, bytes };
  } catch (error) {
    if (error instanceof SnapshotFormatError) throw new CommandError(`${name}: ${error.message}`, { cause: error });
    throw error;
  }
}
