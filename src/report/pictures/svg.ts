/** toSvg: the treemap as one standalone picture. */
import { formatBytes } from '../bytes.ts';
import { describePart, drawTiles, toColours } from './draw-tiles.ts';
import { escapeMarkup, toOneLine } from './escape-markup.ts';
import { fitLabel } from './label.ts';
import { headlineOf } from '../headline.ts';
import { MAP_STYLE } from './generated/page-code.ts';
import { pictureOf, ROOT_NAME } from './picture-tree.ts';
import type { SizeReportData } from '../report-data.ts';
import { tilesOf } from './treemap.ts';

/** How a picture is made. */
export interface PictureOptions {
  /**
   * The title above the picture.
   * @defaultValue the name of the value, as in its paths
   */
  readonly title?: string | undefined;
}

/** How a standalone treemap is made. */
export interface SvgOptions extends PictureOptions {
  /**
   * Pixels, at least 200.
   * @defaultValue 960
   */
  readonly width?: number | undefined;
  /**
   * Pixels, at least 150.
   * @defaultValue 600
   */
  readonly height?: number | undefined;
}

/** Room for the title line. */
const TITLE = 30;
const MARGIN = 8;

/** The name of what a report is about. */
export function titleOf(report: SizeReportData, { title }: PictureOptions): string {
  if (title !== undefined && typeof title !== 'string')
    throw new TypeError(`title must be a string, not ${title === null ? 'null' : `a value of type ${typeof title}`}`);
  return title ?? report.paths?.[0]?.path ?? ROOT_NAME;
}

/**
 * The treemap of a report as one standalone picture, by path where it has paths, else by type; light and dark.
 *
 * @throws {RangeError} if width or height is not a number of pixels that leaves room for a treemap.
 * @example
 * ```ts
 * writeFileSync('cache.svg', toSvg(deepSizeOf(cache, { paths: true }), { title: 'cache' }));
 * ```
 */
export function toSvg(report: SizeReportData, options: SvgOptions = {}): string {
  const width = checkedSide('width', options.width ?? 960, 200);
  const height = checkedSide('height', options.height ?? 600, 150);
  const whole = pictureOf(report);
  const tiles = tilesOf(whole, { x: MARGIN, y: TITLE, width: width - 2 * MARGIN, height: height - TITLE - MARGIN });
  const title = toOneLine(`${titleOf(report, options)}: ${formatBytes(report.bytes)}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" class="map" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(`${titleOf(report, options)}: ${headlineOf(report)}`)}">
<style>${MAP_STYLE}</style>
<rect class="ground" width="${width}" height="${height}"/>
<text class="title" x="${MARGIN}" y="21">${escapeMarkup(fitLabel(title, (width - 2 * MARGIN) * 0.8))}</text>
${drawTiles(
  tiles,
  toColours(report.byType.map((row) => row.type)),
  () => '',
  ({ part }) => `<title>${escapeMarkup(describePart(part, report.bytes).join('; '))}</title>`,
)}
</svg>
`;
}

function checkedSide(name: string, side: number, least: number): number {
  if (Number.isFinite(side) && side >= least) return side;
  throw new RangeError(`${name} must be a number of pixels of at least ${least}; got ${String(side)}`);
}
