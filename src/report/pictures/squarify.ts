/**
 * Squarified treemaps (Bruls, Huizing and van Wijk, 2000): nearly square rectangles of given areas that fill a
 * rectangle.
 */

/** A rectangle, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Fills a rectangle with one rectangle per size, with proportional areas; sizes must be in descending order. Stops at
 * the first rectangle of less than `least` square pixels and leaves the remaining area empty.
 */
export function squarify(sizes: readonly number[], box: Box, least: number): Box[] {
  const placed: Box[] = [];
  let total = 0;
  for (const size of sizes) total += size;
  let { x, y, width, height } = box;
  if (!(total > 0 && width > 0 && height > 0)) return placed;
  const scale = (width * height) / total;
  let from = 0;
  while (from < sizes.length && sizes[from] * scale >= least) {
    // A row lies along the shorter side and takes sizes as long as its worst aspect ratio does not get worse.
    const side = Math.min(width, height);
    let to = from;
    let area = 0;
    let worst = Infinity;
    while (to < sizes.length) {
      const grown = area + sizes[to] * scale;
      const ratio = worstRatio(grown, side, sizes[from] * scale, sizes[to] * scale);
      if (ratio > worst) break;
      worst = ratio;
      area = grown;
      to++;
    }
    const thick = area / side;
    const isColumn = width >= height;
    let along = isColumn ? y : x;
    for (; from < to; from++) {
      const long = (sizes[from] * scale) / thick;
      placed.push(isColumn ? { x, y: along, width: thick, height: long } : { x: along, y, width: long, height: thick });
      along += long;
    }
    if (isColumn) {
      x += thick;
      width = Math.max(0, width - thick);
    } else {
      y += thick;
      height = Math.max(0, height - thick);
    }
    if (!(width > 0 && height > 0)) break;
  }
  return placed;
}

/** The worst aspect ratio in a row: 1 for a square. */
function worstRatio(area: number, side: number, largest: number, smallest: number): number {
  const squared = (area / side) ** 2;
  return Math.max(largest / squared, squared / smallest);
}
