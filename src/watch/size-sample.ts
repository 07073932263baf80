/** SizeSample: one sample of a logger, as subscribers of its channel receive it. */
import { changeText } from '../report/change-text.ts';
import { Result } from '../report/printable.ts';
import type { SizeReport } from '../report/size-report.ts';
import { printable } from '../report/table.ts';

/** The plain data of a sample. */
export interface SizeSampleData {
  /** The logger's name. */
  readonly name: string;
  /** The size of the value. */
  readonly report: SizeReport;
  /** When it was measured, in milliseconds since 1970. */
  readonly at: number;
  /** What changed since the logger's sample before; undefined for the first one. */
  readonly change?: SizeChange | undefined;
}

/** The difference to the sample before. */
export interface SizeChange {
  /** Bytes more; negative if the value has shrunk. */
  readonly bytes: number;
  /** Milliseconds between the two samples. */
  readonly ms: number;
}

/** A sample of a logger. Printing it gives the line that the logger writes; `JSON.stringify` gives the plain data. */
export class SizeSample extends Result<SizeSampleData> {
  constructor(data: SizeSampleData) {
    super(data, 'SizeSample');
  }

  /** The name, the report, and the change since the sample before with its rate, as one line. */
  override toString(): string {
    const { name, report, change } = this;
    const changed = change === undefined ? '' : `; ${changeText(change.bytes, change.ms)}`;
    return `${printable(name)}: ${report.summary()}${changed}`;
  }
}
