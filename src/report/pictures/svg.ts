/** toSvg: the treemap as a standalone SVG. */
import { checkReport } from '../check-report.ts';
import { withAssumption } from '../assumption.ts';
import { formatBytes } from '../bytes.ts';
import { typeError } from '../../platform/argument-checks.ts';
import { ownOptions } from '../../platform/own-options.ts';
import type { OptionNames } from '../../platform/own-options.ts';
import { describePart, drawTiles, toColours } from './draw-tiles.ts';
import { escapeMarkup, toOneLine } from './escape-markup.ts';
import { fitLabel } from './label.ts';
import { headlineOf } from '../headline.ts';
import { MAP_STYLE } from './generated/page-code.ts';
import { pictureOf, ROOT_NAME } from './picture-tree.ts';
import type { SizeReportData } from '../report-data.ts';
import { tilesOf } from './treemap.ts';

/** The options of every picture. */
export interface PictureOptions {
  /**
   * The title above the picture.
   * @defaultValue the name of the value, as in its paths
   */
  readonly title?: string | undefined;
}

/** The options of `toSvg`. */
export interface SvgOptions extends PictureOptions {
  /**
   * Width in pixels, at least 200.
   * @defaultValue 960
   */
  readonly width?: number | undefined;
  /**
   * Height in pixels, at least 150.
   * @defaultValue 600
   */
  readonly height?: number | undefined;
}

/** The names of {@link PictureOptions}. */
export const PICTURE_OPTIONS: OptionNames<PictureOptions> = { title: true };

const SVG_OPTIONS: OptionNames<SvgOptions> = { title: true, width: true, height: true };

/** Height of the title line. */
const TITLE = 30;
const MARGIN = 8;

/** The title of a picture: the option, or the name of the root. */
export function titleOf(report: SizeReportData, { title }: PictureOptions): string {
  if (title !== undefined && typeof title !== 'string') throw typeError('title', 'a string', title);
  return title ?? report.paths?.[0]?.path ?? ROOT_NAME;
}

/**
 * The treemap of a report as a standalone SVG: by path if the report has paths, otherwise by type. It follows the
 * light or dark colour scheme.
 *
 * @throws {TypeError} if `report` is not a report, an option is unknown, or `title` is not a string.
 * @throws {RangeError} if `width` or `height` is below its minimum or not finite.
 * @example
 * ```ts
 * writeFileSync('cache.svg', toSvg(deepSizeOf(cache, { paths: true }), { title: 'cache' }));
 * ```
 */
export function toSvg(report: SizeReportData, options: SvgOptions = {}): string {
  checkReport('report', report);
  const own = ownOptions('toSvg', SVG_OPTIONS, options);
  const width = checkedSide('width', own.width ?? 960, 200);
  const height = checkedSide('height', own.height ?? 600, 150);
  const whole = pictureOf(report);
  const tiles = tilesOf(whole, { x: MARGIN, y: TITLE, width: width - 2 * MARGIN, height: height - TITLE - MARGIN });
  const labelled = (text: string): string => withAssumption(`${titleOf(report, own)}: ${text}`, report.layout, '; ');
  const title = toOneLine(labelled(formatBytes(report.bytes)));
  const label = escapeMarkup(labelled(headlineOf(report)));
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="map" ${size} role="img" aria-label="${label}">
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
