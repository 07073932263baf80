/**
 * The script of the page that toHtml writes. Bundled into src/report/pictures/generated/page-code.ts by `npm run
 * generate`.
 */
import { formatBytes } from '../../bytes.ts';
import { toColours } from '../draw-tiles.ts';
import { toOneLine } from '../escape-markup.ts';
import type { PicturePart } from '../picture-tree.ts';
import type { SizeReportData } from '../../report-data.ts';
import { formatShare } from '../../table.ts';
import { button, byId, element } from './element.ts';
import { showMap } from './map-view.ts';
import { showTable } from './table-view.ts';
import { View } from './view.ts';
import type { Mode } from './view.ts';

const view = new View(JSON.parse(byId('report').textContent!) as SizeReportData);
const colourOf = toColours(view.report.byType.map((row) => row.type));
const table = showTable(view, (part) => map.mark(part));
const map = showMap(view, colourOf, (part) => table.mark(part));

const MODES: readonly Mode[] = ['path', 'type'];

function drawNavigation(): void {
  byId('switch').replaceChildren(
    ...MODES.map((mode) => {
      const made = button(
        `by ${mode}`,
        () => {
          view.turn(mode);
          byId('switch').querySelector<HTMLElement>('[aria-pressed=true]')?.focus();
        },
        { 'aria-pressed': String(view.mode === mode) },
      );
      made.disabled = !view.has(mode);
      if (made.disabled) made.title = 'weigh with { paths: true } to see the places';
      return made;
    }),
  );
  byId('crumbs').replaceChildren(
    ...view.pathTo(view.current).map((part) => {
      const label = toOneLine(part.label);
      return element(
        'li',
        {},
        part === view.current
          ? element('span', { 'aria-current': 'true', title: label }, label)
          : button(label, () => view.open(part), { title: label }),
      );
    }),
  );
  byId('said').textContent =
    `${toOneLine(view.current.path)}: ${formatBytes(view.current.bytes)}, ` +
    formatShare(view.current.bytes, view.report.bytes);
}

function drawAll(from?: PicturePart): void {
  drawNavigation();
  table.draw();
  map.draw(from);
}

// Keyboard focus stays where it was: in the map on the previous part or the first one, in the table on its
// first button.
view.onChange = (from) => {
  const wasInMap = byId('map').contains(document.activeElement);
  const wasInTable = byId('table').contains(document.activeElement);
  drawAll(wasInTable ? undefined : (from ?? (wasInMap ? view.current.parts[0] : undefined)));
  if (wasInTable)
    (
      byId('table').querySelector<HTMLElement>('td button') ?? byId('table').querySelector<HTMLElement>('th button')
    )?.focus();
};
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') view.back();
});
drawAll();
