/** Prints reports. */
import { basename } from 'node:path';
import { formatBytes } from '../report/bytes.ts';
import { toOneLine } from '../report/pictures/escape-markup.ts';
import { toFoldedStacks } from '../report/pictures/flame.ts';
import { toMarkdown } from '../report/pictures/markdown.ts';
import { headlineOf } from '../report/headline.ts';
import { qualifierOf } from '../report/lower-bound.ts';
import { mergeReports } from '../report/merge-reports.ts';
import type { SizeReport } from '../report/size-report.ts';
import { formatCount, formatTable } from '../report/table.ts';
import type { Colours } from './colour.ts';
import { CommandError } from './command.ts';
import type { Weighed } from './weigh-input.ts';
import type { WeighOptions } from './weigh-options.ts';

const KIND_NAMES: Readonly<Record<Weighed['kind'], string>> = {
  json: 'JSON',
  jsonl: 'JSON, one record per line',
  heapsnapshot: 'heap snapshot',
  module: 'module',
};

/** All reports, with a trailing newline. */
export function printed(
  files: readonly Weighed[],
  { print, tree, advise: wantsAdvice }: Pick<WeighOptions, 'print' | 'tree' | 'advise'>,
  colours: Colours,
): string {
  for (const file of files) {
    if (tree && file.report.paths === undefined) throw needsValue(file, '--tree');
    if (wantsAdvice && file.advice === undefined) throw needsValue(file, '--advise');
  }
  switch (print) {
    case 'json':
      return `${JSON.stringify(dataOf(files), undefined, 2)}\n`;
    case 'markdown':
      return files.map(({ name, report }) => toMarkdown(report, { title: basename(name) })).join('\n');
    case 'folded':
      return files.map(({ report }) => toFoldedStacks(report)).join('');
    case 'tree':
      return files
        .map(
          (file) =>
            `${headOf(file, colours)}${treeOf(file, colours)}\n${wantsAdvice ? `\n${adviceOf(file, colours)}` : ''}`,
        )
        .join('\n');
    default:
      if (files.length === 1)
        return (
          `${headOf(files[0], colours)}${painted(String(files[0].report), colours)}\n` +
          (wantsAdvice ? `\n${adviceOf(files[0], colours)}` : '')
        );
      return (
        manyFiles(files, colours) +
        (wantsAdvice ? files.map((file) => `\n${headOf(file, colours)}${adviceOf(file, colours)}`).join('') : '')
      );
  }
}

/** Merges the reports of all files. */
export function totalOf(files: readonly Weighed[]): SizeReport {
  return files.length === 1 ? files[0].report : mergeReports(files.map(({ report }) => report));
}

/** The data of one file, or of several and their total. */
function dataOf(files: readonly Weighed[]): Record<string, unknown> {
  return files.length === 1 ? toData(files[0]) : { files: files.map(toData), total: totalOf(files) };
}

function toData({ name, kind, bytes, records, parsed, report, advice }: Weighed): Record<string, unknown> {
  return {
    file: name,
    kind,
    ...(bytes === undefined ? {} : { fileBytes: bytes }),
    ...(records === undefined ? {} : { records }),
    ...(parsed === undefined ? {} : { parsedRecords: parsed }),
    ...report.toJSON(),
    ...(advice === undefined ? {} : { advice }),
  };
}

/** The heading of a file: `a.json, 77 KiB of JSON`. */
function headOf(file: Weighed, { bold, dim }: Colours): string {
  return `${bold(toOneLine(file.name))}${dim(`, ${sourceOf(file)}`)}\n`;
}

/** The advice on what could be smaller. */
function adviceOf(file: Weighed, { bold }: Colours): string {
  const [first, ...lines] = String(file.advice).split('\n');
  return `${[bold(first), ...lines].join('\n')}\n`;
}

function needsValue({ name }: Weighed, option: string): CommandError {
  return new CommandError(`${name}: ${option} does not work on a sample: --load reads all records`);
}

/** The tree of a file, with dim lines and column headings. */
function treeOf({ report }: Weighed, { bold, dim }: Colours): string {
  const [head, ...rows] = report.toTree().split('\n');
  return [bold(headlineOf(report)), dim(head), ...rows.map((row) => row.replace(/^[│├└─ ]+/, dim))].join('\n');
}

/** What was read: `77 KiB of JSON`. */
function sourceOf({ kind, bytes, records, parsed }: Weighed): string {
  const name = KIND_NAMES[kind];
  const sample = parsed === undefined ? '' : `, ${formatCount(parsed)} of them parsed`;
  const count =
    records === undefined ? '' : `, ${formatCount(records)} ${records === 1 ? 'record' : 'records'}${sample}`;
  return `${bytes === undefined ? name : `${formatBytes(bytes)} of ${name}`}${count}`;
}

/** One row per file, one for the total, and the types of all files. */
function manyFiles(files: readonly Weighed[], colours: Colours): string {
  const total = totalOf(files);
  const read = files.some(({ bytes }) => bytes !== undefined)
    ? files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
    : undefined;
  const rows = [['file', 'read', 'bytes', 'at least', 'at most', 'objects']];
  for (const { name, bytes, report } of [...files, { name: 'total', bytes: read, report: total }]) {
    rows.push([
      toOneLine(name),
      bytes === undefined ? '-' : formatBytes(bytes),
      `${qualifierOf(report)}${formatBytes(report.bytes)}`,
      formatBytes(report.range.min),
      formatBytes(report.range.max),
      formatCount(report.objects),
    ]);
  }
  const [head, ...lines] = formatTable(rows, ['left', 'right', 'right', 'right', 'right', 'right']).split('\n');
  const table = [colours.dim(head), ...lines.slice(0, -1), colours.bold(lines[lines.length - 1])].join('\n');
  return `${table}\n\n${painted(String(total), colours)}\n`;
}

/** The table of a report: the first line bold, column headings and everything after the rows dim. */
function painted(text: string, { bold, dim }: Colours): string {
  return text
    .split('\n')
    .map((line, i) => (i === 0 ? bold(line) : /^type {2,}|^[a-z ]+: /.test(line) ? dim(line) : line))
    .join('\n');
}
