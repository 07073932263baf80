/** Prints what has grown from one file to another. */
import { formatBytes } from '../report/bytes.ts';
import { toOneLine } from '../report/pictures/escape-markup.ts';
import { escapeText, toCode, toTable } from '../report/pictures/markdown.ts';
import { signedBytes, signedCount } from '../report/size-diff.ts';
import type { SizeDiff } from '../report/size-diff.ts';
import type { Colours } from './colour.ts';
import type { Weighed } from './weigh-input.ts';
import type { Print } from './weigh-options.ts';

/** Rows per table in a markdown comment, which should be readable at a glance. */
const MAX_ROWS = 12;

/** A diff as tables, JSON or markdown, with a trailing newline. */
export function printedDiff(
  [before, after]: readonly Weighed[],
  diff: SizeDiff,
  print: Print,
  { bold, dim }: Colours,
): string {
  if (print === 'json')
    return `${JSON.stringify({ files: [before.name, after.name], ...diff.toJSON() }, undefined, 2)}\n`;
  if (print === 'markdown') return markdownOf(before.name, after.name, diff);
  const [first, ...lines] = String(diff).split('\n');
  const head = bold(`${toOneLine(before.name)} → ${toOneLine(after.name)}`);
  const painted = lines.map((line) => (/^(?:type|retained by place) {2,}|^note: /.test(line) ? dim(line) : line));
  return `${[head, bold(first), ...painted].join('\n')}\n`;
}

/** A diff as markdown tables, with a trailing newline. */
export function markdownOf(before: string, after: string, diff: SizeDiff): string {
  const blocks = [`**${toCode(before)} → ${toCode(after)}**`, escapeText(String(diff).split('\n')[0])];
  const types = diff.byType.map((row) => [
    toCode(row.type),
    signedCount(row.count),
    signedBytes(row.bytes),
    formatBytes(row.before),
    formatBytes(row.after),
  ]);
  if (types.length > 0) blocks.push(tableOf('type', types));
  const places = (diff.byPath ?? []).map((row) => [
    toCode(row.path),
    signedCount(row.count),
    signedBytes(row.retainedBytes),
    formatBytes(row.before),
    formatBytes(row.after),
  ]);
  if (places.length > 0) blocks.push(tableOf('place', places));
  if (diff.notes.length > 0) blocks.push(diff.notes.map((note) => `- ${escapeText(note)}`).join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function tableOf(title: string, rows: readonly (readonly string[])[]): string {
  return toTable(
    [title, 'count', 'growth', 'before', 'after'],
    rows.slice(0, MAX_ROWS),
    Math.max(0, rows.length - MAX_ROWS),
  );
}
