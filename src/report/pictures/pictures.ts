/** All pictures of a report. They are functions, so that bundlers can drop unused ones. */
import { toFoldedStacks, toSpeedscope } from './flame.ts';
import { toHtml } from './html.ts';
import { toMarkdown } from './markdown.ts';
import { toSvg } from './svg.ts';

export { toFoldedStacks, toHtml, toMarkdown, toSpeedscope, toSvg };
export type { SpeedscopeFile, SpeedscopeProfile } from './flame.ts';
export type { PictureOptions, SvgOptions } from './svg.ts';
