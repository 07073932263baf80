/** What a check of declared budgets returns. */
import { hiddenLabelOf, mayKeepBytes } from '../inspect/hidden-kinds.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import type { SizeReport } from '../report/size-report.ts';
import { formatShare, formatTable } from '../report/table.ts';

/** One budget that was checked. */
export interface BudgetRow {
  /** The budget's name, as it was declared. */
  readonly name: string;
  /** Bytes that are allowed. */
  readonly limit: number;
  /** Bytes that were found. */
  readonly bytes: number;
  /** True if the value fits in the limit. */
  readonly fits: boolean;
  /** False if the limit lies inside the interval of V8's own count, or the size fits and is a lower bound. */
  readonly certain: boolean;
  /** What was measured, by type. */
  readonly report: SizeReport;
}

/** The plain data of a check. */
export interface BudgetTableData {
  /** True if every value fits. */
  readonly fits: boolean;
  /** In the order of the declaration. */
  readonly rows: readonly BudgetRow[];
}

/** All budgets of one check. Printing it gives a table; `JSON.stringify` gives the plain data. */
export class BudgetTable extends Result<BudgetTableData> {
  constructor(data: BudgetTableData) {
    super(data);
  }

  /** The budgets as an aligned table, without a line end at its end. */
  override toString(): string {
    return formatTable(
      [['budget', 'limit', 'size', 'used', ''], ...this.rows.map(cellsOf)],
      ['left', 'right', 'right', 'right', 'left'],
    );
  }
}

function cellsOf({ name, limit, bytes, fits, certain, report }: BudgetRow): string[] {
  const outcome = fits ? 'fits' : bytes > limit ? `${formatBytes(bytes - limit)} over` : 'may not fit';
  return [
    name,
    formatBytes(limit),
    formatBytes(bytes),
    formatShare(bytes, limit),
    certain ? outcome : `${outcome}, uncertain${report.lowerBound ? `: ${notFollowed(report)} not followed` : ''}`,
  ];
}

function notFollowed({ hidden }: SizeReport): string {
  return hidden
    .filter(({ kind, types }) => mayKeepBytes(kind, types))
    .map(({ kind }) => hiddenLabelOf(kind))
    .join(', ');
}
