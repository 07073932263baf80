/** toHtml: a self-contained page that shows a report. It loads nothing, and data in it cannot become code. */
import { checkReport } from '../check-report.ts';
import { formatBytes } from '../bytes.ts';
import { toColours } from './draw-tiles.ts';
import { escapeMarkup, toScriptJson } from './escape-markup.ts';
import { headlineOf } from '../headline.ts';
import { MAP_STYLE, PAGE_POLICY, PAGE_SCRIPT, PAGE_STYLE } from './generated/page-code.ts';
import { notesOf } from '../notes.ts';
import { ownOptions } from '../../platform/own-options.ts';
import { PICTURE_OPTIONS, titleOf } from './svg.ts';
import type { PictureOptions } from './svg.ts';
import type { SizeReportData } from '../report-data.ts';

/**
 * A report as a self-contained HTML page: a treemap by path (if the report has paths) and by type, and a sortable
 * table. Areas and figures are retained bytes. The page loads nothing; no name in it can become markup or code.
 *
 * @param report a report, or its plain data from another process.
 * @throws {TypeError} if `report` is not a report, or an option is invalid.
 * @example
 * ```ts
 * writeFileSync('cache.html', toHtml(deepSizeOf(cache, { paths: true }), { title: 'cache' }));
 * ```
 */
// The content security policy allows only the page's own script and style, by their hashes.
export function toHtml(report: SizeReportData, options: PictureOptions = {}): string {
  checkReport('report', report);
  const own = ownOptions('toHtml', PICTURE_OPTIONS, options);
  const title = escapeMarkup(titleOf(report, own));
  const bytes = formatBytes(report.bytes);
  // The headline begins with the bytes, which are shown large, followed by `in 1,225 objects`.
  const headline = headlineOf(report);
  const large = headline.slice(0, headline.indexOf(' in '));
  const notes = [headline.slice(large.length), ...notesOf(report)]
    .map((note) => `<li>${escapeMarkup(note)}</li>`)
    .join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: ${bytes}</title>
<style>${MAP_STYLE}${PAGE_STYLE}</style>
</head>
<body>
<header><h1>${title}</h1><p class="total">${large}</p><ul class="notes">${notes}</ul></header>
<nav><div id="switch" class="switch" role="group" aria-label="What the areas show"></div>
<ol id="crumbs" class="crumbs" aria-label="Shown part"></ol>
<div class="keys"><kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>Enter</kbd> opens,
<kbd>Esc</kbd> goes back</div></nav>
<main><div id="place" class="place"><svg id="map" class="map" role="group" aria-label="Treemap"></svg></div>
<div class="list"><table id="table"></table></div></main>
<footer>${legendOf(report)}</footer>
<div id="hint" class="hint" hidden></div><div id="said" class="said" aria-live="polite"></div>
<noscript>This page needs JavaScript; it loads nothing else.</noscript>
<script type="application/json" id="report">${toScriptJson(report)}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** The legend: which colour is which type. */
function legendOf({ byType }: SizeReportData): string {
  const types = byType.map((row) => row.type);
  const colourOf = toColours(types);
  const entry = (colour: string, name: string): string => {
    const tile = `<g class="tile ${colour}"><rect x=".5" y=".5" width="11" height="11" rx="2"/></g>`;
    return `<span><svg class="map" viewBox="0 0 12 12" aria-hidden="true">${tile}</svg>${escapeMarkup(name)}</span>`;
  };
  const named = types.filter((type) => colourOf(type) !== 'cx');
  return [
    ...named.map((type) => entry(colourOf(type), type)),
    ...(named.length < types.length ? [entry('cx', 'other types')] : []),
  ].join('\n');
}
