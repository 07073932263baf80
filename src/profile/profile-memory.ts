/** profileMemory: calls a function once and reports the heap line by line. */
import { formatCount } from '../report/table.ts';
import { attribute } from './attribute.ts';
import { costOfRecording } from './calibrate.ts';
import { loopsIn, visitsOf } from './count-visits.ts';
import { intervalsOf } from './intervals.ts';
import { linesOf } from './lines.ts';
import { isCounting, isNext } from './loops.ts';
import { MemoryProfile } from './memory-profile.ts';
import type { LineRow } from './memory-profile.ts';
import type { RecordingCost } from './own-bytes.ts';
import { record } from './recording.ts';
import type { Recording } from './recording.ts';

let isRunning = false;
const failures = new WeakMap<object, MemoryProfile<undefined>>();
/** The last thing thrown that was no object, which a WeakMap cannot hold. */
let lastPrimitive: { readonly error: unknown; readonly profile: MemoryProfile<undefined> } | undefined;

/**
 * Calls a function once and reports the heap by source line, as Python's memory_profiler does. Node only.
 *
 * The heap is read at every point of the function at which V8's debugger can stop (no pause takes place), and its
 * growth up to the next point counts with the line of the point. So what other functions allocate counts with the line
 * that calls them; functions inside this one are other functions, too. Where an asynchronous function awaits,
 * everything that runs meanwhile counts with the line of the `await`. Where a point is reached for the first time all
 * garbage is collected before the heap is read, so that growth is what a line keeps; what was freed in a loop is
 * divided among its lines by what each allocates. Collections that V8 made by itself are reported in the row. What
 * recording allocates is measured at every stop and taken out; what V8 keeps of it is estimated by a trial once a
 * process and fitted to the growth of the whole, which leaves some ten kilobytes of doubt for a function with loops (on
 * Node 20 now and then up to 310 KiB, most likely after a heap snapshot was taken).
 *
 * A point is written down on its first 64 visits; later growth of a loop is divided among its lines by what each
 * allocated then. Counters have no part in it, nor has taking the next element of a `for...of` where another line
 * allocates. A line that allocates only garbage on every turn beside one that keeps little is given too much. Visits
 * are counted by V8. A function that ran before is not counted by V8: then up to 5,000 visits of a point are counted,
 * one by one, and `notes` say so.
 *
 * While the function runs nothing is optimised, and it may allocate what optimised code does not, such as heap numbers.
 * The first profile of a process takes a second or so more, to try what recording costs. Works where a debugger listens
 * (`--inspect`); one that is attached goes on working, and is shown the scripts of the conditions. V8's coverage is
 * taken and set back, which spoils another tool's counts; where Node collects coverage itself (NODE_V8_COVERAGE) it is
 * left alone.
 *
 * @param fn a function of yours, in JavaScript or TypeScript; source maps are followed. It is called with `this`
 * undefined, and awaited if it returns a promise.
 * @param args its arguments.
 * @throws {TypeError} (rejects) if the function's source cannot be read (native, bound, a Proxy), or calling it runs
 * none of its lines (a class, a generator function).
 * @throws {Error} (rejects) if another profile is running in this thread: their collections and breakpoints would be
 * mixed up.
 * @throws what the function throws, unchanged; {@link profileOf} then gives the profile up to there.
 * @example
 * ```ts
 * const profile = await profileMemory((count: number) => {
 *   const list: number[] = [];
 *   for (let i = 0; i < count; i++) list.push(i);
 *   return list;
 * }, 100_000);
 * profile.result.length; // 100000
 * console.log(profile); // the lines with their growth
 * ```
 */
export async function profileMemory<Args extends readonly unknown[], Result>(
  fn: (...args: Args) => Result,
  ...args: Args
): Promise<MemoryProfile<Awaited<Result>>> {
  if (isRunning)
    throw new Error('profileMemory is running already: wait for its promise before you profile another function');
  isRunning = true;
  try {
    const cost = await costOfRecording();
    const recording = await record(fn, args);
    const { outcome } = recording;
    if (!outcome.threw) return toProfile(recording, outcome.result, cost);
    const profile = toProfile(recording, undefined, cost);
    if (isObject(outcome.error)) failures.set(outcome.error, profile);
    else lastPrimitive = { error: outcome.error, profile };
    throw outcome.error;
  } finally {
    isRunning = false;
  }
}

/**
 * The profile of a call that threw, up to the throw.
 *
 * @param error what profileMemory rejected with; nothing was attached to it.
 * @returns undefined if the error is from no profiled call.
 * @example
 * ```ts
 * try {
 *   await profileMemory(load);
 * } catch (error) {
 *   console.log(profileOf(error));
 * }
 * ```
 */
export function profileOf(error: unknown): MemoryProfile<undefined> | undefined {
  if (isObject(error)) return failures.get(error);
  return lastPrimitive !== undefined && Object.is(lastPrimitive.error, error) ? lastPrimitive.profile : undefined;
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

function toProfile<Result>(recording: Recording<unknown>, result: Result, cost: RecordingCost): MemoryProfile<Result> {
  const { located, points, url, recorder, coverage, collections, before, after, outcome } = recording;
  const { lineStarts, name } = located;
  const offsets = points.map(({ lineNumber, columnNumber }) => lineStarts[lineNumber] + columnNumber);
  const loops = loopsIn(located);
  const visits = visitsOf(offsets, loops, recorder, coverage);
  const intervals = intervalsOf(recorder, collections, before, after, fitted(recording, cost));
  const figures = attribute(
    intervals,
    offsets.map((offset, place) => ({
      offset,
      visits: visits[place],
      isCounting: isCounting(located.script, loops, offset),
      isNext: isNext(loops, offset),
    })),
    loops,
    recorder,
  );
  const rows = figures.places.map((row, place) => ({ ...row, visits: visits[place] }));
  const { file, lines } = linesOf(located, points, url, figures.entry, rows, 1);
  const sum = (read: (row: LineRow) => number): number => lines.reduce((total, row) => total + read(row), 0);
  return new MemoryProfile(
    {
      name,
      file,
      lines,
      usedBefore: Math.round(before.usedBytes),
      usedAfter: Math.round(intervals[intervals.length - 1].used),
      incrementBytes: sum((row) => row.incrementBytes),
      externalBytes: after.externalBytes - before.externalBytes,
      collections: sum((row) => row.collections),
      durationMs: after.time - before.time,
      threw: outcome.threw,
      notes: notesOf(recording),
    },
    result,
  );
}

/** What a profile leaves behind for good, of which the growth of the whole is in doubt: up to 26 KB were seen. */
const LEFT_BEHIND = 32 << 10;

/**
 * A stop allocates about 10 KB, of which 1.6 to 2 KB are kept: no function makes more than twice as much again of it.
 */
const MOST_UNFORESEEN = 4 << 10;

/**
 * The cost of recording, fitted to this function: when everything is switched off recording has left nothing, so where
 * the intervals do not come to the growth of the whole, stops had left more or less meanwhile than when that was tried.
 */
function fitted(
  { recorder, collections, before, after, wholeGrowth }: Recording<unknown>,
  cost: RecordingCost,
): RecordingCost {
  const sum = intervalsOf(recorder, collections, before, after, cost).reduce(
    (total, { increment }) => total + increment,
    0,
  );
  const excess = sum - wholeGrowth;
  if (Math.abs(excess) < LEFT_BEHIND) return cost;
  const unforeseen = excess / Math.max(1, recorder.rows);
  // Something from before the call was freed late: that is not a cost of a stop.
  if (Math.abs(unforeseen) > MOST_UNFORESEEN) return cost;
  return { ...cost, kept: cost.kept + unforeseen, keptMore: cost.keptMore + unforeseen };
}

function notesOf({ recorder, coverage }: Recording<unknown>): readonly string[] {
  const notes: string[] = [];
  if (!recorder.isClean)
    notes.push(
      'Collecting garbage took too long to be done at every line: from some line on growth has in it what is garbage already.',
    );
  if (recorder.retired.includes(1) && !coverage.isExact)
    notes.push(
      `Occurrences of ${formatCount(recorder.leastCounted)} and more are a lower bound: the function had run before, so V8 does not count its lines. Profile it before its first call for exact counts.`,
    );
  return notes;
}
