/**
 * Reads a section of numbers, `[5,0,1,...]`, into columns. Each number is read back from its column, so that a number
 * that wraps, a fraction or a reference between two rows is rejected and never mistaken for another.
 */
import { CLOSE_BRACKET, COMMA, MINUS, NINE, ZERO } from '../platform/char-codes.ts';
import { resized } from './growing-column.ts';
import type { Column } from './growing-column.ts';
import { SnapshotFormatError } from './snapshot-format-error.ts';

/** One field of a row. */
export interface FieldPlan {
  /** Its index in the row. */
  readonly offset: number;
  readonly type: Uint8ArrayConstructor | Uint32ArrayConstructor | Float64ArrayConstructor;
  /** Divisor of the file's numbers before they are stored. @defaultValue 1 */
  readonly scale?: number | undefined;
  /** V8 13 and later write an index of 2^31 or more as a negative 32-bit number. @defaultValue false */
  readonly isSigned?: boolean | undefined;
  /** Numbers that do not fit make the column one of Float64. @defaultValue false */
  readonly widens?: boolean | undefined;
  /** The column has one more number than there are rows. @defaultValue false */
  readonly hasEnd?: boolean | undefined;
}

/** The contents of a section. */
export interface SectionPlan {
  readonly name: string;
  /** Numbers per row. */
  readonly width: number;
  readonly fields: readonly FieldPlan[];
  /** Rows stated by the header; 0 if unknown. */
  readonly rows: number;
  /** Upper limit of the file's bytes; undefined if unknown: then columns grow with what is read. */
  readonly fileBytes: number | undefined;
}

const FIRST_ROWS = 1 << 12;

/** Reads one section. */
export class RowReader {
  readonly #plan: SectionPlan;
  /** By index in the row; undefined for unused fields. */
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

  /** @throws {SnapshotFormatError} if a file of this size cannot have as many rows as its header states. */
  constructor(plan: SectionPlan) {
    this.#plan = plan;
    const { width, rows, fileBytes } = plan;
    // A number and its comma take at least two bytes.
    if (fileBytes !== undefined && rows * width * 2 > fileBytes + 1)
      throw new SnapshotFormatError(
        `the heap snapshot promises ${rows} ${plan.name}, more than ${fileBytes} bytes can contain`,
      );
    this.#capacity = rows > 0 && fileBytes !== undefined ? rows : rows > 0 ? Math.min(rows, FIRST_ROWS) : FIRST_ROWS;
    this.#columns = Array.from({ length: width }, () => undefined);
    this.#scales = Array.from({ length: width }, () => 1);
    for (const { offset, type, scale = 1, hasEnd } of plan.fields) {
      this.#columns[offset] = new type(lengthOf(this.#capacity, hasEnd));
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

  /** A field's column, after the section has ended. */
  column<Kind extends Column>(offset: number): Kind {
    const column = this.#columns[offset] as Kind;
    const length = lengthOf(this.#row, this.#fieldAt(offset)?.hasEnd);
    return column.length === length ? column : resized(column, length);
  }

  /**
   * Continues reading at `from`, which is after the section's `[`.
   *
   * @returns the index after the section's last byte.
   * @throws {SnapshotFormatError} for anything but a number that fits the column.
   */
  read(chunk: Uint8Array, from: number): number {
    // Locals, because this loop runs for every byte of the file.
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
          if (column[row] !== value) this.#widen(number, value, place, row);
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
          `the heap snapshot's "${this.#plan.name}" section has ${JSON.stringify(String.fromCharCode(byte))} ` +
            'where a number was expected',
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

  /** Makes room for more rows, at most as many as the header states. */
  #grow(row: number): void {
    const { rows, fields } = this.#plan;
    // Beyond the last stated row no number is stored.
    if (row === rows) return;
    this.#capacity = rows > 0 ? Math.min(rows, row * 2) : row * 2;
    for (const { offset, hasEnd } of fields)
      this.#columns[offset] = resized(this.#columns[offset]!, lengthOf(this.#capacity, hasEnd));
  }

  #fieldAt(place: number): FieldPlan | undefined {
    return this.#plan.fields.find(({ offset }) => offset === place);
  }

  /** Stores a number that its column has not taken. */
  #widen(number: number, value: number, place: number, row: number): void {
    const column = this.#columns[place]!;
    if (this.#fieldAt(place)?.widens !== true || row >= column.length) throw this.#misfit(number, place, row);
    const wide = Float64Array.from(column);
    wide[row] = value;
    if (wide[row] !== value) throw this.#misfit(number, place, row);
    this.#columns[place] = wide;
  }

  #unsigned(number: number, place: number, row: number): number {
    if (this.#fieldAt(place)?.isSigned !== true || number > 2 ** 31 || number === 0)
      throw this.#misfit(-number, place, row);
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

/** The length of a column with so many rows. */
function lengthOf(rows: number, hasEnd = false): number {
  return hasEnd ? rows + 1 : rows;
}
