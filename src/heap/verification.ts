/** What verify returns: the estimate and V8's own count, type by type, with reasons for differences. */
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import type { SizeReport } from '../report/size-report.ts';
import { formatCount, formatTable } from '../report/table.ts';

/** One type: the estimate and V8's count. Figures are bytes. */
export interface VerifiedRow {
  /** The type's name, as in `byType` of a report. */
  readonly type: string;
  /** What heapscale estimates. */
  readonly estimatedBytes: number;
  /** V8's count of what JavaScript can reach. */
  readonly exactBytes: number;
  /** V8's count of what JavaScript cannot reach, such as private fields and WeakMap entries. */
  readonly hiddenBytes: number;
  /** Why estimate and count differ; empty if they agree. */
  readonly reasons: readonly string[];
}

/** The plain data of a comparison between estimate and V8's count. */
export interface VerificationData {
  /** The estimate, as `deepSizeOf` gives it. */
  readonly estimate: SizeReport;
  /** V8's count in bytes of what JavaScript can reach, which is what the estimate covers. */
  readonly exactBytes: number;
  /** V8's count in bytes of what belongs to the value but JavaScript cannot reach. */
  readonly hiddenBytes: number;
  /** True if `exactBytes` lies inside the estimate's range. */
  readonly inRange: boolean;
  /** One row per type, largest difference first. */
  readonly rows: readonly VerifiedRow[];
}

const MAX_ROWS = 40;

/**
 * A comparison between the estimate and V8's count. Printing it gives a table; `JSON.stringify` gives the plain data.
 */
export class Verification extends Result<VerificationData> {
  constructor(data: VerificationData) {
    super(data);
  }

  /** The comparison as an aligned table, without a trailing newline. */
  override toString(): string {
    const { estimate, exactBytes, hiddenBytes, inRange, rows } = this;
    const off = exactBytes === 0 ? 0 : (estimate.bytes / exactBytes - 1) * 100;
    const { min, max } = estimate.range;
    const head =
      `estimate ${formatBytes(estimate.bytes)}, V8 ${formatBytes(exactBytes)} ` +
      `(${off >= 0 ? '+' : ''}${off.toFixed(2)} %), ` +
      `${inRange ? 'inside' : 'outside'} the range ${formatBytes(min)} to ${formatBytes(max)}`;
    const table = [['type', 'estimate', 'V8', 'difference', 'hidden', 'why']];
    const shown = rows.length <= MAX_ROWS ? rows : rows.slice(0, MAX_ROWS - 1);
    for (const row of shown) {
      const difference = row.estimatedBytes - row.exactBytes;
      table.push([
        shortName(row.type),
        formatBytes(row.estimatedBytes),
        formatBytes(row.exactBytes),
        `${difference > 0 ? '+' : ''}${formatCount(difference)}`,
        row.hiddenBytes > 0 ? formatBytes(row.hiddenBytes) : '-',
        row.reasons.join('; '),
      ]);
    }
    if (shown.length < rows.length) table.push([`(${rows.length - shown.length} more types)`]);
    const lines = [head, formatTable(table, ['left', 'right', 'right', 'right', 'right', 'left'])];
    if (hiddenBytes > 0) lines.push(`not in the estimate: ${formatBytes(hiddenBytes)} that JavaScript cannot reach`);
    return lines.join('\n');
  }
}
