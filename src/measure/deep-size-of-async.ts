/** deepSizeOfAsync: the same walk in short slices, between which the event loop runs. */
import { max } from '../platform/math.ts';
import type { SizeReport } from '../report/size-report.ts';
import { prepareOutline, toOutlined, treeShapeOf, withPaths } from './outlining.ts';
import { prepare, toLastReport } from './weighing.ts';
import type { DeepSizeOptions, Weighing } from './weighing.ts';
import { now, yieldToEventLoop } from '../platform/yield.ts';

/** How far a walk has come. */
export interface Progress {
  /** Objects visited. */
  readonly objects: number;
  /** Bytes found so far; a lower estimate, which the report refines. */
  readonly bytes: number;
  /** Objects visited a second, of the time that the walk itself took. */
  readonly objectsPerSecond: number;
}

/** An AbortSignal, as far as it is needed here. */
export interface Abortable {
  throwIfAborted(): void;
}

/** What to count, and how to share the time. */
export interface AsyncSizeOptions extends DeepSizeOptions {
  /** Ends the walk; the promise is rejected with the signal's reason. */
  readonly signal?: Abortable | undefined;
  /** Called after every slice. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** How long a slice lasts in milliseconds. Default 10. One very long string can make it longer. */
  readonly sliceMs?: number | undefined;
}

/** Entries of a Map or Set that are read at once: more would make a slice too long. */
const AT_ONCE = 4096;

/** Milliseconds of a slice unless the caller says otherwise. */
const SLICE_MS = 10;

/** Objects of the first slice, until it is known how quick they are. */
const FIRST_STEP = 256;

/**
 * The deep size of a value, weighed in slices of about 10 ms so that a server or a page goes on answering.
 *
 * On a value that does not change the report is that of `deepSizeOf`. On one that does, each object counts as it was when
 * the walk came by: a Map's or Set's entries that are added meanwhile are seen and those deleted are not, arrays are read
 * up to their length of the moment, and what was moved behind the walk's back may be missed. Nothing is counted twice.
 *
 * With `paths` the tree is made at once when the walk has ended, which takes about as long as a walk without.
 *
 * @param value any value; it is held until the walk ends.
 * @throws {RangeError | TypeError} (as a rejection) if an option is none of its values; the signal's reason if it was aborted.
 * @example
 * ```ts
 * const report = await deepSizeOfAsync(bigCache, { onProgress: ({ objects }) => console.log(objects) });
 * ```
 */
export async function deepSizeOfAsync(value: unknown, options: AsyncSizeOptions = {}): Promise<SizeReport> {
  const { signal, sliceMs = SLICE_MS } = options;
  if (typeof sliceMs !== 'number' || !(sliceMs > 0))
    throw new RangeError(`sliceMs must be a number above zero, not ${String(sliceMs)}`);
  signal?.throwIfAborted();
  const shape = treeShapeOf(options);
  if (shape === undefined) {
    const weighing = prepare(options, true, AT_ONCE);
    await walkInSlices(value, weighing, options);
    return toLastReport(weighing);
  }
  const outlining = prepareOutline(options, AT_ONCE);
  await walkInSlices(value, outlining, options);
  const { report, outline } = toOutlined(outlining, value);
  return withPaths(report, outline, shape);
}

async function walkInSlices(value: unknown, { walker, weigher }: Weighing, options: AsyncSizeOptions): Promise<void> {
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
  );
}

/** Does work of so many objects a step, until `work` says that it has ended; `told` hears how long each slice took. */
async function inSlices(
  work: (limit: number) => boolean,
  { signal, sliceMs = SLICE_MS }: AsyncSizeOptions,
  told: (elapsed: number) => void,
): Promise<void> {
  let step = FIRST_STEP;
  for (;;) {
    const start = now();
    let ended = false;
    let elapsed = 0;
    // Short steps until the slice is used up, so that one slow stretch does not make it much longer.
    while (!ended && elapsed < sliceMs) {
      const before = elapsed;
      ended = work(step);
      elapsed = now() - start;
      step =
        elapsed - before < sliceMs / 8 ? step * 2 : elapsed - before > sliceMs / 4 ? max(FIRST_STEP, step / 2) : step;
    }
    told(elapsed);
    if (ended) return;
    await yieldToEventLoop();
    signal?.throwIfAborted();
  }
}
