/** Maps points of a script to lines of the original source file. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PlaceFigures } from './attribute.ts';
import type { ScriptPlace } from '../platform/inspector-protocol.ts';
import { LINE_END } from '../process/script-lines.ts';
import type { LocatedFunction } from './locate-function.ts';
import type { LineRow } from './memory-profile.ts';
import { originalLinesOf } from '../heap/source-map.ts';
import type { OriginalLine } from '../heap/source-map.ts';

/** The figures of one point. */
export interface PlaceRow extends PlaceFigures {
  readonly visits: number;
}

/** Returns the file and a row for each line of the function. */
export function linesOf(
  located: LocatedFunction,
  points: readonly ScriptPlace[],
  url: string,
  entry: PlaceFigures,
  places: readonly PlaceRow[],
  calls: number,
): { readonly file: string; readonly lines: readonly LineRow[] } {
  const { start, end, script, lineStarts } = located;
  const { file, text, lineAt } = originalSource(script, url, points[0] ?? located.place);
  const toLine = (offset: number): number | undefined => {
    const line = lineStarts.findLastIndex((from) => from <= offset);
    return lineAt(line, offset - lineStarts[line]);
  };
  const pointLines = points.map(({ lineNumber, columnNumber }) => lineAt(lineNumber, columnNumber));
  const known = [toLine(start), toLine(end - 1), ...pointLines].filter((line) => line !== undefined);
  const first = Math.min(...known);
  const last = Math.max(...known);
  const sums = new Map<number, PlaceRow>();
  places.forEach((row, place) => {
    const line = pointLines[place];
    if (line !== undefined) sums.set(line, merge(sums.get(line), row));
  });
  // What the call itself allocated before the first point is reported at the function's first line.
  sums.set(first, merge({ ...entry, visits: calls }, sums.get(first)));
  const lines: LineRow[] = [];
  for (let line = first; line <= last; line++) {
    const sum = sums.get(line);
    const ran = sum !== undefined && sum.last >= 0;
    lines.push({
      line: line + 1,
      hits: sum?.visits ?? 0,
      usedBytes: ran ? Math.round(sum.used) : undefined,
      incrementBytes: ran ? Math.round(sum.increment) : 0,
      externalBytes: ran ? Math.round(sum.external) : 0,
      freedBytes: ran ? Math.round(sum.freed) : 0,
      collections: sum?.collections ?? 0,
      source: text[line] ?? '',
    });
  }
  return { file, lines };
}

/** Merges two points of one line: its hits are those of the most visited point. */
function merge(a: PlaceRow | undefined, b: PlaceRow | undefined): PlaceRow {
  if (a === undefined) return b!;
  if (b === undefined) return a;
  return {
    visits: Math.max(a.visits, b.visits),
    increment: a.increment + b.increment,
    freed: a.freed + b.freed,
    external: a.external + b.external,
    collections: a.collections + b.collections,
    used: b.last >= a.last ? b.used : a.used,
    last: Math.max(a.last, b.last),
  };
}

interface Written {
  readonly file: string;
  readonly text: readonly string[];
  lineAt(line: number, column: number): number | undefined;
}

/** The original source: from the source map, the TypeScript file whose types Node stripped, or the script itself. */
function originalSource(script: string, url: string, place: ScriptPlace): Written {
  const own: Written = { file: toPath(url), text: splitLines(script), lineAt: (line) => line };
  const map = originalLinesOf(script, url);
  if (map !== undefined) {
    const found = map.lineAt(place.lineNumber, place.columnNumber);
    const text = found === undefined ? undefined : map.textOf(found.source);
    if (found !== undefined && text !== undefined) {
      return {
        file: toPath(found.source),
        text: splitLines(text),
        lineAt: (line, column) => inSource(map.lineAt(line, column), found.source),
      };
    }
  }
  if (/^file:.*\.[cm]?ts$/.test(url)) {
    // Node replaces types with blanks, so line numbers do not change.
    const text = splitLines(readFileSync(fileURLToPath(url), 'utf8'));
    if (Math.abs(text.length - own.text.length) <= 2) return { ...own, text };
  }
  return own;
}

/** A bundle's map refers to many files: only lines of the function's own file count. */
const inSource = (found: OriginalLine | undefined, source: string): number | undefined =>
  found?.source === source ? found.line : undefined;

const splitLines = (text: string): readonly string[] => text.split(LINE_END);

function toPath(url: string): string {
  return url.startsWith('file:') ? fileURLToPath(url) : url;
}
