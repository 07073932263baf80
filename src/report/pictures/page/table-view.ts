/** The table next to the map: everything below the shown part, sorted by the header that was clicked. */
import { formatBytes } from '../../bytes.ts';
import { toOneLine } from '../escape-markup.ts';
import type { PicturePart } from '../picture-tree.ts';
import type { TypeRow } from '../../report-data.ts';
import { formatCount, formatShare } from '../../table.ts';
import { button, byId, element } from './element.ts';
import type { View } from './view.ts';

/** The most rows that are drawn; more make a browser slow. */
const MOST_ROWS = 1000;

interface Column {
  readonly title: string;
  /** The sort order; names start ascending, numbers descending. */
  readonly keyOf: (part: PicturePart) => string | number;
  readonly textOf: (part: PicturePart) => string;
  readonly isKind?: boolean;
}

const deep: Column = {
  title: 'deep',
  keyOf: (part) => part.deepBytes,
  textOf: (part) => formatBytes(part.deepBytes),
};

/** Draws the table and redraws it when a header is clicked; `onPoint` receives the part under the pointer. */
export function showTable(
  view: View,
  onPoint: (part: PicturePart | undefined) => void,
): { draw: () => void; mark: (part: PicturePart | undefined) => void } {
  const table = byId('table');
  let sortedBy = '';
  let isDescending = true;
  let rowOf = new Map<PicturePart, HTMLElement>();

  function columns(parts: readonly PicturePart[]): readonly Column[] {
    const whole = view.current.bytes;
    const prefix = view
      .pathTo(view.current)
      .map((part) => part.label)
      .join('');
    const share: Column = {
      title: 'share',
      keyOf: (part) => part.bytes,
      textOf: (part) => formatShare(part.bytes, whole),
    };
    const bytes = (title: string): Column => ({
      title,
      keyOf: (part) => part.bytes,
      textOf: (part) => formatBytes(part.bytes),
    });
    const count = (title: string): Column => ({
      title,
      keyOf: (part) => part.count,
      textOf: (part) => formatCount(part.count),
    });
    if (view.mode === 'type') {
      const rows = new Map<string, TypeRow>(view.report.byType.map((row) => [row.type, row]));
      return [
        { title: 'type', keyOf: (part) => part.label, textOf: (part) => part.label },
        count('objects'),
        bytes('bytes'),
        {
          title: 'external',
          keyOf: (part) => rows.get(part.type)!.externalBytes,
          textOf: (part) => formatBytes(rows.get(part.type)!.externalBytes),
        },
        share,
      ];
    }
    const nameOf = (part: PicturePart): string => {
      const place = part.path.startsWith(prefix) ? part.path.slice(prefix.length) : part.path;
      return part.kind === 'rest' ? `${place} (${part.label})`.trim() : place;
    };
    return [
      { title: 'place', keyOf: nameOf, textOf: nameOf },
      { title: 'type', keyOf: (part) => part.type, textOf: (part) => part.type, isKind: true },
      // Without folded places every count is 1.
      ...(parts.some((part) => part.count > 1) ? [count('count')] : []),
      // The tree of a heap snapshot, whose root has an id, has no deep sizes.
      ...(view.report.paths![0].id === undefined ? [deep] : []),
      bytes('retained'),
      share,
    ];
  }

  function sort(column: Column, isSorted: boolean, isText: boolean): void {
    isDescending = isSorted ? !isDescending : !isText;
    sortedBy = column.title;
    draw();
    table.querySelector<HTMLElement>(`th[aria-sort] button`)?.focus();
  }

  function headOf(shown: readonly Column[], sorted: Column): HTMLElement {
    return element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...shown.map((column) => {
          const { title, isKind } = column;
          return element(
            'th',
            {
              scope: 'col',
              ...(isKind ? { class: 'kind' } : {}),
              ...(column === sorted ? { 'aria-sort': isDescending ? 'descending' : 'ascending' } : {}),
            },
            button(title, () => sort(column, column === sorted, column === shown[0] || isKind === true)),
          );
        }),
      ),
    );
  }

  function bodyRow(part: PicturePart, shown: readonly Column[]): HTMLElement {
    const row = element(
      'tr',
      {},
      ...shown.map(({ textOf, isKind }, i) => {
        const text = toOneLine(textOf(part));
        if (i === 0 && part.parts.length > 0)
          return element(
            'td',
            {},
            button(text, () => view.open(part)),
          );
        return element('td', isKind ? { class: 'kind', title: text } : {}, text);
      }),
    );
    row.addEventListener('pointerenter', () => onPoint(part));
    row.addEventListener('pointerleave', () => onPoint(undefined));
    rowOf.set(part, row);
    return row;
  }

  function draw(): void {
    const parts = view.below();
    const shown = columns(parts);
    const sorted =
      shown.find((column) => column.title === sortedBy) ??
      shown.find((column) => column.title === 'retained' || column.title === 'bytes')!;
    const sign = isDescending ? -1 : 1;
    const compare = (a: PicturePart, b: PicturePart): number => {
      const [x, y] = [sorted.keyOf(a), sorted.keyOf(b)];
      return x === y ? 0 : (x < y ? -1 : 1) * sign;
    };
    parts.sort(compare);
    rowOf = new Map();
    const rows = parts.slice(0, MOST_ROWS).map((part) => bodyRow(part, shown));
    if (parts.length > MOST_ROWS) {
      rows.push(
        element(
          'tr',
          {},
          element(
            'td',
            { class: 'more', colspan: String(shown.length) },
            `${formatCount(parts.length - MOST_ROWS)} more: open a part to see its own`,
          ),
        ),
      );
    }
    table.replaceChildren(headOf(shown, sorted), element('tbody', {}, ...rows));
  }

  return {
    draw,
    mark(part) {
      for (const row of table.querySelectorAll('.shown')) row.classList.remove('shown');
      if (part !== undefined) rowOf.get(part)?.classList.add('shown');
    },
  };
}
