/** ownersOf: the bytes of this process by npm package and module, from a snapshot of its own heap. */
import { countSnapshot } from '../heap/capture.ts';
import { readOptionsOf } from '../heap/read-snapshot.ts';
import type { ReadOptions } from '../heap/read-snapshot.ts';
import { rejected } from '../platform/rejected.ts';
import { ownersIn } from '../snapshot/owners-in.ts';
import type { OwnersIn } from '../snapshot/owners-in.ts';

/**
 * The bytes of this thread's heap by npm package and by module, as {@link ownersIn} finds them in a file: functions,
 * scopes and modules belong to their own file, and what they refer to belongs to them unless another package refers to
 * it as well. The rows add up to the heap; what several packages share and what only V8 refers to are rows of their
 * own.
 *
 * Takes a heap snapshot, for which the process stops.
 *
 * @throws {TypeError} (as a rejection, like all that follows) if an option is invalid.
 * @throws {SnapshotFormatError} if V8's stream cannot be read; the signal's reason if it was aborted.
 * @example
 * ```ts
 * const owners = await ownersOf();
 * owners.bytes; // the whole heap
 * console.log(String(owners)); // one row per package, with the modules of the program
 * ```
 */
export function ownersOf(options?: ReadOptions): Promise<OwnersIn> {
  try {
    const own = readOptionsOf('ownersOf', options);
    return countSnapshot([], { ...own, locations: true }, ({ snapshot }) => ownersIn(snapshot));
  } catch (error) {
    return rejected(error);
  }
}
