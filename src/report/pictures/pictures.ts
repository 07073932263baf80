/** All forms of a report that are drawn: as functions, and provided to the methods of reports. */
import { toFoldedStacks, toSpeedscope } from './flame.ts';
import { toHtml } from './html.ts';
import { toMarkdown } from './markdown.ts';
import { providePictures } from './picture-methods.ts';
import { toSvg } from './svg.ts';

export { toFoldedStacks, toHtml, toMarkdown, toSpeedscope, toSvg };
export type { SpeedscopeFile, SpeedscopeProfile } from './flame.ts';
export type { PictureOptions, SvgOptions } from './svg.ts';

providePictures({ toHtml, toSvg, toMarkdown, toSpeedscope, toFoldedStacks });
