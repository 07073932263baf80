/** The place of each part of a picture: boxes in boxes, with room for a parent's name above its parts. */
import type { PicturePart } from './picture-tree.ts';
import { squarify } from './squarify.ts';
import type { Box } from './squarify.ts';

/** A part with its place. A tile that is drawn comes before those it contains. */
export interface Tile extends Box {
  readonly part: PicturePart;
  /** 0 for the parts of the whole. */
  readonly depth: number;
  /** Its parts are drawn in it. */
  readonly isFrame: boolean;
}

/** The line with a frame's name: one line of text of 12 pixels. */
export const HEADER = 19;
/** Between a frame and its parts. */
const PADDING = 3;
/** A frame smaller than this has no room for its name and two parts beside each other. */
const LEAST_FRAME = { width: 56, height: 46 };
/** Square pixels below which a tile would be a dot. */
const LEAST_TILE = 9;

/** Lays the parts of `whole` out in a box. */
export function tilesOf(whole: PicturePart, box: Box): Tile[] {
  const tiles: Tile[] = [];
  layOut(whole.parts.length > 0 ? whole.parts : [whole], box, 0, tiles);
  return tiles;
}

function layOut(parts: readonly PicturePart[], box: Box, depth: number, tiles: Tile[]): void {
  const boxes = squarify(
    parts.map((part) => part.bytes),
    box,
    LEAST_TILE,
  );
  boxes.forEach(({ x, y, width, height }, i) => {
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
