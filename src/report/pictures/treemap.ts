/** The treemap layout: nested rectangles, with a line for a parent's name above its children. */
import type { PicturePart } from './picture-tree.ts';
import { squarify } from './squarify.ts';
import type { Box } from './squarify.ts';

/** A part with its rectangle. A tile comes before those that it contains. */
export interface Tile extends Box {
  readonly part: PicturePart;
  /** 0 for the children of the root. */
  readonly depth: number;
  /** True if its children are drawn inside it. */
  readonly isFrame: boolean;
}

/** Height of the line with a frame's name: text of 12 pixels. */
export const HEADER = 19;
/** Space between a frame and its children. */
const PADDING = 3;
/** A smaller frame has no room for its name and two children side by side. */
const LEAST_FRAME = { width: 56, height: 46 };
/** Tiles of fewer square pixels are not drawn. */
const LEAST_TILE = 9;

/** Lays out the children of `whole` in a rectangle. */
export function tilesOf(whole: PicturePart, box: Box): Tile[] {
  const tiles: Tile[] = [];
  layOut(whole.parts.length > 0 ? whole.parts : [whole], box, 0, tiles);
  return tiles;
}

function layOut(parts: readonly PicturePart[], box: Box, depth: number, tiles: Tile[]): void {
  const rectangles = squarify(
    parts.map((part) => part.bytes),
    box,
    LEAST_TILE,
  );
  rectangles.forEach(({ x, y, width, height }, i) => {
    const part = parts[i];
    const isFrame = part.parts.length > 0 && width >= LEAST_FRAME.width && height >= LEAST_FRAME.height;
    tiles.push({ part, depth, isFrame, x, y, width, height });
    if (isFrame)
      layOut(
        part.parts,
        { x: x + PADDING, y: y + HEADER, width: width - 2 * PADDING, height: height - HEADER - PADDING },
        depth + 1,
        tiles,
      );
  });
}
