/** What a worker measures around one test file, as it travels to the reporter: plain data, by JSON or a message. */

/** A class of which there is more after a test file. */
export interface GrownClass {
  /** The name of the class. */
  readonly type: string;
  /** How many objects more. */
  readonly count: number;
  /** How many bytes more, as the census weighs them. */
  readonly bytes: number;
}

/**
 * The memory of one test file. Figures are bytes of V8's heap and of what it keeps outside (the data of ArrayBuffers),
 * after a collection of all garbage.
 */
export interface FileMemory {
  /** Before the file was imported. */
  readonly before: number;
  /** After it was imported, before its first test. */
  readonly imported: number;
  /** After its last hook. */
  readonly after: number;
  /** Milliseconds of its import, tests and hooks, without the time that measuring took. */
  readonly ms: number;
  /** When it began, in milliseconds since 1970. */
  readonly at: number;
  /** Identifies the worker: files with the same one ran one after the other in the same heap. */
  readonly worker: string;
  /** The classes that grew most, by a census before and after; undefined if the file grew by less than `minGrowth`. */
  readonly grown?: readonly GrownClass[] | undefined;
  /** Why there is no census. */
  readonly problem?: string | undefined;
}

/** A measured file with its name. */
export interface MeasuredFile extends FileMemory {
  /** The path of the file, from the root of the run. */
  readonly name: string;
  /** The memory before the next file of the same worker, if there was one: what this file left behind is in it. */
  readonly next?: number | undefined;
}

/** Bytes by which a file grew: from its beginning, or from its import if what was there before was freed meanwhile. */
export function growthOf({ before, imported, after }: Pick<FileMemory, 'before' | 'imported' | 'after'>): number {
  return after - Math.min(before, imported);
}
