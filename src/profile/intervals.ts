/** From a recorder's log to what happened between each two points, with recording's own bytes taken out. */
import type { Collection } from './collections.ts';
import type { HeapReading } from './heap-reading.ts';
import { OwnBytes } from './own-bytes.ts';
import { Column, COLUMNS } from './recorder.ts';
import type { Recorder } from './recorder.ts';

/** What happened from one recorded point to the next. */
export interface Interval {
  /** The point that ran; -1 for the time before the first. */
  readonly from: number;
  /** The point that was reached next; -1 for the end of the run. */
  readonly to: number;
  /** The number of rows written before the interval ended. */
  readonly row: number;
  /** Growth of the heap. */
  readonly increment: number;
  /** What collections freed of the program's objects; `increment + freed` is what was allocated. */
  readonly freed: number;
  /** Growth of what is outside the heap. */
  readonly external: number;
  readonly collections: number;
  /** Heap bytes at its end, without recording's own. */
  readonly used: number;
}

/** A reading with its time. */
export interface Moment extends HeapReading {
  readonly time: number;
}

/** All intervals of a run, and its heap at the beginning and the end. */
export function intervalsOf(recorder: Recorder, collections: readonly Collection[], before: Moment, after: Moment, survival: number | undefined): readonly Interval[] {
  const { log, rows } = recorder;
  const own = new OwnBytes(survival);
  const intervals: Interval[] = [];
  let from = -1;
  let used = before.usedBytes;
  let external = before.externalBytes;
  let next = collections.findIndex(({ at }) => at >= before.time);
  let cost = 0;
  const close = (to: number, row: number, moment: Moment, pending: number): void => {
    let freed = 0;
    let count = 0;
    for (; next >= 0 && next < collections.length && collections[next].at < moment.time; next++) {
      const collection = collections[next];
      freed += Math.max(0, collection.beforeBytes - collection.afterBytes - own.collect(collection));
      count++;
    }
    const now = moment.usedBytes - own.bytes - pending;
    intervals.push({ from, to, row, increment: now - used, freed, external: moment.externalBytes - external, collections: count, used: now });
    from = to;
    used = now;
    external = moment.externalBytes;
  };
  for (let row = 0; row < rows; row++) {
    const at = row * COLUMNS;
    // Where a collection came between the two calls their difference says nothing: then it is as at the point before.
    const difference = log[at + Column.again] - log[at + Column.done];
    if (difference > 0) cost = difference;
    own.add(log[at + Column.counting]);
    close(log[at + Column.place], row, { time: log[at + Column.time], usedBytes: log[at + Column.used], externalBytes: log[at + Column.external] }, cost);
    const whole = log[at + Column.end] - log[at + Column.used];
    own.add(cost + (whole > 0 ? whole : cost));
  }
  close(-1, rows, after, 0);
  return intervals;
}
