/** The places of a value as a text tree, as a directory is printed. */
import { formatBytes } from './bytes.ts';
import type { PathRow } from '../paths/path-row.ts';
import { shortName } from './short-name.ts';
import { formatCount, formatShare, formatTable } from './table.ts';

/** Lays the rows out, one line each, in the order of `SizeReport.paths`. */
export function formatTree(rows: readonly PathRow[]): string {
  const total = rows.length === 0 ? 0 : rows[0].retainedBytes;
  const lines = branchesOf(rows);
  const cells = [['place', 'type', 'count', 'retains', 'share', 'deep']];
  rows.forEach(({ step, type, count, retainedBytes, bytes }, i) => {
    cells.push([
      lines[i] + step,
      shortName(type),
      formatCount(count),
      formatBytes(retainedBytes),
      formatShare(retainedBytes, total),
      formatBytes(bytes),
    ]);
  });
  return formatTable(cells, ['left', 'left', 'right', 'right', 'right', 'right']);
}

/** The lines that lead to each row: found from the last row up, where it is known whether more of a branch comes. */
function branchesOf(rows: readonly PathRow[]): string[] {
  const branches: string[] = new Array<string>(rows.length);
  // By depth, whether a row of it comes below in the same branch.
  const goesOn: boolean[] = [];
  for (let i = rows.length - 1; i >= 0; i--) {
    const { depth } = rows[i];
    let text = '';
    for (let level = 1; level < depth; level++) text += goesOn[level] === true ? '│  ' : '   ';
    if (depth > 0) text += goesOn[depth] === true ? '├─ ' : '└─ ';
    branches[i] = text;
    goesOn[depth] = true;
    goesOn.length = depth + 1;
  }
  return branches;
}
