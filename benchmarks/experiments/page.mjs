// What the pages share: V8's count beside the estimate, claims with their margins, and a page of text or JSON.
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { deepSizeOf, formatBytes } from '../../dist/index.js';
import { exactSizesOf } from '../../dist/node.js';
import { formatCount, formatTable } from '../../.build/src/report/table.js';

setFlagsFromString('--expose-gc');

/** Collects all garbage: V8 frees with the first collection what the second one sweeps. */
export const collect = ((gc) => () => {
  gc();
  gc();
})(runInNewContext('gc'));

/**
 * Weighs named values: V8's own count, from one snapshot for all, and the estimate beside it.
 *
 * `beyond` names values that no range covers by src/heap/README.md, each with its reason.
 */
export async function weigh(values, beyond = {}) {
  const names = Object.keys(values);
  const list = Object.values(values);
  // V8 counts first: the estimate reads characters, which makes ropes flat.
  const exact = await exactSizesOf(list);
  return names.map((name, at) => {
    const { bytes, heapBytes, externalBytes } = exact[at];
    const { bytes: estimate, range } = deepSizeOf(list[at]);
    return {
      name,
      bytes,
      heapBytes,
      externalBytes,
      estimate,
      inside: range.min <= bytes && bytes <= range.max,
      beyond: beyond[name],
    };
  });
}

/**
 * A table of weighed values. With `per` pieces in each, V8's bytes `piece` (`'a record'`) as well, `less` bytes of the
 * container; with
 * `times`, each as a multiple of that row.
 */
export function sizesTable(rows, { per, piece, less = 0, times } = {}) {
  const each = (row) => (row.bytes - less) / (per ?? 1);
  const columns = [
    ['', (row) => row.name],
    ['V8', (row) => formatBytes(row.bytes)],
    ...(per === undefined ? [] : [[piece, (row) => formatPiece(each(row))]]),
    ...(times === undefined ? [] : [['times', (row) => (each(row) / each(times)).toFixed(2)]]),
    ...(rows.every((row) => row.externalBytes === 0)
      ? []
      : [['off the heap', (row) => (row.externalBytes === 0 ? '-' : formatBytes(row.externalBytes))]]),
    ['estimate', (row) => formatBytes(row.estimate)],
    ['off', formatOff],
    ['range', (row) => (row.inside ? 'inside' : 'outside')],
  ];
  return table(
    columns.map(([head]) => head),
    rows.map((row) => columns.map(([, textOf]) => textOf(row))),
  );
}

/** A table with its first column of names to the left and figures to the right. */
export const table = (head, lines) =>
  formatTable(
    [head, ...lines],
    head.map((_, column) => (column === 0 ? 'left' : 'right')),
  );

/** Bytes of one piece, with a digit where it is not whole. */
export const formatPiece = (bytes) =>
  `${bytes < 100 && !Number.isInteger(bytes) ? bytes.toFixed(1) : formatCount(Math.round(bytes))} B`;

const errorOf = (row) => (row.bytes === 0 ? 0 : row.estimate / row.bytes - 1);
const formatOff = (row) =>
  errorOf(row) > 10
    ? `${formatCount(Math.round(errorOf(row) + 1))} times`
    : `${errorOf(row) >= 0.0005 ? '+' : ''}${(errorOf(row) * 100).toFixed(1)} %`;

/** A claim that holds if the figure is `limit` or more. */
export const atLeast = (says, figure, limit) => ({
  says,
  figure,
  limit: `>= ${formatFigure(limit)}`,
  holds: figure >= limit,
});

/** A claim that holds if the figure is `limit` or less. */
export const atMost = (says, figure, limit) => ({
  says,
  figure,
  limit: `<= ${formatFigure(limit)}`,
  holds: figure <= limit,
});

/** A claim that holds if the figure is just that. */
export const exactly = (says, figure, wanted) => ({
  says,
  figure,
  limit: `= ${formatCount(wanted)}`,
  holds: figure === wanted,
});

/** What the estimate promises for every value that a range can hold: V8's count is inside. */
function estimateClaim(rows) {
  const outside = rows.filter((row) => row.beyond === undefined && !row.inside).map((row) => row.name);
  return exactly(
    `weighed values outside the estimate's range${outside.length > 0 ? `: ${outside.join(', ')}` : ''}`,
    outside.length,
    0,
  );
}

/** How near the estimate came to V8's count: how many of the values to a hundredth, and where it is furthest off. */
function nearnessOf(rows) {
  const [furthest] = [...rows].sort((a, b) => Math.abs(errorOf(b)) - Math.abs(errorOf(a)));
  return {
    close: rows.filter((row) => Math.abs(errorOf(row)) <= 0.01).length,
    of: rows.length,
    furthest: `${formatOff(furthest)} at ${furthest.name}${furthest.beyond === undefined ? '' : ` (${furthest.beyond})`}`,
  };
}

/** Runs an experiment and prints its page, if the file is what Node was started with; with `--json` as data. */
export async function page(url, experiment) {
  if (process.argv[1] !== fileURLToPath(url)) return;
  const { title, tables, rows, claims } = await experiment();
  const result = {
    title: `${title} (Node ${process.versions.node}, V8 ${process.versions.v8})`,
    tables,
    claims: [...claims, estimateClaim(rows)],
    nearness: nearnessOf(rows),
  };
  console.log(process.argv.includes('--json') ? JSON.stringify(result) : formatPage(result));
  if (result.claims.some((claim) => !claim.holds)) process.exitCode = 1;
}

/** A page: its tables, what they show as claims with the figures measured, and how near the estimate came. */
export function formatPage({ title, tables, claims, nearness }) {
  const lines = claims.map((claim) => [
    claim.says,
    formatFigure(claim.figure),
    claim.limit,
    claim.holds ? 'holds' : 'FAILS',
  ]);
  const near = `The estimate is within 1 % for ${nearness.close} of ${nearness.of} values; furthest off: ${nearness.furthest}.`;
  return [title, ...tables, table(['claim', 'measured', 'limit', ''], lines), near].join('\n\n');
}

/** A claim's figure: whole, or with digits enough to be seen. */
export const formatFigure = (figure) =>
  Number.isInteger(figure) ? formatCount(figure) : Math.abs(figure) >= 0.1 ? figure.toFixed(2) : figure.toPrecision(2);
