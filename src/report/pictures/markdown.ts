/** toMarkdown: tables for a pull request. No name in them can become markup, a link or a mention. */
import { checkReport } from '../check-report.ts';
import { formatBytes } from '../bytes.ts';
import { toOneLine } from './escape-markup.ts';
import { headlineOf } from '../headline.ts';
import { notesOf } from '../notes.ts';
import { pathTree } from './picture-tree.ts';
import type { PicturePart } from './picture-tree.ts';
import type { SizeReportData } from '../report-data.ts';
import { shortName } from '../short-name.ts';
import { ownOptions } from '../../platform/own-options.ts';
import { PICTURE_OPTIONS, titleOf } from './svg.ts';
import type { PictureOptions } from './svg.ts';
import { formatCount, formatShare } from '../table.ts';

/** Rows per table, few enough to read at a glance. */
const MOST_ROWS = 12;

/**
 * A report as GitHub-flavoured markdown: a headline, the heaviest types, and the heaviest places if it has paths.
 *
 * @throws {TypeError} if `report` is not a report, or an option is invalid.
 * @example
 * ```ts
 * toMarkdown(deepSizeOf({ a: 1, b: 2 }), { title: 'settings' }).split('\n')[0]; // '**`settings`: 40 B**'
 * ```
 */
export function toMarkdown(report: SizeReportData, options: PictureOptions = {}): string {
  checkReport('report', report);
  const own = ownOptions('toMarkdown', PICTURE_OPTIONS, options);
  const { bytes, byType, paths } = report;
  const blocks = [`**${toCode(titleOf(report, own))}: ${formatBytes(bytes)}**`, escapeText(headlineOf(report))];
  const types = byType
    .slice(0, MOST_ROWS)
    .map((row) => [toCode(row.type), formatCount(row.count), formatBytes(row.bytes), formatShare(row.bytes, bytes)]);
  if (types.length > 0) blocks.push(toTable(['type', 'count', 'bytes', 'share'], types, byType.length - types.length));
  if (paths !== undefined && paths.length > 0) {
    const places = placesOf(pathTree(paths));
    const rows = places
      .slice(0, MOST_ROWS)
      .map((part) => [toCode(part.path), toCode(part.type), formatBytes(part.bytes), formatShare(part.bytes, bytes)]);
    if (rows.length > 0)
      blocks.push(toTable(['place', 'type', 'retained', 'share'], rows, places.length - rows.length));
  }
  blocks.push(
    notesOf(report)
      .map((note) => `- ${escapeText(note)}`)
      .join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

/** All places below the root, heaviest first. */
function placesOf(root: PicturePart): PicturePart[] {
  const found: PicturePart[] = [];
  const open = [...root.parts];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part.kind === 'place') found.push(part);
    open.push(...part.parts);
  }
  return found.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
}

/** A table: names are left-aligned, figures right-aligned. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[], more: number): string {
  const lines = [head, head.map((title) => (title === 'type' || title === 'place' ? '---' : '---:')), ...rows];
  if (more > 0) lines.push([`${formatCount(more)} more`, ...head.slice(1).map(() => '')]);
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A name as code. One that could end a code span or a cell becomes a `<code>` element with entities. */
export function toCode(text: string): string {
  const short = toOneLine(shortName(text));
  if (short === '') return '';
  if (!/[`|\\]|^\s|\s$/.test(short)) return `\`${short}\``;
  return `<code>${escapeText(short)}</code>`;
}

/** Escapes every character that has a meaning in markdown or HTML. */
export function escapeText(text: string): string {
  return toOneLine(text).replace(/[<>&`|\\*_~[\]@#!$]|:(?! )|\.(?=[^\d\s])/g, (char) => `&#${char.charCodeAt(0)};`);
}
