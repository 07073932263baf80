/** Prints the outcome of `heapscale check`: a table, data, or markdown for a pull request. */
import { formatBytes } from '../report/bytes.ts';
import { escapeText, toCode, toTable } from '../report/pictures/markdown.ts';
import { signedBytes } from '../report/size-diff.ts';
import { formatShare, formatTable, printable } from '../report/table.ts';
import type { CheckRow } from './check-values.ts';
import type { Colours } from './colour.ts';
import { markdownOf } from './print-diff.ts';

const HEAD = ['value', 'size', 'budget', 'used', 'change', ''];

function cellsOf({ report, budget, diff, failures }: CheckRow): string[] {
  return [
    formatBytes(report.bytes),
    budget === undefined ? '' : formatBytes(budget),
    budget === undefined ? '' : formatShare(report.bytes, budget),
    diff === undefined ? 'new' : diff.bytes === 0 ? 'none' : signedBytes(diff.bytes),
    failures.length === 0 ? 'ok' : 'FAILS',
  ];
}

/** The table, and for each value that fails why and what has grown. */
export function printedCheck(rows: readonly CheckRow[], { bold, red, green }: Colours): string {
  const table = formatTable(
    [HEAD, ...rows.map((row) => [printable(row.name), ...cellsOf(row)])],
    ['left', 'right', 'right', 'right', 'right', 'left'],
  );
  const failed = rows.filter(({ failures }) => failures.length > 0);
  const details = failed.map((row) => [...row.failures.map(red), ...growthOf(row)].join('\n'));
  const verdict =
    failed.length === 0
      ? green(`all ${rows.length} values are within their budgets`)
      : bold(red(`${failed.length} of ${rows.length} values fail`));
  return `${[table, ...details, verdict].join('\n\n')}\n`;
}

function growthOf({ diff }: CheckRow): readonly string[] {
  return diff === undefined || diff.bytes <= 0 ? [] : String(diff).split('\n').slice(1);
}

/** The same as markdown: names in it cannot become markup. */
export function markdownOfCheck(rows: readonly CheckRow[]): string {
  const failed = rows.filter(({ failures }) => failures.length > 0).length;
  const title = failed === 0 ? 'Memory: within all budgets' : `Memory: ${failed} of ${rows.length} values fail`;
  const table = toTable(
    HEAD,
    rows.map((row) => [toCode(row.name), ...cellsOf(row)]),
    0,
  );
  const changed = rows.flatMap(({ name, diff, failures }) => {
    const reasons = failures.map((line) => `- ${escapeText(line)}`);
    const changes = diff === undefined || diff.bytes === 0 ? [] : [markdownOf(`${name} before`, name, diff).trimEnd()];
    return reasons.length === 0 && changes.length === 0 ? [] : [[reasons.join('\n'), ...changes].join('\n\n').trim()];
  });
  return `${[`**${title}**`, table, ...changed].join('\n\n')}\n`;
}

/** The same as data. */
export function dataOfCheck(rows: readonly CheckRow[]): object {
  return {
    passes: rows.every(({ failures }) => failures.length === 0),
    values: rows.map(({ name, report, budget, diff, failures }) => ({
      name,
      bytes: report.bytes,
      budget,
      growth: diff?.bytes,
      failures,
      layout: report.layout,
    })),
  };
}
