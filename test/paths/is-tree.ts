/** A check of the rows of paths, alone and over the whole corpus. */
import { deepSizeOf } from '../../src/index.ts';
import type { PathOptions, PathRow } from '../../src/index.ts';
import { data, packages } from '../corpus/packages.ts';
import { synthetic } from '../corpus/synthetic.ts';

/** What is wrong with some rows as a tree whose parts never have more than the whole. */
export function isTree(rows: readonly PathRow[]): string[] {
  const wrong: string[] = [];
  const parts = new Map<number, number>();
  const above: number[] = [];
  rows.forEach((row, i) => {
    if ((i === 0) !== (row.depth === 0) || row.depth > above.length) wrong.push(`${row.path} at depth ${row.depth}`);
    above.length = row.depth;
    const parent = above[row.depth - 1];
    if (parent !== undefined) {
      parts.set(parent, (parts.get(parent) ?? 0) + row.retainedBytes);
      if (!row.path.startsWith(rows[parent].path)) wrong.push(`${row.path} under ${rows[parent].path}`);
      const before = rows
        .slice(parent + 1, i)
        .filter((other) => other.depth === row.depth)
        .at(-1);
      if (before !== undefined && before.retainedBytes < row.retainedBytes)
        wrong.push(`${row.path} after ${before.path}`);
    }
    if (row.retainedBytes > row.bytes || row.count < 1)
      wrong.push(`${row.path} retains ${row.retainedBytes} of ${row.bytes}`);
    above.push(i);
  });
  for (const [parent, bytes] of parts)
    if (bytes > rows[parent].retainedBytes) wrong.push(`${rows[parent].path} retains less than its parts`);
  return wrong;
}

/** What is wrong with the rows of the corpus, weighed with these options. */
export function brokenTrees(options: PathOptions): string[] {
  const off: string[] = [];
  for (const { name, build } of [...synthetic, ...packages, ...data]) {
    if (options.rows === Infinity && packages.some((structure) => structure.name === name)) continue;
    const { paths, bytes } = deepSizeOf(build(), { paths: options });
    for (const line of isTree(paths!)) off.push(`${name}: ${line}`);
    if (paths![0].bytes !== bytes || paths![0].retainedBytes !== bytes)
      off.push(`${name}: the root has ${paths![0].bytes} of ${bytes}`);
  }
  return off;
}
