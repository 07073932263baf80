/** Lays out tables with aligned columns; all printed tables are made here. */

/** How one column is aligned. */
export type Align = 'left' | 'right';

/**
 * Lays out rows as aligned columns, two spaces apart, one line per row without trailing spaces. Control characters in
 * cells are escaped, so that a hostile name cannot break the table.
 */
export function formatTable(rows: readonly (readonly string[])[], align: readonly Align[]): string {
  const cells = rows.map((row) => row.map(printable));
  const widths = align.map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, widthOf(row[column] ?? '')), 0),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => {
          const pad = ' '.repeat(Math.max(0, widths[column] - widthOf(cell)));
          return align[column] === 'right' ? pad + cell : cell + pad;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Makes a string safe for one line: control characters and line ends are escaped. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A number with thousands grouped by commas, the same in every locale; a fraction, such as that of a sample, is
 * rounded.
 */
export function formatCount(count: number): string {
  return count.toFixed(0).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A share as a percentage with one decimal. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)} %`;
}

/** Columns that a string takes on a terminal; wide East Asian characters take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const char of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(char)
      ? 2
      : 1;
  return width;
}
