/** Text that fits a tile, told without a screen: widths are those of common sans-serif fonts, taken somewhat wide. */

/** Pixels of one character at 12 pixels in DejaVu Sans, the widest of the fonts that the pictures ask for. */
function widthOf(char: string): number {
  if (char > '\u10ff') return 13;
  if (/[mwMW@%&]/.test(char)) return 11.7;
  if (/[A-Z]/.test(char)) return 8.7;
  return /[iljtfI.,:;'|![\]() ]/.test(char) ? 4.8 : 7.6;
}

/** Less than this of a name tells nothing. */
const LEAST = 5;

/**
 * As much of a text as fits so many pixels; empty if that is too little to be read. Of a name with slashes the end is
 * kept.
 */
export function fitLabel(text: string, width: number): string {
  const chars = [...text];
  let used = 0;
  for (const char of chars) used += widthOf(char);
  if (used <= width) return text;
  const keepsEnd = text.includes('/');
  used += widthOf('…');
  while (used > width && chars.length > 0) used -= widthOf(keepsEnd ? chars.shift()! : chars.pop()!);
  if (chars.length < LEAST) return '';
  return keepsEnd ? `…${chars.join('')}` : `${chars.join('')}…`;
}

/** A single step of a path as it is written on a tile, where there is no room for signs: `["a b"]` is `a b`. */
export function shortStep(step: string): string {
  const match = /^(?:\["([^"\\]+)"\]|\.get\("([^"\\]+)"\)|\.(.+))$/.exec(step);
  return match === null ? step : (match[1] ?? match[2] ?? match[3]);
}
