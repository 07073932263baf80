/** A memory profile as a page: the source with a bar of growth next to each line. Self-contained, without scripts. */
import { isList, resultError } from '../platform/argument-checks.ts';
import { formatBytes } from '../report/bytes.ts';
import { escapeMarkup } from '../report/pictures/escape-markup.ts';
import { formatCount } from '../report/table.ts';
import { profileSummaryOf } from './memory-profile.ts';
import type { LineRow, MemoryProfileData } from './memory-profile.ts';

const STYLE = `
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; color: #222; background: #fff; }
table { border-collapse: collapse; font: 13px/1.5 ui-monospace, monospace; }
th { text-align: right; font-weight: 600; padding: 2px 10px; border-bottom: 1px solid #999; }
td { text-align: right; padding: 0 10px; white-space: pre; }
td.source, th.source { text-align: left; }
td.bar { width: 120px; padding: 0; }
td.bar span { display: block; height: 12px; background: #c0504d; }
td.bar span.freed { background: #6a9a5b; }
tr:hover { background: #f2f2f2; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #1b1b1b; } tr:hover { background: #2a2a2a; } }
`;

/**
 * A memory profile as a self-contained HTML page.
 *
 * @param profile a profile, or its plain data.
 * @throws {TypeError} if it is neither.
 * @example
 * ```ts
 * writeFileSync('profile.html', toProfileHtml(await profileMemory(() => new Array(1000).fill(0))));
 * ```
 */
export function toProfileHtml(profile: MemoryProfileData): string {
  if (!isList((profile as MemoryProfileData | null | undefined)?.lines))
    throw resultError('profile', 'what profileMemory returns, or its plain data', profile);
  const most = Math.max(1, ...profile.lines.map((row) => Math.abs(row.incrementBytes + row.externalBytes)));
  const title = escapeMarkup(`${profile.name} (${profile.file})`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}: memory by line</title><style>${STYLE}</style></head>
<body>
<h1>${title}</h1>
<p>${escapeMarkup(profileSummaryOf(profile))}</p>
<table>
<tr><th>Line</th><th>Mem usage</th><th>Increment</th><th>External</th><th>GCs</th><th>Occurrences</th>
<th></th><th class="source">Line Contents</th></tr>
${profile.lines.map((row) => toRow(row, most)).join('\n')}
</table>
${profile.notes.map((note) => `<p>${escapeMarkup(note)}</p>`).join('\n')}
</body>
</html>
`;
}

function toRow(row: LineRow, most: number): string {
  const ran = row.usedBytes !== undefined;
  const growth = row.incrementBytes + row.externalBytes;
  const width = Math.round((Math.abs(growth) / most) * 120);
  const bar = width === 0 ? '' : `<span${growth < 0 ? ' class="freed"' : ''} style="width:${width}px"></span>`;
  const cells = ran
    ? [
        formatBytes(row.usedBytes),
        formatBytes(row.incrementBytes),
        row.externalBytes === 0 ? '' : formatBytes(row.externalBytes),
        row.collections === 0 ? '' : formatCount(row.collections),
        formatCount(row.hits),
      ]
    : ['', '', '', '', ''];
  const columns = [row.line, ...cells].map((cell) => `<td>${cell}</td>`).join('');
  return `<tr>${columns}<td class="bar">${bar}</td><td class="source">${escapeMarkup(row.source)}</td></tr>`;
}
