/** Draws memory over time: RSS, heap and external memory as lines, marks as vertical lines. */
import { formatBytes } from '../report/bytes.ts';
import { escapeMarkup } from '../report/pictures/escape-markup.ts';
import type { Sample, Timeline } from './timeline.ts';

const WIDTH = 900;
const HEIGHT = 420;
const LEFT = 80;
const RIGHT = 20;
const TOP = 50;
const BOTTOM = 40;
const TICKS = 5;

const SERIES: readonly (readonly [name: string, colour: string, read: (sample: Sample) => number])[] = [
  ['RSS', '#4f6d9a', (sample) => sample.rssBytes],
  ['heap', '#c0504d', (sample) => sample.heapBytes],
  ['external', '#6a9a5b', (sample) => sample.externalBytes],
];

/** The chart as SVG. */
export function timelineSvg({ samples, marks }: Timeline, title: string): string {
  const end = Math.max(1, ...samples.map(({ ms }) => ms), ...marks.map(({ ms }) => ms));
  const most = Math.max(1, ...samples.flatMap((sample) => SERIES.map(([, , read]) => read(sample))));
  const x = (ms: number): string => (LEFT + (ms / end) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const y = (bytes: number): string => (HEIGHT - BOTTOM - (bytes / most) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const parts = [`<text x="${LEFT}" y="20" font-size="14">${escapeMarkup(title)}</text>`];
  for (let tick = 0; tick <= TICKS; tick++) {
    const bytes = (most * tick) / TICKS;
    const ms = (end * tick) / TICKS;
    parts.push(
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(bytes)}" y2="${y(bytes)}" stroke="#ddd"/>` +
        `<text x="${LEFT - 6}" y="${y(bytes)}" text-anchor="end" dy="4">${formatBytes(Math.round(bytes))}</text>`,
    );
    parts.push(
      `<text x="${x(ms)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${(ms / 1000).toFixed(2)} s</text>`,
    );
  }
  // While the main thread did not answer, heap and external memory are unknown.
  samples.forEach(({ ms, stale }, index) => {
    if (!stale || index === 0) return;
    const left = x(samples[index - 1].ms);
    parts.push(
      `<rect x="${left}" y="${TOP}" width="${(Number(x(ms)) - Number(left)).toFixed(1)}" ` +
        `height="${HEIGHT - TOP - BOTTOM}" fill="#000" opacity="0.06"/>`,
    );
  });
  SERIES.forEach(([name, colour, read], index) => {
    const points = samples.map((sample) => `${x(sample.ms)},${y(read(sample))}`);
    parts.push(`<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.join(' ')}"/>`);
    parts.push(`<text x="${LEFT + index * 90}" y="40" fill="${colour}">${name}</text>`);
  });
  for (const { ms, name } of marks)
    parts.push(
      `<line x1="${x(ms)}" x2="${x(ms)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#888" stroke-dasharray="4 3"/>` +
        `<text x="${x(ms)}" y="${TOP + 10}" dx="4">${escapeMarkup(name)}</text>`,
    );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"
font-family="system-ui, sans-serif" font-size="11">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}
