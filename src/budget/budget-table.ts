/** BudgetTable, the result of a check of declared budgets. */
import { hiddenLabelOf, mayKeepBytes } from '../inspect/hidden-kinds.ts';
import { withAssumption } from '../report/assumption.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import type { SizeReport } from '../report/size-report.ts';
import { formatShare, formatTable } from '../report/table.ts';

/** The result for one budget. */
export interface BudgetRow {
  /** The budget's name, as it was declared. */
  readonly name: string;
  /** The limit in bytes. */
  readonly limit: number;
  /** The measured bytes. */
  readonly bytes: number;
  /** True if the value fits in the limit. */
  readonly fits: boolean;
  /** False if the limit is inside the interval of V8's own count, or the size fits but is a lower bound. */
  readonly certain: boolean;
  /** The report on the value. */
  readonly report: SizeReport;
}

/** The plain data of a check. */
export interface BudgetTableData {
  /** True if every value fits. */
  readonly fits: boolean;
  /** One row per budget, in the order of the declaration. */
  readonly rows: readonly BudgetRow[];
}

/** All budgets of one check. Printing it gives a table; `JSON.stringify` gives the plain data. */
export class BudgetTable extends Result<BudgetTableData> {
  constructor(data: BudgetTableData) {
    super(data, 'BudgetTable');
  }

  /** The budgets as an aligned table, without a trailing newline. */
  override toString(): string {
    const table = formatTable(
      [['budget', 'limit', 'size', 'used', ''], ...this.rows.map(cellsOf)],
      ['left', 'right', 'right', 'right', 'left'],
    );
    const assumed = this.rows.find(({ report }) => report.layout.assumption !== undefined);
    return withAssumption(table, assumed?.report.layout);
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
