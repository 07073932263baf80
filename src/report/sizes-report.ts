/** SizesReport, the result of deepSizeOfAll: a total, and a share for each root. */
import { formatBytes } from './bytes.ts';
import { headlineOf } from './headline.ts';
import { Result } from './printable.ts';
import type { SizeReport } from './size-report.ts';
import { formatShare, formatTable } from './table.ts';

/** The size of one of several roots; figures are bytes. */
export interface RootSize {
  /** The deep size of the root, including what it shares with others. */
  readonly bytes: number;
  /** Bytes that no other root reaches: the total would be smaller by this without the root. */
  readonly ownBytes: number;
}

/** The plain data of the sizes of several roots. */
export interface SizesReportData {
  /** Everything that any root reaches, counted once. */
  readonly total: SizeReport;
  /** One entry for each root, in order. */
  readonly roots: readonly RootSize[];
  /** Bytes that more than one root reaches: `total.bytes` minus all `ownBytes`. */
  readonly sharedBytes: number;
}

const MAX_ROWS = 20;

/** The sizes of several roots. Printing it gives a table of the roots and one of the total by type. */
export class SizesReport extends Result<SizesReportData> {
  constructor(data: SizesReportData) {
    super(data, 'SizesReport');
  }

  /** The roots and the total as aligned tables, without a trailing newline. */
  override toString(): string {
    const { total, roots, sharedBytes } = this;
    const rows = [['root', 'deep', 'own', 'share']];
    const cellsOf = (name: string, { bytes, ownBytes }: RootSize): string[] => [
      name,
      formatBytes(bytes),
      formatBytes(ownBytes),
      formatShare(ownBytes, total.bytes),
    ];
    const shown = roots.length <= MAX_ROWS ? roots : roots.slice(0, MAX_ROWS - 1);
    shown.forEach((root, i) => rows.push(cellsOf(`[${i}]`, root)));
    if (shown.length < roots.length) {
      const ownBytes = roots.slice(shown.length).reduce((sum, root) => sum + root.ownBytes, 0);
      rows.push([
        `(${roots.length - shown.length} more)`,
        '',
        formatBytes(ownBytes),
        formatShare(ownBytes, total.bytes),
      ]);
    }
    rows.push(['(shared)', '', formatBytes(sharedBytes), formatShare(sharedBytes, total.bytes)]);
    const [, ...types] = String(total).split('\n');
    return [headlineOf(total), formatTable(rows, ['left', 'right', 'right', 'right']), ...types].join('\n');
  }
}
