/**
 * The gateway of a value that leads to a linked world: an element to its document, a request to its server. Most of
 * such a report is not the value's own, so the report names the place that leads there.
 */
import type { PathRow } from '../paths/path-row.ts';
import { formatBytes } from './bytes.ts';
import type { SizeReportData } from './report-data.ts';
import { shortName } from './short-name.ts';

/** A place that holds more than this part of all bytes. */
const MOST = 0.8;

/** Objects that only group others: the way leads on through them. */
const CONTAINERS = /^(?:Object|Array|Map|Set|Promise|Proxy|null prototype)$/;

/**
 * The first place below the root through which most of the bytes are held, and that holds one object of a class;
 * undefined if there is none, or if the walk kept no places.
 */
function gatewayOf({ paths, bytes }: SizeReportData): PathRow | undefined {
  let depth = 1;
  for (const row of paths ?? []) {
    if (row.depth < depth) continue;
    // Rows are heaviest first, so the first one at a depth decides.
    if (row.depth > depth || row.retainedBytes <= MOST * bytes || row.count !== 1 || isRest(row)) return undefined;
    if (/^[A-Z]/.test(row.type) && !CONTAINERS.test(row.type)) return row;
    depth++;
  }
  return undefined;
}

/** True for the sum of parts that have no rows of their own; what is shared has one object as any place. */
function isRest({ step }: PathRow): boolean {
  return step[0] === '(' && step !== '(shared)';
}

/** The gateway in words, and how to leave it out. */
export function gatewayNote(report: SizeReportData): string | undefined {
  const gateway = gatewayOf(report);
  if (gateway === undefined) return undefined;
  const { path, step, type, retainedBytes } = gateway;
  const share = `${formatBytes(retainedBytes)} (${Math.floor((100 * retainedBytes) / report.bytes)} %)`;
  const name = /^\.[\w$]+$/.test(step) ? step : shortName(type);
  return `${share} only through ${path} (${shortName(type)}); ignore: ['${name}'] leaves it out`;
}
