/** Calls a function with a recorder at each of its points: everything between switching the inspector on and off. */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { types } from 'node:util';
import { CollectionWatch } from './collections.ts';
import type { Collection } from './collections.ts';
import { collector } from '../heap/collector.ts';
import { heapSample } from './heap-sample.ts';
import { Inspector } from '../platform/inspector.ts';
import { apply } from '../platform/intrinsics.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import type { ScriptPlace } from '../platform/inspector-protocol.ts';
import type { Moment } from './intervals.ts';
import { locateFunction, pointsOf } from './locate-function.ts';
import type { LocatedFunction } from './locate-function.ts';
import { Recorder } from './recorder.ts';
import { steadyFlags } from './steady-flags.ts';
import { ConditionalStops } from './stops.ts';
import { VisitCoverage } from './visit-coverage.ts';

/** How a call ended. */
export type Outcome<Result> =
  | { readonly threw: false; readonly result: Result }
  | { readonly threw: true; readonly error: unknown };

/** One recorded call. */
export interface Recording<Result> {
  readonly outcome: Outcome<Result>;
  readonly located: LocatedFunction;
  /** Its points, in source order. */
  readonly points: readonly ScriptPlace[];
  /** The URL of the function's script. */
  readonly url: string;
  readonly recorder: Recorder;
  readonly coverage: VisitCoverage;
  readonly collections: readonly Collection[];
  readonly before: Moment;
  readonly after: Moment;
  /** Growth of the heap from before the inspector was switched on until after it was switched off. */
  readonly wholeGrowth: number;
}

/**
 * Calls `fn` once. Breakpoints, listeners and sessions are always removed when the promise settles.
 *
 * @throws {TypeError} if the function cannot be profiled; what the function itself throws is in the outcome.
 */
export async function record<Args extends readonly unknown[], Result>(
  fn: (...args: Args) => Result,
  args: Args,
): Promise<Recording<Awaited<Result>>> {
  const restoreFlags = steadyFlags();
  try {
    const before = await usedAtRest();
    const recording = await recordNow(fn, args);
    return { ...recording, wholeGrowth: (await usedAtRest()) - before };
  } finally {
    restoreFlags();
  }
}

/**
 * Heap in use when all garbage is freed: some only in the next turn of the event loop, and by the second collection.
 */
async function usedAtRest(): Promise<number> {
  await setImmediate();
  const collect = collector();
  collect();
  collect();
  return heapSample().usedBytes;
}

async function recordNow<Args extends readonly unknown[], Result>(
  fn: (...args: Args) => Result,
  args: Args,
): Promise<Omit<Recording<Awaited<Result>>, 'wholeGrowth'>> {
  const sessions = [Inspector.session(0), Inspector.session(1)] as const;
  const urls = sessions[0].enableDebugger();
  sessions[1].enableDebugger();
  // Disabling the debugger also drops coverage counts and breakpoints.
  let isDebugging = true;
  const endDebugging = (): void => {
    if (!isDebugging) return;
    isDebugging = false;
    sessions[0].disableDebugger();
    sessions[1].disableDebugger();
  };
  try {
    const located = withOriginals(() => locateFunction(sessions[0], fn));
    // Before the function's points are requested: that compiles it, and V8 counts functions compiled from now on.
    const coverage = withOriginals(() => new VisitCoverage(sessions[0], located));
    try {
      const points = withOriginals(() => pointsOf(sessions[0], located));
      const stops = withOriginals(() => new ConditionalStops(sessions, fn, coverage));
      const recorder = withOriginals(() => new Recorder(points.length, stops, collector()));
      const watch = new CollectionWatch();
      try {
        withOriginals(() => stops.set(points, recorder));
        // Collects existing garbage, so that it is not freed during the call; buffers are freed concurrently, which the
        // next collection completes.
        recorder.collect();
        recorder.collect();
        const { outcome, before, after } = await call(fn, args, recorder);
        withOriginals(() => coverage.take());
        withOriginals(() => stops.close());
        endDebugging();
        const collections = await watch.stop();
        return {
          outcome,
          located,
          points,
          url: urls.get(located.scriptId) ?? '',
          recorder,
          coverage,
          collections: withOriginals(() => collections.filter(({ at }) => at >= before.time)),
          before,
          after,
        };
      } finally {
        withOriginals(() => stops.close());
        await watch.stop();
      }
    } finally {
      withOriginals(() => coverage.close());
    }
  } finally {
    endDebugging();
  }
}

async function call<Args extends readonly unknown[], Result>(
  fn: (...args: Args) => Result,
  args: Args,
  recorder: Recorder,
): Promise<{ outcome: Outcome<Awaited<Result>>; before: Moment; after: Moment }> {
  const before = firstMoment();
  let outcome: Outcome<Awaited<Result>>;
  let after: Moment;
  try {
    const result = apply(fn as never, undefined, args) as Result;
    if (types.isPromise(result)) {
      outcome = { threw: false, result: await result };
      after = lastMoment(recorder);
    } else {
      after = lastMoment(recorder);
      outcome = { threw: false, result: result as Awaited<Result> };
    }
  } catch (error) {
    after = lastMoment(recorder);
    outcome = { threw: true, error };
  }
  return { outcome, before, after };
}

/** The heap after the call and after its garbage was collected. */
function lastMoment(recorder: Recorder): Moment {
  recorder.collect();
  const asked = performance.now();
  const { usedBytes, externalBytes } = heapSample();
  return { usedBytes, externalBytes, asked, time: performance.now() };
}

/**
 * The heap before the call without the cost of measuring: the second of two samples is larger by what one allocates.
 */
function firstMoment(): Moment {
  const first = heapSample().usedBytes;
  const { usedBytes, externalBytes } = heapSample();
  const time = performance.now();
  return { usedBytes: 2 * usedBytes - first, externalBytes, asked: time, time };
}
