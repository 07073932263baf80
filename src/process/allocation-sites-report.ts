/** AllocationSites: the bytes that are alive by the function that allocated them. */
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import { formatCount, formatShare, formatTable } from '../report/table.ts';

/** Objects of one type from one site. */
export interface SitedType {
  /** The type's name, as in a size report. */
  readonly type: string;
  /** The number of objects. */
  readonly count: number;
  /** Their bytes, with their backing stores. */
  readonly bytes: number;
  /** The line in the function's file where it creates them, if it does so at one place only, by `new`. */
  readonly line?: number | undefined;
}

/** A function that allocated what is alive. */
export interface AllocationSite {
  /** The name of the function; `(anonymous)` if it has none. */
  readonly name: string;
  /**
   * The file and the line at which the function begins, from 1, by the source map if there is one: `src/server.js:12`,
   * relative to the working directory. `''` for code without a file.
   */
  readonly place: string;
  /** Bytes that it allocated and that are alive. */
  readonly bytes: number;
  /** Equal to `bytes` where every allocation was traced; for samples, an interval that holds the truth in 95 of 100. */
  readonly range: {
    /** The least. */
    readonly min: number;
    /** The most. */
    readonly max: number;
  };
  /** The number of objects without backing stores; of samples, how many. */
  readonly objects: number;
  /** The types of the objects with most bytes; empty for samples. */
  readonly types: readonly SitedType[];
}

/** How samples were taken. */
export interface AllocationSampling {
  /** One sample for so many allocated bytes, on average. */
  readonly everyBytes: number;
  /** How many sampled objects are alive. */
  readonly samples: number;
}

/** The plain data of a question for allocation sites. All figures are bytes unless stated otherwise. */
export interface AllocationSitesData {
  /** All that was asked about: the sum of `sites`, `olderBytes` and `unknownBytes`. */
  readonly bytes: number;
  /** The number of objects, without backing stores; of samples, how many. */
  readonly objects: number;
  /** Allocated before `startAllocations()`; 0 for samples, which begin there. */
  readonly olderBytes: number;
  /** Allocated later, by what V8 does not know. */
  readonly unknownBytes: number;
  /** Most bytes first. */
  readonly sites: readonly AllocationSite[];
  /** How samples were taken; undefined where every allocation was traced. */
  readonly sampling?: AllocationSampling | undefined;
}

const MAX_ROWS = 20;

function typeText({ type, count, line }: SitedType): string {
  return `${formatCount(count)} ${shortName(type)}${line === undefined ? '' : ` in line ${line}`}`;
}

/** Bytes by the function that allocated them. Printing it gives a table; `JSON.stringify` gives the plain data. */
export class AllocationSites extends Result<AllocationSitesData> {
  constructor(data: AllocationSitesData) {
    super(data);
  }

  /** One row for each function, without a trailing newline. */
  override toString(): string {
    const { bytes, objects, olderBytes, unknownBytes, sites, sampling } = this;
    const head =
      sampling === undefined
        ? `${formatBytes(bytes)} in ${formatCount(objects)} objects, by the function that allocated them`
        : `about ${formatBytes(bytes)} alive, from ${formatCount(objects)} samples ` +
          `(one for ${formatBytes(sampling.everyBytes)}), by the function that allocated them`;
    const last = sampling === undefined ? 'types' : '95 of 100';
    const rows = [['function', 'bytes', 'share', 'begins at', last]];
    for (const { name, place, bytes: own, range, types } of sites.slice(0, MAX_ROWS))
      rows.push([
        shortName(name),
        formatBytes(own),
        formatShare(own, bytes),
        place,
        sampling === undefined
          ? types.map(typeText).join(', ')
          : `${formatBytes(Math.round(range.min))} to ${formatBytes(Math.round(range.max))}`,
      ]);
    if (sites.length > MAX_ROWS) {
      const others = sites.slice(MAX_ROWS).reduce((sum, site) => sum + site.bytes, 0);
      const name = `(${formatCount(sites.length - MAX_ROWS)} more functions)`;
      rows.push([name, formatBytes(others), formatShare(others, bytes)]);
    }
    if (olderBytes > 0) rows.push(['(before tracking)', formatBytes(olderBytes), formatShare(olderBytes, bytes)]);
    if (unknownBytes > 0) rows.push(['(unknown)', formatBytes(unknownBytes), formatShare(unknownBytes, bytes)]);
    return rows.length === 1 ? head : `${head}\n${formatTable(rows, ['left', 'right', 'right', 'left', 'left'])}`;
  }
}
