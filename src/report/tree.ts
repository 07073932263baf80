/** Prints the places of a value as a text tree, like a directory listing. */
import { formatBytes } from './bytes.ts';
import type { PathRow } from '../paths/path-row.ts';
import { shortName } from './short-name.ts';
import { formatCount, formatShare, formatTable } from './table.ts';

/** Formats the rows, one line each, in the order of `SizeReport.paths`. */
export function formatTree(rows: readonly PathRow[]): string {
  const total = rows.length === 0 ? 0 : rows[0].retainedBytes;
  const lines = branchesOf(rows);
  // The tree of a heap snapshot, whose root has an id, has no deep sizes.
  const hasDeep = rows[0]?.id === undefined;
  const cells = [['place', 'type', 'count', 'retains', 'share', ...(hasDeep ? ['deep'] : [])]];
  rows.forEach(({ step, type, count, retainedBytes, bytes, id }, i) => {
    cells.push([
      lines[i] + step,
      id === undefined ? shortName(type) : `${shortName(type)} @${id}`,
      formatCount(count),
      formatBytes(retainedBytes),
      formatShare(retainedBytes, total),
      ...(hasDeep ? [formatBytes(bytes)] : []),
    ]);
  });
  return formatTable(cells, ['left', 'left', 'right', 'right', 'right', 'right']);
}

/** The branch lines before each row. Built from the last row up, so that it is known whether a branch continues. */
export function branchesOf(rows: readonly { readonly depth: number }[]): string[] {
  const branches: string[] = new Array<string>(rows.length);
  // By depth, whether a row of that depth follows in the same branch.
  const goesOn: boolean[] = [];
  for (let i = rows.length - 1; i >= 0; i--) {
    const { depth } = rows[i];
    let prefix = '';
    for (let level = 1; level < depth; level++) prefix += goesOn[level] === true ? '│  ' : '   ';
    if (depth > 0) prefix += goesOn[depth] === true ? '├─ ' : '└─ ';
    branches[i] = prefix;
    goesOn[depth] = true;
    goesOn.length = depth + 1;
  }
  return branches;
}
