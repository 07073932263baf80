/** Draws tiles as SVG with searchable text; used by the page and by the standalone SVG. */
import { formatBytes } from '../bytes.ts';
import { escapeMarkup, toOneLine } from './escape-markup.ts';
import { fitLabel, shortStep } from './label.ts';
import type { PicturePart } from './picture-tree.ts';
import { formatCount, formatShare } from '../table.ts';
import type { Tile } from './treemap.ts';

/** How many types get their own colour; all others share one. */
const COLOURS = 8;

/** The CSS class that colours the tiles of a type, by the type's rank; of several types the first decides. */
export function toColours(types: readonly string[]): (type: string) => string {
  const ranks = new Map(types.slice(0, COLOURS).map((type, rank) => [type, rank]));
  return (type) => `c${ranks.get(type) ?? ranks.get(type.split(' | ')[0]) ?? 'x'}`;
}

/** The description of a part, as lines. */
export function describePart(
  { path, type, bytes, deepBytes, count, kind, label }: PicturePart,
  whole: number,
): string[] {
  const lines = [toOneLine(kind === 'rest' ? `${path}: ${label}` : path)];
  if (type !== '' && type !== path)
    lines.push(`${toOneLine(type)}${count > 1 && kind === 'place' ? `, ${formatCount(count)} places` : ''}`);
  else if (count > 1) lines.push(`${formatCount(count)} objects`);
  lines.push(`${formatBytes(bytes)}, ${formatShare(bytes, whole)} of all`);
  if (deepBytes > bytes) lines.push(`${formatBytes(deepBytes)} including what is shared with other places`);
  return lines;
}

/**
 * The tiles as SVG elements; `attributesOf` returns extra attributes of each group, `inside` returns its extra content.
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
        `<g class="${classesOf(tile, colourOf)}"${attributesOf(tile, i)}>` +
        `${inside(tile)}${drawRectangle(tile)}${drawText(tile)}</g>`,
    )
    .join('\n');
}

function classesOf({ part, isFrame, depth }: Tile, colourOf: (type: string) => string): string {
  return isFrame ? `tile frame d${depth % 2}` : `tile ${colourOf(part.type)}${part.kind === 'place' ? '' : ' rest'}`;
}

const round = (pixels: number): string => String(Math.round(pixels * 100) / 100);

/** The rectangle of a tile; one pixel of background is left between tiles. */
function drawRectangle({ x, y, width, height }: Tile): string {
  const radius = width > 12 && height > 12 ? 3 : 0;
  const w = round(Math.max(0.5, width - 1));
  const h = round(Math.max(0.5, height - 1));
  return `<rect x="${round(x + 0.5)}" y="${round(y + 0.5)}" width="${w}" height="${h}" rx="${radius}"/>`;
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
  // Without room for the name, the bytes are not shown either.
  if (name === '' && label !== '') return '';
  if (!isFrame) return `${line(name, 14)}${height < 34 ? '' : line(fitLabel(size, room), 29, ' class="size"')}`;
  // The bytes of a frame are right-aligned on the line of its name, if both fit.
  const both = fitLabel(`${label}  ${size}`, room) === `${label}  ${size}`;
  const right = both
    ? `<text x="${round(x + width - 6)}" y="${round(y + 14)}" class="size end">${escapeMarkup(size)}</text>`
    : '';
  return line(name, 14) + right;
}
