/** Takes a heap snapshot of another process: read while it arrives, saved if requested, with the pause that it made. */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { HeapSnapshot } from '../../heap/snapshot.ts';
import { SnapshotFormatError } from '../../heap/snapshot-format-error.ts';
import { SnapshotParser } from '../../heap/snapshot-parser.ts';
import { CommandError } from '../command.ts';
import type { Progress } from '../progress.ts';
import { pauseOf } from './pause.ts';
import type { Target } from './target.ts';

/** How a snapshot is taken. */
export interface TakeOptions {
  /** Whether to keep where functions were defined. */
  readonly locations: boolean;
  /** A file to save it in. */
  readonly file: string | undefined;
  readonly progress: Progress;
}

/** A snapshot, and what it cost. */
export interface Taken {
  readonly snapshot: HeapSnapshot;
  /** Bytes of its JSON. */
  readonly bytes: number;
  /** Milliseconds for which the process stood still. */
  readonly pauseMs: number;
}

/**
 * Takes a snapshot.
 *
 * @throws {CommandError} (as a rejection) if the connection is lost, or the file cannot be written.
 */
export async function takeSnapshot(
  { inspector, title }: Target,
  { locations, file, progress }: TakeOptions,
): Promise<Taken> {
  const parser = new SnapshotParser({ fileBytes: Infinity, locations });
  const output = file === undefined ? undefined : new PartialFile(file);
  let bytes = 0;
  let failure: unknown;
  let begin: () => void;
  const hasBegun = new Promise<void>((resolve) => (begin = resolve));
  inspector.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    begin();
    // V8 cannot be interrupted: what comes after an error is ignored.
    if (failure !== undefined) return;
    try {
      const data = Buffer.from(chunk);
      output?.write(data);
      parser.write(data);
      progress.read((bytes += data.length), undefined);
    } catch (error) {
      failure = error;
    }
  });
  try {
    const pauseMs = await pauseOf(
      inspector,
      () => inspector.post('HeapProfiler.takeHeapSnapshot', {}, Infinity),
      hasBegun,
    );
    if (failure !== undefined) throw failure;
    const snapshot = parser.end();
    output?.keep();
    return { snapshot, bytes, pauseMs };
  } catch (error) {
    if (error instanceof SnapshotFormatError) throw new CommandError(`${title}: ${error.message}`, { cause: error });
    throw error;
  } finally {
    inspector.on('HeapProfiler.addHeapSnapshotChunk', undefined);
    progress.end();
    output?.end();
  }
}

/**
 * Takes snapshots, and clears V8's table of object ids if it was empty before: otherwise V8 records each move of an
 * object for ever, which makes the process slower (see heap/object-moves.ts).
 */
export async function withoutRecordingMoves<Result>(
  { inspector }: Target,
  take: () => Promise<Result>,
): Promise<Result> {
  const answer = await inspector.post('Runtime.evaluate', { expression: 'globalThis' }).catch(() => undefined);
  // A Worker between two requests has no object whose id could be asked for: its table is left as it is.
  if (answer === undefined) return take();
  const { objectId } = answer.result;
  const { heapSnapshotObjectId } = await inspector.post('HeapProfiler.getHeapObjectId', { objectId });
  await inspector.post('Runtime.releaseObject', { objectId });
  const result = await take();
  if (Number(heapSnapshotObjectId) === 0) {
    await inspector.post('HeapProfiler.enable');
    await inspector.post('HeapProfiler.disable');
  }
  return result;
}

/** A file that has its name only once it is complete. */
class PartialFile {
  readonly #path: string;
  readonly #partPath: string;
  readonly #file: number;
  #isKept = false;

  constructor(path: string) {
    this.#path = path;
    this.#partPath = `${path}.part`;
    this.#file = this.#checked(() => openSync(this.#partPath, 'w'));
  }

  write(data: Buffer): void {
    this.#checked(() => writeFileSync(this.#file, data));
  }

  keep(): void {
    this.#checked(() => renameSync(this.#partPath, this.#path));
    this.#isKept = true;
  }

  end(): void {
    closeSync(this.#file);
    if (!this.#isKept) rmSync(this.#partPath, { force: true });
  }

  #checked<Done>(act: () => Done): Done {
    try {
      return act();
    } catch (cause) {
      throw new CommandError(`${this.#path} cannot be written: ${(cause as Error).message}`, { cause });
    }
  }
}
