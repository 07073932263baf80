/** The one table of a run: the test files that grew most, then the slowest and the heaviest. */
import { formatBytes } from '../report/bytes.ts';
import { shortName } from '../report/short-name.ts';
import { signedBytes, signedCount } from '../report/size-diff.ts';
import { formatTable, printable } from '../report/table.ts';
import { growthOf } from './file-memory.ts';
import type { FileMemory, GrownClass, MeasuredFile } from './file-memory.ts';

/** The table of the files that grew most, without a trailing newline; a line that says so if none was measured. */
export function memoryTable(measured: readonly MeasuredFile[], rows: number): string {
  if (measured.length === 0) return 'memory by test file: no file was measured';
  const files = [...measured].sort((a, b) => growthOf(b) - growthOf(a) || (a.name < b.name ? -1 : 1));
  const shown = files.slice(0, rows);
  const left = files.length - shown.length;
  const hasLeft = shown.some(({ next }) => next !== undefined);
  const head = ['test file', 'time', 'before', 'import', 'tests', 'after', ...(hasLeft ? ['left'] : []), 'grew most'];
  const table = formatTable(
    [head, ...shown.map((file) => cellsOf(file, hasLeft))],
    head.map((_, column) => (column === 0 || column === head.length - 1 ? 'left' : 'right')),
  );
  const slowest = files.reduce((a, b) => (b.ms > a.ms ? b : a));
  const heaviest = files.reduce((a, b) => (b.after > a.after ? b : a));
  return [
    'memory by test file, after garbage collection',
    table,
    ...(left > 0 ? [restOf(left, growthOf(files[rows]))] : []),
    `slowest: ${printable(slowest.name)}, ${seconds(slowest.ms)}`,
    `heaviest: ${printable(heaviest.name)}, ${formatBytes(heaviest.after)} after its tests`,
    ...problemsIn(files),
  ].join('\n');
}

function cellsOf({ name, ms, before, imported, after, next, grown }: MeasuredFile, hasLeft: boolean): string[] {
  return [
    shortName(name),
    seconds(ms),
    formatBytes(before),
    signedBytes(imported - before),
    signedBytes(after - imported),
    formatBytes(after),
    ...(hasLeft ? [next === undefined ? '' : signedBytes(next - before)] : []),
    (grown ?? []).map(classText).join(', '),
  ];
}

function classText({ type, count, bytes }: GrownClass): string {
  return `${signedCount(count)} ${shortName(type)} (${formatBytes(bytes)})`;
}

function restOf(count: number, most: number): string {
  return `(${count} more, each ${signedBytes(most)} at most)`;
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** Why there is no census: once, since it is the same reason everywhere. */
function problemsIn(files: readonly MeasuredFile[]): string[] {
  const problem = files.find((file) => file.problem !== undefined)?.problem;
  return problem === undefined ? [] : [`no census: ${printable(problem)}`];
}

/** Adds to each file what its worker held before the next one. */
export function withNext(files: readonly (FileMemory & { readonly name: string })[]): MeasuredFile[] {
  const nextOf = new Map<string, number>();
  return [...files]
    .sort((a, b) => b.at - a.at)
    .map((file) => {
      const next = nextOf.get(file.worker);
      nextOf.set(file.worker, file.before);
      return { ...file, next };
    });
}
