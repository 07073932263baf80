/** Tiles as SVG, with text elements that can be searched; used by the page and by the standalone picture. */
import { formatBytes } from '../bytes.ts';
import { escapeMarkup, toOneLine } from './escape-markup.ts';
import { fitLabel, shortStep } from './label.ts';
import type { PicturePart } from './picture-tree.ts';
import { formatCount, formatShare } from '../table.ts';
import type { Tile } from './treemap.ts';

/** Types that get a colour of their own; all others share one. */
const COLOURS = 8;

/** What a type's tiles are coloured with: a class name, by the type's rank; of several types the first decides. */
export function toColours(types: readonly string[]): (type: string) => string {
  const ranks = new Map(types.slice(0, COLOURS).map((type, rank) => [type, rank]));
  return (type) => `c${ranks.get(type) ?? ranks.get(type.split(' | ')[0]) ?? 'x'}`;
}

/** What there is to say on a part, a line each. */
export function describePart(
  { path, type, bytes, deepBytes, count, kind, label }: PicturePart,
  whole: number,
): string[] {
  const lines = [toOneLine(kind === 'rest' ? `${path}: ${label}` : path)];
  if (type !== '' && type !== path)
    lines.push(`${toOneLine(type)}${count > 1 && kind === 'place' ? `, ${formatCount(count)} places` : ''}`);
  else if (count > 1) lines.push(`${formatCount(count)} objects`);
  lines.push(`${formatBytes(bytes)}, ${formatShare(bytes, whole)} of all`);
  if (deepBytes > bytes) lines.push(`${formatBytes(deepBytes)} with what other places hold too`);
  return lines;
}

/**
 * The tiles as SVG elements; `attributesOf` adds to each group, `inside` returns what it contains beside rectangle and
 * text.
 */
export function drawTiles(
  tiles: readonly Tile[],
  colourOf: (type: string) => string,
  attributesOf: (tile: Tile, index: number) => string,
  inside: (tile: Tile) => string = () => '',
): string {
  return tiles
    .map(
      (tile, i) =>
        `<g class="${classesOf(tile, colourOf)}"${attributesOf(tile, i)}>${inside(tile)}${drawRectangle(tile)}${drawText(tile)}</g>`,
    )
    .join('\n');
}

function classesOf({ part, isFrame, depth }: Tile, colourOf: (type: string) => string): string {
  return isFrame ? `tile frame d${depth % 2}` : `tile ${colourOf(part.type)}${part.kind === 'place' ? '' : ' rest'}`;
}

const round = (pixels: number): string => String(Math.round(pixels * 100) / 100);

/** One pixel of ground is left between tiles. */
function drawRectangle({ x, y, width, height }: Tile): string {
  return `<rect x="${round(x + 0.5)}" y="${round(y + 0.5)}" width="${round(Math.max(0.5, width - 1))}" height="${round(Math.max(0.5, height - 1))}" rx="${width > 12 && height > 12 ? 3 : 0}"/>`;
}

function drawText({ x, y, width, height, part, isFrame }: Tile): string {
  const room = width - 12;
  if (height < 18) return '';
  const label = toOneLine(part.kind !== 'place' ? part.label : shortStep(part.label));
  const size = formatBytes(part.bytes);
  const left = round(x + 6);
  const line = (text: string, top: number, name = ''): string =>
    text === '' ? '' : `<text x="${left}" y="${round(y + top)}"${name}>${escapeMarkup(text)}</text>`;
  const name = fitLabel(label, room);
  // Bytes without a name are of no use.
  if (name === '' && label !== '') return '';
  if (!isFrame) return `${line(name, 14)}${height < 34 ? '' : line(fitLabel(size, room), 29, ' class="size"')}`;
  // The bytes of a frame are at the right of its name, where both fit.
  const both = fitLabel(`${label}  ${size}`, room) === `${label}  ${size}`;
  const right = both
    ? `<text x="${round(x + width - 6)}" y="${round(y + 14)}" class="size end">${escapeMarkup(size)}</text>`
    : '';
  return line(name, 14) + right;
}
