/** Turns a recorder's log into intervals between points, with the recorder's own bytes subtracted. */
import type { Collection } from './collections.ts';
import type { HeapSample } from './heap-sample.ts';
import { isCountedPage, isTableSize, OwnBytes } from './own-bytes.ts';
import type { RecordingCost } from './own-bytes.ts';
import { Column, COLUMNS } from './recorder.ts';
import type { Recorder } from './recorder.ts';

/** The interval from one recorded point to the next. */
export interface Interval {
  /** The point that ran; -1 for the time before the first. */
  readonly from: number;
  /** The next point; -1 for the end of the run. */
  readonly to: number;
  /** Rows written before the interval ended. */
  readonly row: number;
  /** Stops since the last collection, or since the beginning. */
  readonly stops: number;
  /** Growth of the heap. */
  readonly increment: number;
  /** What collections freed of the program's objects: `increment + freed` is what was allocated. */
  readonly freed: number;
  /** Growth outside the heap. */
  readonly external: number;
  /** Collections by V8, without those made for the sample. */
  readonly collections: number;
  /** Whether garbage was collected for the sample at its end. */
  readonly isClean: boolean;
  /** Heap bytes at its end, without those of recording. */
  readonly used: number;
}

/** A sample with its time. */
export interface Moment extends HeapSample {
  /** When it was requested, and when it was done. */
  readonly asked: number;
  readonly time: number;
}

/** A collection during the sampling precedes the sample if garbage was collected for it. */
function isBefore({ at, beforeBytes, afterBytes }: Collection, { asked, time, usedBytes }: Moment): boolean {
  return at < asked || (at < time && Math.abs(usedBytes - afterBytes) < Math.abs(usedBytes - beforeBytes));
}

/** A page of V8's heap. */
const PAGE = 1 << 18;

/** The initial cost, before calibration. */
export const NO_COST: RecordingCost = { stop: 0, kept: 0, keptMore: 0, entry: 0, exit: 0 };

/** All intervals of a run. */
export function intervalsOf(
  recorder: Recorder,
  collections: readonly Collection[],
  before: Moment,
  after: Moment,
  cost: RecordingCost,
): readonly Interval[] {
  const { log, rows } = recorder;
  const own = new OwnBytes(cost);
  const evaluations = evaluationsOf(recorder);
  const intervals: Interval[] = [];
  let from = -1;
  let used = before.usedBytes;
  let external = before.externalBytes;
  let next = 0;
  const close = (to: number, row: number, moment: Moment, isClean: boolean, extra: number): void => {
    const { stops } = own;
    let freed = 0;
    let count = isClean ? -1 : 0;
    for (; next < collections.length && isBefore(collections[next], moment); next++) {
      const collection = collections[next];
      freed += Math.max(0, collection.beforeBytes - collection.afterBytes - own.collect(collection));
      count++;
    }
    let now = moment.usedBytes - own.bytes - extra;
    // An internal table of V8 grew because of the conditions, not the program.
    if (!isClean && (isTableSize(now - used) || isCountedPage(now - used))) {
      own.add(now - used, 0);
      now = used;
    }
    // The heap does not shrink before the first line: then the calibration saw such a page there, and this run sees it
    // at the next point.
    if (from === -1 && now < used && used - now < PAGE) now = used;
    intervals.push({
      from,
      to,
      row,
      stops,
      increment: now - used,
      freed,
      external: moment.externalBytes - external,
      collections: Math.max(0, count),
      isClean,
      used: now,
    });
    from = to;
    used = now;
    external = moment.externalBytes;
  };
  for (let row = 0; row < rows; row++) {
    const at = row * COLUMNS;
    const isClean = log[at + Column.collected] === 1;
    own.add(log[at + Column.counting], 0);
    const extra = evaluations[row] + (isClean ? 0 : cost.stop);
    close(
      log[at + Column.place],
      row,
      {
        asked: log[at + Column.asked],
        time: log[at + Column.time],
        usedBytes: log[at + Column.used],
        externalBytes: log[at + Column.external],
      },
      isClean,
      extra + cost.entry,
    );
    const whole = log[at + Column.end] - log[at + Column.used];
    own.add(extra + (whole > 0 ? whole : evaluations[row]), 1);
  }
  close(-1, rows, after, recorder.isClean, cost.entry + cost.exit);
  return intervals;
}

/** Evaluations in one function differ by what is in scope: a few hundred bytes of 4 KB. */
const LARGEST_EVALUATION = 2;

/**
 * What one evaluation allocated at each row. A single larger figure between two similar ones at the same point is the
 * growth of an internal table of V8, and a negative one is a collection between the two calls: then the neighbour's
 * figure is used. V8 11 may count a page that it begins to fill (see isCountedPage); if that is a point's only figure,
 * the typical one is used.
 */
function evaluationsOf({ log, rows, visits }: Recorder): Float64Array {
  const found = new Float64Array(rows);
  const previous = new Int32Array(visits.length).fill(-1);
  const following = new Int32Array(rows).fill(-1);
  for (let row = 0; row < rows; row++) {
    const place = log[row * COLUMNS + Column.place];
    found[row] = log[row * COLUMNS + Column.again] - log[row * COLUMNS + Column.done];
    if (previous[place] >= 0) following[previous[place]] = row;
    previous[place] = row;
  }
  previous.fill(-1);
  const usual = found.filter((bytes) => bytes > 0).sort();
  const most = LARGEST_EVALUATION * (usual[usual.length >> 1] ?? 0);
  let last = usual[usual.length >> 1] ?? 0;
  return found.map((bytes, row) => {
    const place = log[row * COLUMNS + Column.place];
    const neighbours = [previous[place], following[row]]
      .filter((other) => other >= 0)
      .map((other) => found[other])
      .filter((other) => other > 0 && other <= most);
    previous[place] = row;
    const highest = neighbours.length === 0 ? last : Math.max(...neighbours);
    const known = bytes <= 0 || bytes > most || (neighbours.length === 2 && bytes > highest) ? highest : bytes;
    if (known > 0) last = known;
    return known;
  });
}
