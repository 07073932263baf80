/** CensusReport, the result of census: a size report of everything that is alive. */
import { hiddenLabelOf } from '../inspect/hidden-kinds.ts';
import { formatBytes } from '../report/bytes.ts';
import type { SizeReportData } from '../report/report-data.ts';
import { SizeReport } from '../report/size-report.ts';
import { formatCount } from '../report/table.ts';
import { formatTypes } from '../report/type-table.ts';

/** The plain data of a census: those of a size report, and how long the process stopped. */
export interface CensusData extends SizeReportData {
  /** Milliseconds for which the process stopped. */
  readonly pauseMs: number;
}

/**
 * Everything that is alive, by class. It is a size report, so that `diffSizes`, `toMarkdown` and `toHtml` take it.
 * Printing it gives a table; `JSON.stringify` gives the plain data.
 */
export class CensusReport extends SizeReport implements CensusData {
  /** Milliseconds for which the process stopped. */
  readonly pauseMs: number;

  constructor(data: CensusData) {
    super(data);
    this.pauseMs = data.pauseMs;
  }

  /** The table of classes, and what cannot be counted, without a trailing newline. */
  override toString(): string {
    const { objects, bytes, externalBytes, hidden, pauseMs } = this;
    const outside = externalBytes > 0 ? `, ${formatBytes(externalBytes)} of them outside the heap` : '';
    const lines = [`${formatCount(objects)} objects alive: ${formatBytes(bytes)}${outside}`, formatTypes(this)];
    if (hidden.length > 0)
      lines.push(
        `values in hidden state, counted only if other objects refer to them: ${hidden
          .map(({ kind, count }) => `${hiddenLabelOf(kind)} (${formatCount(count)})`)
          .join(', ')}`,
      );
    if (this.sampled) lines.push('bytes are estimated from a sample of each class; objects are counted');
    lines.push(`the process stopped for ${Math.round(pauseMs)} ms`, `layout: ${this.layout.title}`);
    return lines.join('\n');
  }

  /** The plain data, for JSON, logs and other threads, without undefined fields. */
  override toJSON(): CensusData {
    return { ...super.toJSON(), pauseMs: this.pauseMs };
  }
}
