/** Which tile an arrow key moves to. */
import type { Tile } from '../treemap.ts';

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest tile of the same depth in the direction of a key; the first or last for Home and End. */
export function nextTile(tiles: readonly Tile[], from: Tile, key: string): Tile | undefined {
  const beside = tiles.filter((tile) => tile.depth === from.depth);
  if (key === 'Home') return beside[0];
  if (key === 'End') return beside[beside.length - 1];
  const direction = DIRECTIONS[key];
  if (direction === undefined) return undefined;
  let best: Tile | undefined;
  let least = Infinity;
  for (const tile of beside) {
    const distance = tile === from ? Infinity : distanceTo(from, tile, direction);
    if (distance < least) {
      least = distance;
      best = tile;
    }
  }
  return best;
}

/** The distance of a tile in a direction, sideways distance counted double; Infinity if it is not on that side. */
function distanceTo(from: Tile, to: Tile, [dx, dy]: readonly [number, number]): number {
  const x = to.x + to.width / 2 - (from.x + from.width / 2);
  const y = to.y + to.height / 2 - (from.y + from.height / 2);
  const isBeyond =
    dx > 0
      ? to.x >= from.x + from.width - 1
      : dx < 0
        ? to.x + to.width <= from.x + 1
        : dy > 0
          ? to.y >= from.y + from.height - 1
          : to.y + to.height <= from.y + 1;
  if (!isBeyond) return Infinity;
  return dx === 0 ? Math.abs(y) + 2 * Math.abs(x) : Math.abs(x) + 2 * Math.abs(y);
}
