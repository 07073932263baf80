/** Shortens labels to fit a tile. Widths are estimated from common sans-serif fonts, on the wide side. */

/** Width of one character at 12 pixels in DejaVu Sans, the widest font in the font list of the pictures. */
function widthOf(char: string): number {
  if (char > '\u10ff') return 13;
  if (/[mwMW@%&]/.test(char)) return 11.7;
  if (/[A-Z]/.test(char)) return 8.7;
  return /[iljtfI.,:;'|![\]() ]/.test(char) ? 4.8 : 7.6;
}

/** A name cut to fewer characters than this is not useful. */
const MIN_CHARS = 5;

/**
 * Cuts a label to a width in pixels; returns an empty string if too little would be left. A name with slashes keeps its
 * end.
 */
export function fitLabel(text: string, width: number): string {
  const chars = [...text];
  let used = 0;
  for (const char of chars) used += widthOf(char);
  if (used <= width) return text;
  const keepsEnd = text.includes('/');
  used += widthOf('…');
  while (used > width && chars.length > 0) used -= widthOf(keepsEnd ? chars.shift()! : chars.pop()!);
  if (chars.length < MIN_CHARS) return '';
  return keepsEnd ? `…${chars.join('')}` : `${chars.join('')}…`;
}

/** A path step as shown on a tile, without brackets and quotes: `["a b"]` becomes `a b`. */
export function shortStep(step: string): string {
  const match = /^(?:\["([^"\\]+)"\]|\.get\("([^"\\]+)"\)|\.(.+))$/.exec(step);
  return match === null ? step : (match[1] ?? match[2] ?? match[3]);
}
