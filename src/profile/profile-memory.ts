/** profileMemory: calls a function once and reports the heap line by line. */
import { checkFunction } from '../platform/argument-checks.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { SafeWeakMap } from '../platform/safe-collections.ts';
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
const failures = new SafeWeakMap<object, MemoryProfile<undefined>>();
/** The last thrown primitive, which a WeakMap cannot hold. */
let lastPrimitive: { readonly error: unknown; readonly profile: MemoryProfile<undefined> } | undefined;

/**
 * Calls a function once and reports the heap by source line, as Python's memory_profiler does. Node only.
 *
 * The heap is read at every point of the function at which V8's debugger can stop (without pausing), and the growth up
 * to the next point is attributed to the line of the point. What other functions allocate, nested ones included, is
 * attributed to the line that calls them, and whatever runs during an `await` to the line of the `await`. When a point
 * is first reached, all garbage is collected before the heap is read, so that growth is what a line keeps; what was
 * freed in a loop is divided among its lines in proportion to what each allocates. Collections by V8 itself are
 * reported in the row. What recording allocates is measured at every stop and subtracted; what V8 keeps of it is
 * estimated by a trial once per process and fitted to the total growth, which leaves an uncertainty of some ten
 * kilobytes for a function with loops (on Node 20 occasionally up to 310 KiB, most likely after a heap snapshot).
 *
 * A point is recorded on its first 64 visits; later growth of a loop is divided among its lines in proportion to what
 * each allocated until then. Counters get no share, nor does taking the next element of a `for...of` if another line
 * allocates. In a loop, a line that allocates only garbage gets too large a share if another line keeps little. V8
 * counts the visits, but not of a function that ran before: then up to 5,000 visits of a point are counted one by one,
 * as `notes` reports.
 *
 * Optimisation is off while the function runs, so it may allocate what optimised code does not, such as heap numbers.
 * The first profile of a process takes about a second more, to measure the cost of recording. Works with `--inspect`;
 * an attached debugger keeps working, and sees the scripts of the conditions. V8's coverage counts are read and reset,
 * which breaks another tool's counts; if Node collects coverage itself (NODE_V8_COVERAGE) they are left alone.
 *
 * @param fn a function in JavaScript or TypeScript; source maps are followed. It is called with `this` undefined, and
 * awaited if it returns a promise.
 * @param args its arguments.
 * @throws {TypeError} (rejects) if the function's source cannot be read (native, bound, a Proxy), or calling it runs
 * none of its lines (a class, a generator function).
 * @throws {Error} (rejects) if another profile is running in this thread: their collections and breakpoints would
 * interfere.
 * @throws what the function throws, unchanged; {@link profileOf} then returns the profile up to the throw.
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
  // Before what a first call has to measure, which takes seconds.
  checkFunction('fn', fn);
  if (isRunning)
    throw new Error('profileMemory is already running: await its promise before profiling another function');
  isRunning = true;
  try {
    const cost = await costOfRecording();
    const recording = await record(fn, args);
    const { outcome } = recording;
    if (!outcome.threw) {
      const { result } = outcome;
      return withOriginals(() => toProfile(recording, result, cost));
    }
    const profile = withOriginals(() => toProfile(recording, undefined, cost));
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
 * @returns undefined if the error is not from a profiled call.
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

/** What a profile permanently leaves behind, which makes the total growth uncertain: up to 26 KB were observed. */
const PERMANENT_BYTES = 32 << 10;

/** A stop allocates about 10 KB, of which 1.6 to 2 KB are kept: no function adds more than twice as much to that. */
const MAX_UNFORESEEN = 4 << 10;

/**
 * The cost of recording, fitted to this function: once everything is switched off recording has left nothing, so if the
 * intervals do not sum to the total growth, stops kept more or less than in the calibration.
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
  if (Math.abs(excess) < PERMANENT_BYTES) return cost;
  const unforeseen = excess / Math.max(1, recorder.rows);
  // Something from before the call was freed late, which is not a cost of a stop.
  if (Math.abs(unforeseen) > MAX_UNFORESEEN) return cost;
  return { ...cost, kept: cost.kept + unforeseen, keptMore: cost.keptMore + unforeseen };
}

function notesOf({ recorder, coverage }: Recording<unknown>): readonly string[] {
  const notes: string[] = [];
  if (!recorder.isClean)
    notes.push('Collecting garbage took too long to be done at every line: from some line on growth includes garbage.');
  if (recorder.retired.includes(1) && !coverage.isExact)
    notes.push(
      `Occurrences of ${formatCount(recorder.leastCounted)} and more are a lower bound: the function had run before, ` +
        'so V8 does not count its lines. Profile it before its first call for exact counts.',
    );
  return notes;
}
