/**
 * What `report.toHtml()` and its like call. The code that draws is loaded with the class of reports, but no code refers to it,
 * so that a bundler leaves it out of a program that only weighs.
 */
import type { SpeedscopeFile } from './flame.ts';
import type { SizeReportData } from '../report-data.ts';
import type { PictureOptions, SvgOptions } from './svg.ts';

/** The forms of a report that are drawn. */
export interface PictureMethods {
  toHtml(report: SizeReportData, options?: PictureOptions): string;
  toSvg(report: SizeReportData, options?: SvgOptions): string;
  toMarkdown(report: SizeReportData, options?: PictureOptions): string;
  toSpeedscope(report: SizeReportData, options?: PictureOptions): SpeedscopeFile;
  toFoldedStacks(report: SizeReportData): string;
}

let provided: PictureMethods | undefined;

/** Makes the methods of reports draw. */
export function providePictures(methods: PictureMethods): void {
  provided = methods;
}

/**
 * What draws.
 *
 * @throws {Error} in a bundle that left it out.
 */
export function pictureMethods(name: keyof PictureMethods): PictureMethods {
  if (provided === undefined)
    throw new Error(
      `a bundler left the code that draws out: write toX(report) for report.toX() with import { toX } from 'heapscale'`.replaceAll(
        'toX',
        name,
      ),
    );
  return provided;
}
