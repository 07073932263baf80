/** The treemap on the page: redrawn for each part and window size, navigated with pointer and keys. */
import { describePart, drawTiles } from '../draw-tiles.ts';
import { escapeMarkup } from '../escape-markup.ts';
import type { PicturePart } from '../picture-tree.ts';
import { tilesOf } from '../treemap.ts';
import type { Tile } from '../treemap.ts';
import { byId, element } from './element.ts';
import { nextTile } from './next-tile.ts';
import type { View } from './view.ts';

/** Distance from the pointer to the tooltip, in pixels. */
const HINT_GAP = 14;

/**
 * Draws the map and handles its events; `colourOf` returns the class of a type's colour, `onPoint` gets the part that
 * is pointed at.
 */
export function showMap(
  view: View,
  colourOf: (type: string) => string,
  onPoint: (part: PicturePart | undefined) => void,
): { draw: (focus?: PicturePart) => void; mark: (part: PicturePart | undefined) => void } {
  const svg = byId('map') as unknown as SVGSVGElement;
  // Chromium makes an SVG with a focus listener focusable, so the listener is on the element around it.
  const place = byId('place');
  const hint = byId('hint');
  let tiles: Tile[] = [];

  const tileAt = (target: EventTarget | null): Tile | undefined => {
    const group = target instanceof Element ? target.closest('.tile') : null;
    return group === null ? undefined : tiles[Number(group.getAttribute('data-tile'))];
  };
  const groupOf = (index: number): SVGElement | null => svg.querySelector<SVGElement>(`[data-tile="${index}"]`);

  function draw(focus?: PicturePart): void {
    const { width, height } = svg.getBoundingClientRect();
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    tiles = tilesOf(view.current, { x: 0, y: 0, width, height });
    const start = Math.max(
      0,
      tiles.findIndex((tile) => tile.depth === 0 && tile.part === focus),
    );
    svg.innerHTML = drawTiles(tiles, colourOf, ({ part, depth }, i) => {
      const name = escapeMarkup(describePart(part, view.report.bytes).join(', '));
      const focusable = ` tabindex="${i === start ? 0 : -1}" role="button" aria-label="${name}"`;
      return ` data-tile="${i}"${view.opens(part) ? ' data-opens=""' : ''}${depth === 0 ? focusable : ''}`;
    });
    if (focus !== undefined) groupOf(start)?.focus();
  }

  function say(tile: Tile | undefined, x = 0, y = 0): void {
    hint.hidden = tile === undefined;
    onPoint(tile?.part);
    if (tile === undefined) return;
    hint.replaceChildren(...describePart(tile.part, view.report.bytes).map((line) => element('div', {}, line)));
    const { width, height } = hint.getBoundingClientRect();
    const left = x + HINT_GAP + width > innerWidth ? x - HINT_GAP - width : x + HINT_GAP;
    const top = y + HINT_GAP + height > innerHeight ? y - HINT_GAP - height : y + HINT_GAP;
    hint.style.left = `${Math.max(0, left)}px`;
    hint.style.top = `${Math.max(0, top)}px`;
  }

  place.addEventListener('pointermove', (event) => say(tileAt(event.target), event.clientX, event.clientY));
  place.addEventListener('pointerleave', () => say(undefined));
  place.addEventListener('click', (event) => {
    const tile = tileAt(event.target);
    if (tile !== undefined) view.open(tile.part);
  });
  place.addEventListener('focusin', (event) => {
    const tile = tileAt(event.target);
    if (tile === undefined || !(event.target as Element).matches(':focus-visible')) return;
    const box = svg.getBoundingClientRect();
    say(tile, box.left + tile.x + tile.width / 2, box.top + tile.y + tile.height / 2);
  });
  place.addEventListener('focusout', () => say(undefined));
  place.addEventListener('keydown', (event) => {
    const tile = tileAt(event.target);
    if (tile === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (tile.part.parts.length > 0) view.open(tile.part);
      return;
    }
    const next = nextTile(tiles, tile, event.key);
    if (next === undefined) return;
    event.preventDefault();
    groupOf(tiles.indexOf(tile))?.setAttribute('tabindex', '-1');
    const group = groupOf(tiles.indexOf(next));
    group?.setAttribute('tabindex', '0');
    group?.focus();
  });
  new ResizeObserver(() => draw()).observe(svg);

  return {
    draw(focus) {
      say(undefined);
      draw(focus);
    },
    mark(part) {
      for (const shown of svg.querySelectorAll('.shown')) shown.classList.remove('shown');
      const index = tiles.findIndex((tile) => tile.part === part);
      if (part !== undefined && index >= 0) groupOf(index)?.classList.add('shown');
    },
  };
}
