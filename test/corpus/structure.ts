/** One entry of the corpus: something to build, and what is known of it. */
export interface Structure {
  /** Unique, and readable in a failure's table. */
  readonly name: string;
  /** Builds it anew. Must not keep it. */
  readonly build: () => unknown;
  /** Synthetic structures are held to 1 %, those built by other packages to 10 %. */
  readonly origin: 'synthetic' | 'package' | 'data';
  /** Why JavaScript cannot tell its exact size; a structure without this must be within 1 % or 24 bytes. */
  readonly unknowable?: string;
  /** False where strings are ropes or slices, which the interval takes as flat. */
  readonly flat?: boolean;
}

/** Makes a table of structures of one origin from `[name, build, unknowable?]` rows. */
export function structures(
  origin: Structure['origin'],
  rows: readonly (readonly [name: string, build: () => unknown, unknowable?: string])[],
): Structure[] {
  return rows.map(([name, build, unknowable]) =>
    unknowable === undefined ? { name, build, origin } : { name, build, origin, unknowable },
  );
}

/** A flat string of its own that no other structure shares: joined, then read so that it is no rope. */
export function freshText(length: number, letter = 'x'): string {
  const text = `${(counter++).toString(36)}_`.padEnd(length, letter).slice(0, length);
  return flat(text);
}

/** Makes a string flat and its own: through JSON, whose reader copies. */
export function flat(text: string): string {
  return (JSON.parse(JSON.stringify([`${text}`])) as string[])[0];
}

let counter = 36 ** 3;

/** Builds seven throw-away instances first, so that V8 has done its slack tracking for the class. */
export function settled<T>(make: () => T): T {
  for (let i = 0; i < 12; i++) make();
  return make();
}
