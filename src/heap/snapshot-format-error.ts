/** The error for bytes that are not a heap snapshot; in its own file because every part of the parser throws it. */

/** Thrown when bytes are not a heap snapshot as V8 writes it; the message names what was expected. */
export class SnapshotFormatError extends Error {
  /** `'SnapshotFormatError'`. */
  override readonly name = 'SnapshotFormatError';
}
