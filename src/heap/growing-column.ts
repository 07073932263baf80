/**
 * A typed array that grows while it is filled: memory is bounded by what was read, whatever the file's header states,
 * and is outside V8's heap, which may be nearly full.
 */

interface ColumnType<Column> {
  new (length: number): Column;
}

/** The typed array types of a snapshot's columns. */
export type Column = Uint8Array | Uint32Array | Float64Array;

const FIRST_LENGTH = 1 << 12;

/** A copy of a column with another length. */
export function resized<Kind extends Column>(column: Kind, length: number): Kind {
  const copy = new (column.constructor as ColumnType<Kind>)(length);
  copy.set(length < column.length ? column.subarray(0, length) : column);
  return copy;
}

/** A column of unknown length. */
export class GrowingColumn<Kind extends Column> {
  #column: Kind;
  #length = 0;

  constructor(type: ColumnType<Kind>, firstLength = FIRST_LENGTH) {
    this.#column = new type(firstLength);
  }

  push(value: number): void {
    if (this.#length === this.#column.length) this.#column = resized(this.#column, this.#length * 2);
    this.#column[this.#length++] = value;
  }

  get length(): number {
    return this.#length;
  }

  /** The last number; there must be one. */
  last(): number {
    return this.#column[this.#length - 1];
  }

  /** Removes the last number; there must be one. */
  pop(): number {
    return this.#column[--this.#length];
  }

  /** The column at its final length; nothing may be pushed afterwards. */
  finish(): Kind {
    return this.#column.subarray(0, this.#length) as Kind;
  }
}
