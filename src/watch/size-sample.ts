/** SizeSample: one sample of a logger, as subscribers of its channel receive it. */
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
}

/** A sample of a logger. Printing it gives the line that the logger writes; `JSON.stringify` gives the plain data. */
export class SizeSample extends Result<SizeSampleData> {
  constructor(data: SizeSampleData) {
    super(data, 'SizeSample');
  }

  /** The name and the report as one line. */
  override toString(): string {
    return `${printable(this.name)}: ${this.report.summary()}`;
  }
}
