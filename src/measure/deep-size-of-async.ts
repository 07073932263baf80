/** deepSizeOfAsync: the same walk in short slices, with the event loop running in between. */
import { max } from '../platform/math.ts';
import type { SizeReport } from '../report/size-report.ts';
import { checkOptionalFunction, checkSignal, positiveMs } from '../platform/argument-checks.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { now, yieldToEventLoop } from '../platform/yield.ts';
import { SIZE_NAMES, treeShapeOf } from './options.ts';
import type { PlaceOptions, SizeOptions } from './options.ts';
import { prepareOutline, toOutlined, withPaths } from './outlining.ts';
import { prepare, toLastReport } from './weighing.ts';
import type { Weighing } from './weighing.ts';

/** The progress of a walk. */
export interface Progress {
  /** Objects visited. */
  readonly objects: number;
  /** Bytes found so far: a low estimate, which the report refines. */
  readonly bytes: number;
  /** Objects visited per second of walking time. */
  readonly objectsPerSecond: number;
}

/** An AbortSignal, or an object that works like one. */
export interface Abortable {
  /** Throws the reason if the signal was aborted. */
  throwIfAborted(): void;
}

/** What to count, and how to slice the walk. */
export interface AsyncSizeOptions extends SizeOptions, PlaceOptions {
  /**
   * Aborts the walk; the promise is rejected with the signal's reason.
   *
   * @defaultValue the walk cannot be aborted
   */
  readonly signal?: Abortable | undefined;
  /**
   * Called after every slice.
   *
   * @defaultValue no progress is reported
   */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * How long a slice lasts, in milliseconds. One very long string can make it longer.
   *
   * @defaultValue `10`
   */
  readonly sliceMs?: number | undefined;
}

const ASYNC_NAMES: OptionNames<AsyncSizeOptions> = /* @__PURE__ */ addNames(SIZE_NAMES, {
  paths: true as const,
  signal: true as const,
  onProgress: true as const,
  sliceMs: true as const,
});

/** Entries of a Map or Set that are read in one step: more would make a slice too long. */
const AT_ONCE = 4096;

/** Default milliseconds per slice. */
const SLICE_MS = 10;

/** Objects in the first step, before the speed is known. */
const FIRST_STEP = 256;

/**
 * The deep size of a value, measured in slices of about 10 ms so that a server or page stays responsive.
 *
 * If the value does not change, the report equals that of `deepSizeOf`. If it changes, each object counts as it was
 * when the walk visited it: Map and Set entries added meanwhile are seen and deleted ones are not, arrays are read up
 * to their current length, and objects that were moved to a part already visited may be missed. Nothing is counted
 * twice.
 *
 * With `paths` the tree is built in one go at the end, which takes about as long as a walk without paths.
 *
 * @param value any value; it is kept alive until the walk ends.
 * @throws {TypeError | RangeError} (as a rejection) if an option is invalid; the measured value never causes an error.
 * The signal's reason if it was aborted.
 * @example
 * ```ts
 * const report = await deepSizeOfAsync(bigCache, { onProgress: ({ objects }) => console.log(objects) });
 * ```
 */
export async function deepSizeOfAsync(value: unknown, options?: AsyncSizeOptions): Promise<SizeReport> {
  return deepReportInSlices(value, ownOptions('deepSizeOfAsync', ASYNC_NAMES, options));
}

/** What is awaited after a slice that took `elapsed` milliseconds. */
export type Rest = (elapsed: number) => Promise<void>;

/**
 * {@link deepSizeOfAsync} with options that `ownOptions` has read.
 *
 * @param rest is awaited between two slices.
 * @param atOnce entries of a Map or Set that are read in one step.
 */
export async function deepReportInSlices(
  value: unknown,
  options: AsyncSizeOptions,
  rest: Rest = yieldToEventLoop,
  atOnce = AT_ONCE,
): Promise<SizeReport> {
  checkSignal(options.signal);
  checkOptionalFunction('onProgress', options.onProgress);
  if (options.sliceMs !== undefined) positiveMs('sliceMs', options.sliceMs);
  options.signal?.throwIfAborted();
  const shape = treeShapeOf(options);
  if (shape === undefined) {
    const weighing = prepare(options, atOnce);
    await walkInSlices(value, weighing, options, rest);
    return toLastReport(weighing);
  }
  const outlining = prepareOutline(options, atOnce);
  await walkInSlices(value, outlining, options, rest);
  const { report, outline } = toOutlined(outlining, value);
  return withPaths(report, outline, shape);
}

async function walkInSlices(
  value: unknown,
  { walker, weigher }: Weighing,
  options: AsyncSizeOptions,
  rest: Rest,
): Promise<void> {
  walker.begin(value);
  let spent = 0;
  await inSlices(
    (limit) => walker.step(limit),
    options,
    (elapsed) => {
      spent += elapsed;
      options.onProgress?.({
        objects: walker.objects,
        bytes: weigher.soFar,
        objectsPerSecond: spent === 0 ? 0 : (walker.objects * 1000) / spent,
      });
    },
    rest,
  );
}

/**
 * Calls `work` with a number of objects to visit until it returns true; `onSlice` receives the milliseconds of each
 * slice.
 */
export async function inSlices(
  work: (limit: number) => boolean,
  { signal, sliceMs = SLICE_MS }: AsyncSizeOptions,
  onSlice: (elapsed: number) => void,
  rest: Rest,
): Promise<void> {
  let step = FIRST_STEP;
  for (;;) {
    const start = now();
    let ended = false;
    let elapsed = 0;
    // Short steps until the slice is used up, so that a slow part does not make it much longer.
    while (!ended && elapsed < sliceMs) {
      const before = elapsed;
      ended = work(step);
      elapsed = now() - start;
      step =
        elapsed - before < sliceMs / 8 ? step * 2 : elapsed - before > sliceMs / 4 ? max(FIRST_STEP, step / 2) : step;
    }
    onSlice(elapsed);
    if (ended) return;
    await rest(elapsed);
    signal?.throwIfAborted();
  }
}
