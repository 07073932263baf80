/** LayoutDescription, the result of describeLayout: the parts of one object. */
import { Result } from '../report/printable.ts';
import type { ReportLayout } from '../report/report-data.ts';
import { formatTable } from '../report/table.ts';

/** One part of an object's memory. */
export interface LayoutField {
  /**
   * `header`, `in-object property`, `slack`, `property array`, `dictionary`, `property names` (the keys of a
   * dictionary), `accessor pairs`, `elements`, `hash table`, `data`, `off-heap`.
   */
  readonly part: string;
  /** The property's name, or what the part holds. */
  readonly name: string;
  /** What the slot holds: `Smi`, `pointer to a heap number`, `pointer`; empty for parts that are not slots. */
  readonly holds: string;
  /** Bytes of the part. */
  readonly bytes: number;
}

/** The plain data of a layout description. */
export interface LayoutDescriptionData {
  /** The object's class, or the type of a primitive value. */
  readonly type: string;
  /** The parts in memory order: the object itself, then its backing stores. */
  readonly fields: readonly LayoutField[];
  /** The sum of all fields in bytes, the same as `sizeOf(value)`. */
  readonly bytes: number;
  /** The interval in bytes that contains V8's own figure. */
  readonly range: { readonly min: number; readonly max: number };
  /** The engine and layout that the bytes are valid for. */
  readonly layout: ReportLayout;
}

/**
 * The parts of one object; their bytes add up to `sizeOf`. Printing it gives a table; `JSON.stringify` gives the plain
 * data.
 */
export class LayoutDescription extends Result<LayoutDescriptionData> {
  constructor(data: LayoutDescriptionData) {
    super(data, 'LayoutDescription');
  }

  /** The parts as an aligned table, without a trailing newline. */
  override toString(): string {
    const { type, fields, bytes, range, layout } = this;
    const rows = [
      ['part', 'name', 'holds', 'bytes'],
      ...fields.map((field) => [field.part, field.name, field.holds, String(field.bytes)]),
    ];
    const head = `${type}: ${bytes} B${range.min === range.max ? '' : `, between ${range.min} and ${range.max}`}`;
    return `${head}\n${formatTable(rows, ['left', 'left', 'left', 'right'])}\nlayout: ${layout.title}`;
  }
}
