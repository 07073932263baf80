/**
 * Reads a section of numbers, `[5,0,1,...]`, into columns. Each number is read back from the column it was stored in,
 * so that one that wraps, a fraction or a reference between two rows is refused and never taken for another.
 */
import { CLOSE_BRACKET, COMMA, MINUS, NINE, ZERO } from '../platform/char-codes.ts';
import { resized } from './growing-column.ts';
import type { Column } from './growing-column.ts';
import { SnapshotFormatError } from './snapshot-format-error.ts';

/** One field of a row. */
export interface FieldPlan {
  /** Its place in the row. */
  readonly offset: number;
  readonly type: Uint8ArrayConstructor | Uint32ArrayConstructor | Float64ArrayConstructor;
  /** The file's numbers are multiples of this, the column's are not. @defaultValue 1 */
  readonly scale?: number | undefined;
  /** V8 13 and later write an index of 2^31 or more as a negative 32-bit number. @defaultValue false */
  readonly isSigned?: boolean | undefined;
}

/** What a section has. */
export interface SectionPlan {
  readonly name: string;
  /** Numbers in a row. */
  readonly width: number;
  readonly fields: readonly FieldPlan[];
  /** Rows that the header promises; 0 if it does not know. */
  readonly rows: number;
  /** Bytes that the file has at most; undefined if not known: then columns grow with what is read. */
  readonly fileBytes: number | undefined;
}

const FIRST_ROWS = 1 << 12;

/** Reads one section. */
export class RowReader {
  readonly #plan: SectionPlan;
  /** By place in the row; undefined for fields that nobody needs. */
  readonly #columns: (Column | undefined)[];
  readonly #scales: number[];
  #capacity: number;
  #row = 0;
  #place = 0;
  #number = 0;
  #inNumber = false;
  #isNegative = false;
  #commas = 0;
  #isClosed = false;

  /**
   * @throws {SnapshotFormatError} if a file of this size cannot have as many rows as its header promises.
   */
  constructor(plan: SectionPlan) {
    this.#plan = plan;
    const { width, rows, fileBytes } = plan;
    // A number and its comma are two bytes at least.
    if (fileBytes !== undefined && rows * width * 2 > fileBytes + 1)
      throw new SnapshotFormatError(
        `the heap snapshot promises ${rows} ${plan.name}, more than ${fileBytes} bytes can contain`,
      );
    this.#capacity = rows > 0 && fileBytes !== undefined ? rows : rows > 0 ? Math.min(rows, FIRST_ROWS) : FIRST_ROWS;
    this.#columns = Array.from({ length: width }, () => undefined);
    this.#scales = Array.from({ length: width }, () => 1);
    for (const { offset, type, scale = 1 } of plan.fields) {
      this.#columns[offset] = new type(this.#capacity);
      this.#scales[offset] = scale;
    }
  }

  /** Rows read so far. */
  get rows(): number {
    return this.#row;
  }

  /** True once the section's `]` was read. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** A field's column, after the section was closed. */
  column<Kind extends Column>(offset: number): Kind {
    const column = this.#columns[offset] as Kind;
    return column.length === this.#row ? column : resized(column, this.#row);
  }

  /**
   * Reads on from `from`, which is after the section's `[`.
   *
   * @returns the place after the last byte that belongs to the section.
   * @throws {SnapshotFormatError} for what is not a number that the column can have.
   */
  read(chunk: Uint8Array, from: number): number {
    // Locals, because this loop meets every byte of the file.
    let number = this.#number;
    let inNumber = this.#inNumber;
    let place = this.#place;
    let row = this.#row;
    let commas = this.#commas;
    const columns = this.#columns;
    const scales = this.#scales;
    const width = columns.length;
    const end = chunk.length;
    let at = from;
    for (; at < end; at++) {
      const byte = chunk[at];
      if (byte >= ZERO && byte <= NINE) {
        number = number * 10 + (byte - ZERO);
        inNumber = true;
        continue;
      }
      if (inNumber) {
        const column = columns[place];
        if (column !== undefined) {
          if (this.#isNegative) number = this.#unsigned(number, place, row);
          const value = scales[place] === 1 ? number : number / scales[place];
          column[row] = value;
          if (column[row] !== value) throw this.#misfit(number, place, row);
        }
        if (++place === width) {
          place = 0;
          if (++row === this.#capacity) this.#grow(row);
        }
        number = 0;
        inNumber = false;
        this.#isNegative = false;
      }
      if (byte === COMMA) {
        commas++;
      } else if (byte === CLOSE_BRACKET) {
        this.#isClosed = true;
        at++;
        break;
      } else if (byte === MINUS && !this.#isNegative) {
        this.#isNegative = true;
      } else if (byte > 0x20) {
        throw new SnapshotFormatError(
          `the heap snapshot's "${this.#plan.name}" section has ${JSON.stringify(String.fromCharCode(byte))} where a number was expected`,
        );
      }
    }
    this.#number = number;
    this.#inNumber = inNumber;
    this.#place = place;
    this.#row = row;
    this.#commas = commas;
    if (this.#isClosed) this.#checkEnd();
    return at;
  }

  #checkEnd(): void {
    const { name, rows, width } = this.#plan;
    const numbers = this.#row * width + this.#place;
    if ((rows > 0 && this.#row !== rows) || this.#place !== 0)
      throw new SnapshotFormatError(
        this.#place === 0
          ? `the heap snapshot promises ${rows} ${name} and has ${this.#row}`
          : `the heap snapshot's "${name}" section ends within a row`,
      );
    if (this.#isNegative || this.#commas !== Math.max(0, numbers - 1))
      throw new SnapshotFormatError(`the heap snapshot's "${name}" section is not a list of numbers`);
  }

  /** Makes room for more rows, no more than the header promises. */
  #grow(row: number): void {
    const { rows, fields } = this.#plan;
    // The last row of all; if there are more, none of their numbers has a place.
    if (row === rows) return;
    this.#capacity = rows > 0 ? Math.min(rows, row * 2) : row * 2;
    for (const { offset } of fields) this.#columns[offset] = resized(this.#columns[offset]!, this.#capacity);
  }

  #unsigned(number: number, place: number, row: number): number {
    const field = this.#plan.fields.find(({ offset }) => offset === place);
    if (field?.isSigned !== true || number > 2 ** 31 || number === 0) throw this.#misfit(-number, place, row);
    return 2 ** 32 - number;
  }

  #misfit(number: number, place: number, row: number): SnapshotFormatError {
    const { name, rows } = this.#plan;
    return new SnapshotFormatError(
      rows > 0 && row >= rows
        ? `the heap snapshot promises ${rows} ${name} and has more`
        : `the heap snapshot's "${name}" section has ${number} in field ${place} of row ${row}, which is out of range`,
    );
  }
}
