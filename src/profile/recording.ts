/** Calls a function with a recorder at every point of it: everything between switching the inspector on and off again. */
import { performance } from 'node:perf_hooks';
import { types } from 'node:util';
import { CollectionWatch } from './collections.ts';
import type { Collection } from './collections.ts';
import { heapReading } from './heap-reading.ts';
import { Inspector } from './inspector.ts';
import type { Moment } from './intervals.ts';
import { locateFunction } from './locate-function.ts';
import type { LocatedFunction } from './locate-function.ts';
import { realmsOf } from './realms.ts';
import { Recorder } from './recorder.ts';
import { ConditionalStops } from './stops.ts';
import { VisitCoverage } from './visit-coverage.ts';

/** How a call ended. */
export type Outcome<Result> = { readonly threw: false; readonly result: Result } | { readonly threw: true; readonly error: unknown };

/** One recorded call. */
export interface Recording<Result> {
  readonly outcome: Outcome<Result>;
  readonly located: LocatedFunction;
  /** The address of the function's script. */
  readonly url: string;
  readonly recorder: Recorder;
  readonly coverage: VisitCoverage;
  readonly collections: readonly Collection[];
  readonly before: Moment;
  readonly after: Moment;
}

/**
 * Calls `fn` once. Whatever happens, breakpoints, listeners and sessions are gone when this is settled.
 *
 * @throws {TypeError} if the function cannot be profiled; what it throws itself is in the outcome.
 */
export async function record<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, args: Args): Promise<Recording<Awaited<Result>>> {
  const sessions = [new Inspector(), new Inspector()] as const;
  try {
    const urls = sessions[0].enableDebugger();
    // Before the function's points are asked for: that compiles it, and V8 counts what it compiles from now on.
    const coverage = new VisitCoverage(sessions[0]);
    try {
      const located = locateFunction(sessions[0], fn);
      coverage.watch(located);
      sessions[1].enableDebugger();
      const stops = new ConditionalStops(sessions, realmsOf(fn), coverage);
      const recorder = new Recorder(located.places.length, stops);
      const watch = new CollectionWatch();
      try {
        stops.set(located.places, recorder);
        // What is garbage already is not to be freed by the function.
        await sessions[0].collectGarbage();
        const { outcome, before, after } = await call(fn, args);
        stops.close();
        coverage.take();
        return { outcome, located, url: urls.get(located.scriptId) ?? '', recorder, coverage, collections: await watch.stop(), before, after };
      } finally {
        stops.close();
        await watch.stop();
      }
    } finally {
      coverage.close();
    }
  } finally {
    for (const session of sessions) session.close();
  }
}

async function call<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, args: Args): Promise<{ outcome: Outcome<Awaited<Result>>; before: Moment; after: Moment }> {
  const before = firstMoment();
  let outcome: Outcome<Awaited<Result>>;
  let after: Moment;
  try {
    const result = Reflect.apply(fn, undefined, args) as Result;
    if (types.isPromise(result)) {
      outcome = { threw: false, result: await result };
      after = moment();
    } else {
      after = moment();
      outcome = { threw: false, result: result as Awaited<Result> };
    }
  } catch (error) {
    after = moment();
    outcome = { threw: true, error };
  }
  return { outcome, before, after };
}

function moment(): Moment {
  const { usedBytes, externalBytes } = heapReading();
  return { usedBytes, externalBytes, time: performance.now() };
}

/** The reading before the call, as if it had allocated nothing: the second of two is behind by what one allocates. */
function firstMoment(): Moment {
  const first = heapReading().usedBytes;
  const { usedBytes, externalBytes } = heapReading();
  return { usedBytes: 2 * usedBytes - first, externalBytes, time: performance.now() };
}
